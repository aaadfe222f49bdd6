"""The shipped programme in the database: loaded once, whole, and consistent with itself."""

import pytest
from django.db.models import Sum

from sapar.demo.load import load_organisations, load_programme
from sapar.demo.upsert import spelled
from sapar.kernel import places
from sapar.kernel.access.models import Involvement, Organisation
from sapar.kernel.access.roles import Role
from sapar.kernel.errors import Invalid, NotAllowed
from sapar.programmes.models import (
    Budget,
    Citation,
    ContactKind,
    OrganisationContact,
    Project,
    ProjectSet,
    UnnamedPlaces,
)
from sapar.programmes.queries import donors_of, organisations_named
from tests.cast import make_user

pytestmark = pytest.mark.usefixtures("manager")


def project(code: str) -> Project:
    return Project.objects.get(code=code)


def test_a_second_run_changes_nothing(loaded, manager):
    assert loaded[1].created > 400
    before = Citation.objects.count(), Project.objects.count(), Organisation.objects.count()
    again = load_programme(by=manager)
    assert (again.created, again.changed) == (0, 0)
    assert before == (Citation.objects.count(), Project.objects.count(), Organisation.objects.count())


def test_organisations_alone_are_in_place_after_the_whole():
    report = load_organisations()
    assert (report.created, report.changed) == (0, 0)


def test_a_body_that_got_accounts_keeps_them():
    Organisation.objects.filter(code="mfa-norway").update(is_operational=True)
    assert load_organisations().changed == 0


def test_a_caseworker_may_not_load(manager):
    with pytest.raises(NotAllowed):
        load_programme(by=make_user(manager.organisation, "caseworker", Role.CASEWORKER))


def test_three_budgets_make_the_sum_that_is_printed_as_nearly_a_million():
    together = ProjectSet.objects.get(code="kg-2010")
    assert together.members.count() == 3
    total = Budget.objects.filter(project__in=together.members.all()).aggregate(Sum("amount"))["amount__sum"]
    assert (total, together.amount, together.qualifier) == (970_000, 1_000_000, "nearly")
    assert sorted(together.members.values_list("duration_months", flat=True)) == [3, 6, 12]
    donors = {donor.organisation.code for member in together.members.all() for donor in donors_of(member)}
    assert donors == {"japan", "soros", "mfa-norway"}


def test_the_programme_of_27_months_states_nothing_but_its_length():
    programme = project("ca-usaid-27m")
    assert programme.duration_months == 27
    assert (programme.start, programme.end, programme.budget.amount) == (None, None, None)
    assert programme.locations.count() == 4
    assert (str(programme.predecessor.end), programme.predecessor.end_precision) == ("2005-12-01", "month")


def test_the_sub_project_has_its_donor_through_its_parent():
    sub = project("kg-ulybka-resource-centres")
    assert not sub.projectdonors.exists()
    assert [(d.organisation.code, d.through.code) for d in donors_of(sub)] == [("mfa-norway", "ca-norway-2017")]
    parent = project("ca-norway-2017")
    assert (str(parent.start), parent.start_precision, parent.end, parent.budget.amount) == (
        "2017-11-20",
        "day",
        None,
        None,
    )
    assert parent.locations.filter(role="pilot").count() == 2


def test_three_hotlines_five_missions_and_numbers_with_their_zeros():
    hotlines = OrganisationContact.objects.filter(kind=ContactKind.HOTLINE).values_list("value", flat=True)
    assert sorted(hotlines) == ["+992900800800", "11616", "1899"]
    assert OrganisationContact.objects.filter(value="0577706166", organisation__code="ulybka").exists()
    assert Organisation.objects.filter(mission_sets__code="central-asia").count() == 5


def test_places_are_counted_where_they_are_not_named():
    pilots = UnnamedPlaces.objects.get(unit="sub-districts")
    assert (pilots.number, pilots.within.count()) == (6, 3)
    assert UnnamedPlaces.objects.get(unit="districts").number == 5
    regions = project("ua-eu-idp-integration").locations.filter(role="")
    assert regions.count() == 6


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Norway", "mfa-norway"),
        ("Министерство Иностранных Дел Норвегии", "mfa-norway"),
        ("Ministry of Foreign Affairs of Norway", "mfa-norway"),
        ("MFA of the Republic of Kazakhstan", "mfa-kz"),
        ("Ministry of Foreign Affairs of Uzbekistan", "mfa-uz"),
        ("IOM International Development Fund", "iom-development-fund"),
        ("IOM Development Fund", "iom-development-fund"),
        ("Ministry of Labor and Social Protection of Population of the Republic of Kazakhstan", "kz-mlspp"),
        ("Ministry of Labour and Social Protection of the Population of the Republic of Kazakhstan", "kz-mlspp"),
        ("ЮСАИД", "usaid"),
        ("USAID", "usaid"),
        ("МОМ", "iom"),
        ("МОМ КР", "iom-kyrgyzstan"),
        ("ОФ «Улыбка»", "ulybka"),
    ],
)
def test_every_spelling_means_one_organisation(name, code):
    assert [found.code for found in organisations_named(name)] == [code]


def test_a_bare_ministry_of_foreign_affairs_means_none():
    assert organisations_named("Ministry of Foreign Affairs") == []


def test_a_spelling_of_another_body_is_refused():
    kazakhstan = Organisation.objects.get(code="mfa-kz")
    with pytest.raises(Invalid):
        spelled("Norway", kazakhstan)
    with pytest.raises(Invalid):
        spelled("Osh city", places.get("KG-O"))


def test_donors_are_let_in_to_their_projects_and_to_no_others():
    norway = Organisation.objects.get(code="mfa-norway")
    subjects = Involvement.objects.filter(kind="project", organisation=norway).values("subject_id")
    codes = set(Project.objects.filter(pk__in=subjects).values_list("code", flat=True))
    assert codes == {"kg-minors-2010", "ca-norway-2017", "kg-ulybka-resource-centres"}
