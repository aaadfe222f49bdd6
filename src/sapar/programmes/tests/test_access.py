"""Staff see every project; a donor's viewer sees what the donor pays for, directly or through a parent."""

import pytest

from sapar.kernel.access import policy
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.roles import Role
from sapar.kernel.errors import NotFound
from sapar.programmes import queries
from sapar.programmes.models import Budget, Project, ProjectDonor
from sapar.programmes.opening import open_to_donors


@pytest.fixture
def projects(cast):
    with acting_as(cast.project_manager):
        made = {name: Project.objects.create(code=name, labels={"en": name}) for name in ("paid", "other")}
        made["sub"] = Project.objects.create(code="sub", labels={"en": "sub"}, parent=made["paid"])
        for project in made.values():
            Budget.objects.create(project=project, amount=10, currency="USD", qualifier="exact")
        ProjectDonor.objects.create(project=made["paid"], organisation=cast.donor)
        ProjectDonor.objects.create(project=made["other"], organisation=cast.there)
        assert open_to_donors() == 3
        assert open_to_donors() == 0
    return made


def test_staff_see_all(projects, cast):
    for role in Role:
        user = getattr(cast, role.value)
        with acting_as(user):
            seen = {line.project.code for line in queries.projects(user)}
        assert seen == ({"paid", "sub"} if role is Role.DONOR_VIEWER else {"paid", "other", "sub"}), role


def test_a_donor_viewer_sees_its_own_and_the_database_agrees(projects, cast):
    with acting_as(cast.donor_viewer):
        assert set(Project.objects.values_list("code", flat=True)) == {"paid", "sub"}
        assert Budget.objects.count() == 2
        lines = queries.projects(cast.donor_viewer)
        assert {line.project.code for line in lines} == {"paid", "sub"}
        assert [donor.through and donor.through.code for line in lines for donor in line.donors] == [None, "paid"]
        with pytest.raises(NotFound):
            queries.project_page(cast.donor_viewer, "other")
        assert policy.may(cast.donor_viewer, "view", "project", projects["sub"])
        assert not policy.may(cast.donor_viewer, "create", "project")


def test_a_donor_that_left_sees_the_project_no_more(projects, cast):
    with acting_as(cast.project_manager):
        ProjectDonor.objects.filter(organisation=cast.donor).delete()
        assert open_to_donors() == 2
    with acting_as(cast.donor_viewer):
        assert not Project.objects.exists()


def test_without_a_role_nothing_is_seen(projects, cast):
    with acting_as(cast.nobody):
        assert queries.projects(cast.nobody) == []
        assert not Project.objects.exists()
    with acting_as(None):
        assert not Project.objects.exists()
