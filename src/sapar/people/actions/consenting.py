"""Answers about the use of a person's data, and what follows from taking one back."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms, vault
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.people.inputs import ConsentInput, note
from sapar.people.models import Consent, ConsentStatus, Person
from sapar.people.revoking import end_sharing


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
    """Take a yes back. What was shared with the recipient on it is withdrawn in the same step.

    Raises WorkflowRefused when there is no yes in force.
    """
    if consent.status != ConsentStatus.GIVEN:
        raise WorkflowRefused(
            _("Only a consent that was given can be withdrawn."),
            advice=_("Look at the list of consents: this one has ended already."),
        )
    _withdraw(consent, by=by)
    return consent


def record_answer(person: Person, told: ConsentInput, *, status: ConsentStatus, by: User) -> Consent:
    """Check and store one answer. Raises Invalid naming the field."""
    recipient = _recipient(told, by)
    _check(told, status)
    before = Consent.objects.select_for_update().filter(
        person=person, purpose=told.purpose, recipient=recipient, status=ConsentStatus.GIVEN
    )  # fmt: skip
    for earlier in before:
        if status is ConsentStatus.REFUSED:
            _withdraw(earlier, by=by)
        elif status is ConsentStatus.GIVEN:
            _supersede(earlier)
    row = Consent(
        person=person, purpose=told.purpose, recipient=recipient, data_classes=list(told.data_classes), status=status,
        notice_version=told.notice_version, notice_language=told.notice_language, how_given=told.how_given,
        given_on=told.given_on or (timezone.localdate() if status is ConsentStatus.GIVEN else None),
        expires_on=told.expires_on, recorded_by=by,
    )  # fmt: skip
    vault.put(
        row,
        by=by,
        witness=note(told.witness, field="witness") or None,
        guardian=note(told.guardian, field="guardian") or None,
    )
    row.save(force_insert=True)
    return row


def _supersede(earlier: Consent) -> None:
    """A newer yes takes the place of an older one; sharing goes on."""
    earlier.status = ConsentStatus.EXPIRED
    earlier.save(update_fields=["status"])


def _withdraw(consent: Consent, *, by: User) -> None:
    consent.status = ConsentStatus.WITHDRAWN
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["status", "withdrawn_at"])
    if consent.recipient is not None and not _other_ground(consent):
        end_sharing(consent.person, consent.recipient, by=by)


def _other_ground(consent: Consent) -> bool:
    others = Consent.objects.filter(
        person=consent.person, recipient=consent.recipient, status=ConsentStatus.GIVEN
    ).exclude(pk=consent.pk)
    return any(other.in_force and other.purpose in SHARING_PURPOSES for other in others)


#: Purposes that let another organisation open the file.
SHARING_PURPOSES = ("referral", "casework")


def _recipient(told: ConsentInput, by: User) -> Organisation | None:
    if told.recipient_id is None or told.recipient_id == by.organisation_id:
        return None
    found = Organisation.objects.filter(pk=told.recipient_id).first()
    if found is None:
        raise Invalid(
            _("This organisation is not known."), field="recipient", advice=_("Choose the organisation from the list.")
        )
    return found


def _check(told: ConsentInput, status: ConsentStatus) -> None:
    terms.require("consent_purpose", told.purpose, field="purpose")
    for data_class in told.data_classes:
        terms.require("data_class", data_class, field="data_classes")
    if status is not ConsentStatus.GIVEN:
        return
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
