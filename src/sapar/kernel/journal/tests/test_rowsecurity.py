"""Who sees which entries, decided by the database."""

from uuid import uuid4

import pytest

from sapar.kernel import journal
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Involvement
from sapar.kernel.journal.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked_at(cast):
    """A file that a caseworker of the mission and one of the NGO have looked at."""
    record = uuid4()
    for by in (cast.caseworker, cast.other_caseworker):
        with acting_as(by):
            journal.look(by=by, kind="person", ids=[record], fields=["name"])
    return record


def _seen(user, record):
    with acting_as(user):
        return JournalEntry.objects.filter(record=record).count()


def test_people_see_their_own_and_watchers_their_organisations_entries(cast, looked_at):
    outside = (None, cast.nobody, cast.lawyer, cast.donor_viewer, cast.project_manager)
    assert {_seen(who, looked_at) for who in outside} == {0}
    assert _seen(cast.other_caseworker, looked_at) == 1
    for who in (cast.caseworker, cast.supervisor, cast.data_protection_officer):
        assert _seen(who, looked_at) == 1


def test_whoever_works_on_the_file_sees_all_looks_at_it(cast, looked_at):
    Involvement.objects.create(subject_id=looked_at, kind="person", user=cast.lawyer, basis="assigned")
    assert _seen(cast.lawyer, looked_at) == 2

    Involvement.objects.all().delete()
    Involvement.objects.create(subject_id=looked_at, kind="person", team=cast.team, basis="assigned")
    assert _seen(cast.lawyer, looked_at) == 2
    assert _seen(cast.other_caseworker, looked_at) == 1
