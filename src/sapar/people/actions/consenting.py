"""Answers about the use of a person's data, and what follows from taking one back."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms, vault
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.people import notices
from sapar.people.actions.withdrawing import end, follow_photos
from sapar.people.inputs import ConsentInput, note
from sapar.people.minors import Age, age_of
from sapar.people.models import Consent, ConsentStatus, Person, Relationship
from sapar.people.queries import birth_of
from sapar.people.releasing import PHOTO


@action("people.give_consent", record="person", verb="consent", on="person")
def give_consent(*, by: User, person: Person, consent: ConsentInput, key: UUID | None = None) -> Consent:
    """Record a yes. A yes to the same purpose and recipient that is in force is replaced by the new one."""
    return record_answer(person, consent, status=ConsentStatus.GIVEN, by=by)


@action("people.refuse_consent", record="person", verb="consent", on="person")
def refuse_consent(*, by: User, person: Person, consent: ConsentInput, key: UUID | None = None) -> Consent:
    """Record a no. It also ends a yes given before to the same purpose and recipient."""
    return record_answer(person, consent, status=ConsentStatus.REFUSED, by=by)


@action("people.request_consent", record="person", verb="consent", on="person")
def request_consent(*, by: User, person: Person, consent: ConsentInput, key: UUID | None = None) -> Consent:
    """Record that the question was asked and the answer is awaited."""
    return record_answer(person, consent, status=ConsentStatus.REQUESTED, by=by)


@action("people.withdraw_consent", record="consent", verb="consent", on="consent")
def withdraw_consent(*, by: User, consent: Consent) -> Consent:
    """Take a yes back. Sharing, photos and referrals that stood on it end in the same step; everybody is told.

    Raises WorkflowRefused when there is no yes in force.
    """
    if consent.status != ConsentStatus.GIVEN:
        raise WorkflowRefused(
            _("Only a consent that was given can be withdrawn."),
            advice=_("Look at the list of consents: this one has ended already."),
        )
    end(consent, by=by)
    return consent


def record_answer(person: Person, told: ConsentInput, *, status: ConsentStatus, by: User) -> Consent:
    """Check and store one answer. Raises Invalid naming the field."""
    _check(told, status)
    recipient = _recipient(person, told, by)
    guardian = _guardian(person, told, by=by) if status is ConsentStatus.GIVEN else told.guardian
    before = Consent.objects.select_for_update().filter(
        person=person, purpose=told.purpose, recipient=recipient, status=ConsentStatus.GIVEN
    )  # fmt: skip
    for earlier in before:
        if status is ConsentStatus.REFUSED:
            end(earlier, by=by)
        elif status is ConsentStatus.GIVEN:
            _supersede(earlier)
    row = Consent(
        person=person, purpose=told.purpose, recipient=recipient, data_classes=list(told.data_classes), status=status,
        notice_version=told.notice_version or notices.current(), notice_language=told.notice_language,
        how_given=told.how_given, witness_role=told.witness_role,
        given_on=told.given_on or (timezone.localdate() if status is ConsentStatus.GIVEN else None),
        expires_on=told.expires_on, recorded_by=by,
    )  # fmt: skip
    vault.put(
        row,
        by=by,
        witness=note(told.witness, field="witness") or None,
        guardian=note(guardian, field="guardian") or None,
    )
    row.save(force_insert=True)
    if PHOTO in row.data_classes or any(PHOTO in earlier.data_classes for earlier in before):
        follow_photos(row, by=by)
    return row


def _supersede(earlier: Consent) -> None:
    """A newer yes takes the place of an older one; sharing goes on."""
    earlier.status = ConsentStatus.EXPIRED
    earlier.save(update_fields=["status"])


def _recipient(person: Person, told: ConsentInput, by: User) -> Organisation | None:
    """Whom the answer is for; None is the organisation that holds the file. A partner asks for itself."""
    wanted = told.recipient_id or by.organisation_id
    if wanted == person.organisation_id:
        if terms.require("consent_purpose", told.purpose, field="purpose").attributes.get("recipient"):
            raise Invalid(
                _("This purpose is asked for one organisation at a time."),
                field="recipient",
                advice=_("Choose the organisation that will receive the information."),
            )
        return None
    found = Organisation.objects.filter(pk=wanted).first()
    if found is None:
        raise Invalid(
            _("This organisation is not known."), field="recipient", advice=_("Choose the organisation from the list.")
        )
    return found


def _guardian(person: Person, told: ConsentInput, *, by: User) -> str:
    """Who answered for a child: told by name, or the guardian on file. Raises Invalid, see `people/minors.py`."""
    by_guardian = told.how_given == "guardian" or bool(told.guardian.strip())
    age = age_of(birth_of(person, by=by, purpose="consent"), told.given_on or timezone.localdate())
    if age is Age.ADULT and by_guardian:
        raise Invalid(
            _("This person is of age: nobody else can consent in their place."),
            field="guardian",
            advice=_("Ask the person. If the birth date is wrong, correct it first."),
        )
    if age is not Age.CHILD or told.guardian.strip():
        return told.guardian
    if Relationship.objects.filter(person=person, ended_on=None).exclude(guardian="").exists():
        return str(_("The guardian on file"))
    raise Invalid(
        _("This person is under 18: a guardian must consent with them."),
        field="guardian",
        advice=_("Write down the guardian who agreed, or record the guardian on the file first."),
    )


def _check(told: ConsentInput, status: ConsentStatus) -> None:
    terms.require("consent_purpose", told.purpose, field="purpose")
    notices.text(told.purpose, version=told.notice_version or notices.current(), language=told.notice_language)
    for data_class in told.data_classes:
        terms.require("data_class", data_class, field="data_classes")
    if told.witness_role:
        terms.require("witness_role", told.witness_role, field="witness_role")
    if status is ConsentStatus.GIVEN:
        _check_yes(told)


def _check_yes(told: ConsentInput) -> None:
    if not told.data_classes:
        raise Invalid(
            _("A consent must say which data it is about."),
            field="data_classes",
            advice=_("Tick at least one kind of data."),
        )
    if not told.how_given:
        raise Invalid(
            _("A consent must say how it was given."),
            field="how_given",
            advice=_("Choose for example signature, thumb print or by word before a witness."),
        )
    terms.require("how_given", told.how_given, field="how_given")
    if told.how_given == "oral_witness" and not told.witness_role:
        raise Invalid(
            _("A spoken consent needs a witness."),
            field="witness_role",
            advice=_("Say who heard it by their role, for example interpreter; the name is not needed."),
        )
    today = timezone.localdate()
    if told.given_on and told.given_on > today:
        raise Invalid(
            _("Consent cannot be given in the future."),
            field="given_on",
            advice=_("Write the day on which the person answered."),
        )
    if told.expires_on and told.expires_on <= (told.given_on or today):
        raise Invalid(
            _("The consent would end before it begins."),
            field="expires_on",
            advice=_("Choose a later day, or leave it empty."),
        )
