"""Making contact: never against the person's rules, unless somebody is in danger and says so."""

from datetime import datetime
from uuid import UUID

from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import journal, terms, vault
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.people import releasing
from sapar.people.duties import tell
from sapar.people.inputs import ContactOutcome, note
from sapar.people.models import AttemptState, Contact, ContactAttempt, DutyKind, Person, SafeContact
from sapar.people.safety import ContactVerdict, may_contact

SHORTEST_REASON = 20


@action("people.plan_contact", record="person", verb="view_contact", on="person")
def plan_contact(
    *, by: User, person: Person, contact: Contact, at: datetime, key: UUID | None = None
) -> ContactAttempt:
    """Plan a call or message. Raises WorkflowRefused for a time that the person did not say is safe."""
    if at <= timezone.now():
        raise Invalid(_("This time is over."), field="at", advice=_("Choose a later time, or make the contact now."))
    _require_ours(person, contact, by=by)
    verdict = verdict_of(person, channel=contact.channel, at=at)
    if not verdict:
        raise _refusal(verdict)
    row = ContactAttempt(
        person=person, contact=contact, channel=contact.channel, state=AttemptState.PLANNED, planned_for=at, by=by
    )
    row.save(force_insert=True)
    return row


@action("people.begin_contact", record="person", verb="view_contact", on="person")
def begin_contact(
    *, by: User, person: Person, contact: Contact, emergency: str = "", planned: ContactAttempt | None = None,
    key: UUID | None = None,
) -> ContactAttempt:  # fmt: skip
    """Begin a call or message now; only then is the number shown.

    Raises WorkflowRefused with the reason and the next safe time when the person's rules forbid it. In danger
    `emergency` says why it cannot wait (20 characters or more): it is journalled, and the supervisors are told.
    """
    _require_ours(person, contact, by=by)
    verdict = verdict_of(person, channel=contact.channel, at=timezone.now())
    reason = _emergency(emergency) if not verdict and emergency.strip() else ""
    if not verdict and not reason:
        raise _refusal(verdict)
    if planned is not None:
        planned.refresh_from_db()
    row = planned or ContactAttempt(person=person, by=by)
    if planned is not None and (planned.state != AttemptState.PLANNED or planned.person_id != person.pk):
        raise WorkflowRefused(_("This contact was begun or dropped already."))
    row.contact, row.channel, row.by = contact, contact.channel, by
    row.state, row.begun_at, row.emergency = AttemptState.BEGUN, timezone.now(), bool(reason)
    vault.put(row, by=by, reason=reason or None)
    row.save()
    if reason:
        journal.record("people.contact_overridden", by=by, kind="person", id=person.pk, purpose="emergency")
        tell(DutyKind.EMERGENCY_CONTACT, person, organisation_id=by.organisation_id, about=row.pk)
    return row


@action("people.finish_contact", record="contact_attempt", verb="view_contact", on="attempt")
def finish_contact(
    *, by: User, attempt: ContactAttempt, told: ContactOutcome, key: UUID | None = None
) -> ContactAttempt:
    """Record who answered and what came of it. A message left against the rules is told to the supervisors."""
    if attempt.state != AttemptState.BEGUN:
        raise WorkflowRefused(_("Only a contact that was begun has an outcome."))
    terms.require("contact_outcome", told.outcome, field="outcome")
    if told.answered_by:
        terms.require("contact_answerer", told.answered_by, field="answered_by")
    attempt.answered_by, attempt.outcome, attempt.left_message = told.answered_by, told.outcome, told.left_message
    attempt.state, attempt.ended_at = AttemptState.DONE, timezone.now()
    vault.put(attempt, by=by, note=note(told.note, field="note") or None)
    attempt.save()
    rules = SafeContact.objects.filter(person=attempt.person_id).first()
    if told.left_message and (rules is None or not rules.voicemail):
        tell(DutyKind.UNSAFE_MESSAGE, attempt.person, organisation_id=by.organisation_id, about=attempt.pk)
    return attempt


@action("people.drop_contact", record="contact_attempt", verb="view_contact", on="attempt")
def drop_contact(*, by: User, attempt: ContactAttempt) -> ContactAttempt:
    """Drop a planned contact. Raises WorkflowRefused for one that was begun."""
    if attempt.state != AttemptState.PLANNED:
        raise WorkflowRefused(_("Only a planned contact can be dropped."))
    attempt.state, attempt.ended_at = AttemptState.DROPPED, timezone.now()
    attempt.save(update_fields=["state", "ended_at"])
    return attempt


def verdict_of(person: Person, *, channel: str, at: datetime) -> ContactVerdict:
    """What the person's rules say about this way at this moment, in the time zone of the installation."""
    rules = SafeContact.objects.filter(person=person).first()
    return may_contact(rules, channel=channel, at=timezone.localtime(at))


def _require_ours(person: Person, contact: Contact, *, by: User) -> None:
    if contact.person_id != person.pk:
        raise Invalid(_("This contact belongs to somebody else."), field="contact")
    if by.organisation_id != person.organisation_id and "contact" not in releasing.released(
        person, recipient_id=by.organisation_id
    ):
        raise WorkflowRefused(_("The person did not agree that your organisation uses their contacts."))


def _emergency(text: str) -> str:
    why = " ".join(text.split())
    if len(why) < SHORTEST_REASON:
        raise Invalid(
            _("The reason must have at least %(least)s characters.") % {"least": SHORTEST_REASON},
            field="emergency",
            advice=_("Say what danger there is and why it cannot wait."),
        )
    return note(why, field="emergency")


def _refusal(verdict: ContactVerdict) -> WorkflowRefused:
    if verdict.when is None:
        return WorkflowRefused(verdict.reason, advice=_("Ask the person at the next meeting which way is safe."))
    moment = format_date(timezone.localtime(verdict.when), "SHORT_DATETIME_FORMAT")
    return WorkflowRefused(verdict.reason, advice=_("It is safe again from %(moment)s.") % {"moment": moment})
