"""No file is kept past its time, none is erased without notice, and a hold needs a reason."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from sapar.cases import actions as cases
from sapar.kernel import vault
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import RoleGrant
from sapar.kernel.access.roles import Role
from sapar.kernel.errors import Invalid, NotAllowed, WorkflowRefused
from sapar.kernel.journal.access import whole_journal
from sapar.kernel.journal.models import JournalEntry
from sapar.people import actions
from sapar.people.actions import keep_to_schedule
from sapar.people.inputs import ConsentInput
from sapar.people.models import Duty, Person, Photo, RetentionReview, SearchReceipt
from sapar.people.queries import reviews
from sapar.people.retaining import NOTICE, past, tidy
from sapar.people.tests.conftest import Register
from sapar.people.tests.pictures import PNG
from sapar.people.tests.test_actions import do

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LATER = timedelta(days=365 * 7 + 30)


def later(days: int = 0) -> Any:
    return timezone.localdate() + LATER + timedelta(days=days)


def the_review(cast: SimpleNamespace, person: Person) -> RetentionReview:
    with acting_as(cast.data_protection_officer):
        return RetentionReview.objects.select_related("person").get(person=person)


def test_notice_first_then_erasing(
    cast: SimpleNamespace, register: Register, django_capture_on_commit_callbacks: Any
) -> None:
    person = register(cast.caseworker)
    assert keep_to_schedule() == {"noticed": 0, "erased": 0, "needed": 0}
    assert keep_to_schedule(later())["noticed"] == 1
    assert the_review(cast, person).erase_on == later() + NOTICE
    with acting_as(cast.data_protection_officer):
        assert [duty.kind for duty in Duty.objects.all()] == ["retention"]
        assert [row.person for row, _reason in reviews(by=cast.data_protection_officer)] == [person]
    assert keep_to_schedule(later(29))["erased"] == 0
    assert vault.knows(person.pk, cast.here.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert keep_to_schedule(later(30))["erased"] == 1
    assert not vault.organisations_of(person.pk)
    with acting_as(cast.data_protection_officer):
        assert Person.objects.get(pk=person.pk).erased_at
    with whole_journal():
        entry = JournalEntry.objects.get(action="people.erased_by_schedule", record=person.pk)
    assert entry.actor is None
    assert keep_to_schedule(later(31)) == {"noticed": 0, "erased": 0, "needed": 0}


def test_a_hold_needs_a_reason_and_ends(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    keep_to_schedule(later())
    review, officer = the_review(cast, person), cast.data_protection_officer
    until = later(200)
    with pytest.raises(NotAllowed):
        do(cast.caseworker, actions.hold_file, review=review, until=until, reason="A trial is going on.")
    with pytest.raises(Invalid, match="reason"):
        do(officer, actions.hold_file, review=review, until=until, reason="x")
    do(officer, actions.hold_file, review=review, until=until, reason="A trial is going on.")
    assert keep_to_schedule(later(100)) == {"noticed": 0, "erased": 0, "needed": 0}
    with acting_as(officer):
        assert reviews(by=officer)[0][1] == "A trial is going on."
    assert keep_to_schedule(later(201))["noticed"] == 1
    with pytest.raises(WorkflowRefused):
        do(officer, actions.release_hold, review=review)


def test_an_open_case_keeps_the_file_and_new_help_saves_it(cast: SimpleNamespace, register: Register) -> None:
    kept, saved = register(cast.caseworker, "Айгүл Жээнбекова"), register(cast.caseworker, "Бакыт Асанов")
    do(cast.caseworker, cases.open_case, person=kept)
    assert [each.person_id for each in past(later())] == [saved.pk]
    keep_to_schedule(later())
    do(cast.caseworker, cases.open_case, person=saved)
    assert keep_to_schedule(later(30)) == {"noticed": 0, "erased": 0, "needed": 1}
    assert vault.knows(saved.pk, cast.here.pk)


def test_without_an_officer_nothing_is_erased(cast: SimpleNamespace, register: Register) -> None:
    register(cast.caseworker)
    RoleGrant.objects.filter(role=Role.DATA_PROTECTION_OFFICER).update(revoked_at=timezone.now())
    assert keep_to_schedule(later())["noticed"] == 0


def test_never_means_never(cast: SimpleNamespace, register: Register, settings: Any) -> None:
    register(cast.caseworker)
    settings.RETENTION_YEARS = 0
    assert past(later(9999)) == []


def test_stopped_photos_and_old_receipts_go(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    told = ConsentInput(purpose="casework", how_given="signature", data_classes=("photo",))
    consent = do(cast.caseworker, actions.give_consent, person=person, consent=told)
    do(cast.caseworker, actions.add_photo, person=person, content=PNG)
    do(cast.caseworker, actions.withdraw_consent, consent=consent)
    assert tidy().photos == 0
    with acting_as(cast.caseworker):
        Photo.objects.update(stopped_at=timezone.now() - timedelta(days=31))
    SearchReceipt.objects.update(at=timezone.now() - timedelta(days=31))
    done = tidy()
    assert (done.photos, done.receipts) == (1, 1)
