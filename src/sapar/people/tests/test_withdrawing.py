"""A yes taken back: sharing, keys, photos and referrals end in one step, and everybody is told. And who may say yes."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from sapar.cases import actions as cases
from sapar.kernel import vault
from sapar.kernel.access.context import acting_as
from sapar.kernel.dates_reading import read_date
from sapar.kernel.errors import Invalid, NotFound, WorkflowRefused
from sapar.people import actions, notices
from sapar.people.actions.correcting import Correction
from sapar.people.inputs import ConsentInput, RelationshipInput
from sapar.people.models import Consent, Duty, DutyKind, Photo
from sapar.people.queries import duties_of, get_person, picture_of
from sapar.people.tests.conftest import Register
from sapar.people.tests.pictures import JPEG
from sapar.people.tests.test_actions import do

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def yes(purpose: str = "casework", **more: Any) -> ConsentInput:
    return ConsentInput(
        **{"purpose": purpose, "how_given": "signature", "data_classes": ("identity", "contact"), **more}
    )


def told(user: Any) -> list[tuple[str, str]]:
    with acting_as(user):
        return [(duty.kind, duty.person_code) for duty in duties_of(user)]


def test_the_whole_cascade(cast: SimpleNamespace, register: Register, django_capture_on_commit_callbacks: Any) -> None:
    person = register(cast.caseworker)
    case = do(cast.caseworker, cases.open_case, person=person)
    referral = yes("referral", recipient_id=cast.there.pk)
    consent = do(cast.caseworker, actions.give_consent, person=person, consent=referral)
    do(cast.caseworker, cases.share_case, case=case, organisation=cast.there)
    assert do(cast.other_caseworker, get_person, person_id=person.pk) == person
    with django_capture_on_commit_callbacks(execute=True):
        do(cast.counsellor, actions.withdraw_consent, consent=consent)
    assert vault.organisations_of(person.pk) == {cast.here.pk}
    with pytest.raises(NotFound):
        do(cast.other_caseworker, get_person, person_id=person.pk)
    assert {kind for kind, _ in told(cast.caseworker)} == {DutyKind.CONSENT_ENDED, DutyKind.REFERRAL}
    assert told(cast.other_supervisor) == [(DutyKind.COPIES, person.code)]
    assert told(cast.lawyer) == []
    with acting_as(cast.other_supervisor):
        duty = duties_of(cast.other_supervisor)[0]
    do(cast.other_supervisor, actions.finish_duty, duty=duty)
    assert told(cast.other_supervisor) == []
    with pytest.raises(WorkflowRefused):
        do(cast.other_supervisor, actions.finish_duty, duty=duty)


def test_a_photo_stands_and_falls_with_the_yes(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    with pytest.raises(WorkflowRefused, match="not been asked"):
        do(cast.caseworker, actions.add_photo, person=person, content=JPEG)
    allowed = yes(data_classes=("identity", "photo"))
    consent = do(cast.caseworker, actions.give_consent, person=person, consent=allowed)
    photo = do(cast.caseworker, actions.add_photo, person=person, content=JPEG)
    assert do(cast.caseworker, picture_of, photo_id=photo.pk)[1] == "image/jpeg"
    with pytest.raises(NotFound):
        do(cast.other_caseworker, picture_of, photo_id=photo.pk)
    do(cast.caseworker, actions.withdraw_consent, consent=consent)
    with pytest.raises(NotFound):
        do(cast.caseworker, picture_of, photo_id=photo.pk)
    assert (DutyKind.PHOTO, person.code) in told(cast.caseworker)
    do(cast.caseworker, actions.give_consent, person=person, consent=allowed)
    assert do(cast.caseworker, picture_of, photo_id=photo.pk)
    # A new answer without photos takes the place of the one with them.
    do(cast.caseworker, actions.give_consent, person=person, consent=yes(data_classes=("identity",)))
    with acting_as(cast.caseworker):
        assert Photo.objects.get(pk=photo.pk).stopped_at
    with pytest.raises(NotFound):
        do(cast.caseworker, picture_of, photo_id=photo.pk)


def test_a_duty_never_names_the_person_and_only_the_told_see_it(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker, "Айгүл Жээнбекова")
    consent = do(cast.caseworker, actions.give_consent, person=person, consent=yes())
    do(cast.caseworker, actions.withdraw_consent, consent=consent)
    with acting_as(cast.caseworker):
        (duty,) = Duty.objects.all()
    assert person.code in str(duty)
    for stranger in (cast.lawyer, cast.other_caseworker, cast.donor_viewer, cast.administrator):
        with acting_as(stranger):
            assert not Duty.objects.exists()


def test_a_guardian_answers_for_a_child_and_for_nobody_else(cast: SimpleNamespace, register: Register) -> None:
    year = timezone.localdate().year
    child = register(cast.caseworker, "Асель Сынакова", birth=str(year - 10))
    with pytest.raises(Invalid, match="under 18") as refused:
        do(cast.caseworker, actions.give_consent, person=child, consent=yes())
    assert refused.value.field == "guardian"
    do(cast.caseworker, actions.give_consent, person=child, consent=yes(guardian="Гүлнара", how_given="guardian"))
    parent = RelationshipInput(relation="mother", name="Гүлнара", guardian="parent")
    do(cast.caseworker, actions.add_relationship, person=child, told=parent)
    do(cast.caseworker, actions.give_consent, person=child, consent=yes(how_given="guardian"))
    grown = register(cast.caseworker, "Бакыт Сынаков", birth=str(year - 30))
    for wrong in (yes(guardian="Кто-то"), yes(how_given="guardian")):
        with pytest.raises(Invalid, match="of age"):
            do(cast.caseworker, actions.give_consent, person=grown, consent=wrong)
    with pytest.raises(Invalid, match="of age"):
        do(cast.caseworker, actions.add_relationship, person=grown, told=parent)
    do(cast.caseworker, actions.give_consent, person=grown, consent=yes())
    # Born seventeen or eighteen years ago, nobody knows which: either way of answering is taken.
    unclear = register(cast.caseworker, "Чынара Сынакова", birth=str(year - 18))
    do(cast.caseworker, actions.give_consent, person=unclear, consent=yes())


def test_a_birth_date_corrected_to_a_child_sends_us_to_the_guardian(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    do(cast.caseworker, actions.give_consent, person=person, consent=yes())
    young = Correction(read_date(str(timezone.localdate().year - 9)), "female", ("KG",))
    do(cast.caseworker, actions.correct_person, person=person, correction=young)
    assert told(cast.caseworker) == [(DutyKind.GUARDIAN, person.code)]


def test_a_spoken_consent_has_a_witness_by_role(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    with pytest.raises(Invalid, match="witness"):
        do(cast.caseworker, actions.give_consent, person=person, consent=yes(how_given="oral_witness"))
    spoken = yes(how_given="oral_witness", witness_role="interpreter", notice_language="uz")
    row = do(cast.caseworker, actions.give_consent, person=person, consent=spoken)
    with acting_as(cast.caseworker):
        kept = Consent.objects.get(pk=row.pk)
    assert (kept.witness_role, kept.witness, kept.notice_language) == ("interpreter", None, "uz")
    assert kept.notice_version == notices.current()


def test_a_purpose_for_a_named_body_names_it(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    for purpose in ("referral", "donor_audit", "media"):
        with pytest.raises(Invalid, match="one organisation at a time"):
            do(cast.caseworker, actions.give_consent, person=person, consent=yes(purpose))
    for wrong in ({"notice_language": "fr"}, {"notice_version": "99"}):
        with pytest.raises(Invalid, match="notice"):
            do(cast.caseworker, actions.give_consent, person=person, consent=yes(**wrong))


def test_an_expired_yes_shows_no_photo(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    today = timezone.localdate()
    allowed = yes(data_classes=("photo",), given_on=today, expires_on=today + timedelta(days=1))
    consent = do(cast.caseworker, actions.give_consent, person=person, consent=allowed)
    photo = do(cast.caseworker, actions.add_photo, person=person, content=JPEG)
    with acting_as(cast.caseworker):
        Consent.objects.filter(pk=consent.pk).update(
            given_on=today - timedelta(days=3), expires_on=today - timedelta(days=1)
        )
    with pytest.raises(NotFound):
        do(cast.caseworker, picture_of, photo_id=photo.pk)
