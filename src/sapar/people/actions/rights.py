"""What a person may ask about their own data: to see it, correct it, restrict it, erase it."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import vault
from sapar.kernel.access import policy
from sapar.kernel.access.models import Involvement, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.people.actions.erasing import wipe
from sapar.people.duties import tell, tell_workers
from sapar.people.inputs import note
from sapar.people.models import Duty, DutyKind, Person, PersonRequest, Photo, RequestKind, RequestState
from sapar.people.releasing import CASEWORK, PHOTO, may_release
from sapar.people.revoking import end_sharing

#: GDPR, article 12: without undue delay and within one month.
TIME_TO_ANSWER = timedelta(days=30)


@action("people.ask_request", record="person", verb="ask", on="person")
def ask_request(
    *, by: User, person: Person, kind: str, text: str = "", asked_on: date | None = None, key: UUID | None = None
) -> PersonRequest:
    """Record a wish of the person; those who may answer it are told. Raises WorkflowRefused when one is waiting."""
    if kind not in RequestKind.values:
        raise Invalid(_("This request is not known."), field="kind", advice=_("Choose one of the values offered."))
    words = note(text, field="text")
    if kind == RequestKind.CORRECTION and not words:
        raise Invalid(
            _("Nothing is written here yet."), field="text", advice=_("Write what is wrong and how it should read.")
        )
    if PersonRequest.objects.filter(person=person, kind=kind, state=RequestState.OPEN).exclude(
        kind=RequestKind.CORRECTION
    ).exists():  # fmt: skip
        raise WorkflowRefused(_("This request is waiting for an answer already."))
    day = asked_on or timezone.localdate()
    row = PersonRequest(person=person, kind=kind, asked_on=day, due_on=day + TIME_TO_ANSWER, recorded_by=by)
    vault.put(row, by=by, text=words or None)
    row.save(force_insert=True)
    tell(DutyKind.REQUEST, person, organisation_id=person.organisation_id, about=row.pk)
    if kind == RequestKind.CORRECTION:
        tell_workers(DutyKind.REQUEST, person, organisation_id=person.organisation_id, about=row.pk)
    return row


@action("people.decide_request", record="person_request", verb="decide", on="request")
def decide_request(
    *, by: User, request: PersonRequest, grant: bool, answer: str = "", version: int | None = None
) -> PersonRequest:
    """Answer a request. Granting a restriction or an erasure does it in the same step.

    Raises WorkflowRefused when it was answered before, Invalid for a refusal without words, NotAllowed for an
    erasure by somebody who may not erase.
    """
    if request.state != RequestState.OPEN:
        raise WorkflowRefused(_("This request was answered already."))
    words = note(answer, field="answer")
    if not grant and not words:
        raise Invalid(
            _("A refusal must say why."), field="answer", advice=_("Write what the person was told, in plain words.")
        )
    person = Person.objects.select_for_update().get(pk=request.person_id)
    request.state = RequestState.GRANTED if grant else RequestState.REFUSED
    request.decided_by, request.decided_at = by, timezone.now()
    erasing = grant and request.kind == RequestKind.ERASURE
    vault.put(request, by=by, answer=None if erasing else words or None)
    request.save()
    # Whoever was told of the request is told no more; the row of an erased person goes with it, the duty would stay.
    Duty.objects.filter(about=request.pk, done_at__isnull=True).update(done_at=request.decided_at, done_by=by)
    if grant and request.kind == RequestKind.RESTRICTION:
        freeze(person, by=by)
    if erasing:
        policy.require(by, "erase", "person", person)
        wipe(person, by=by)
        request.text = None
    return request


@action("people.lift_restriction", record="person", verb="decide", on="person")
def lift_restriction(*, by: User, person: Person) -> Person:
    """End a restriction at the person's wish. Photos are shown again if the person still agrees to them; what was
    shared before is not shared again by this."""
    if person.frozen_at is None:
        raise WorkflowRefused(_("This file is not restricted at the wish of the person."))
    person.frozen_at = None
    person.save(update_fields=["frozen_at"])
    if may_release(person, data_class=PHOTO, purpose=CASEWORK, recipient_id=None):
        Photo.objects.filter(person=person).update(stopped_at=None)
    return person


def freeze(person: Person, *, by: User) -> None:
    """From now on the data goes nowhere else: sharing ends, photos are not shown."""
    person.frozen_at = timezone.now()
    person.save(update_fields=["frozen_at"])
    Photo.objects.filter(person=person, stopped_at=None).update(stopped_at=person.frozen_at)
    shared = Involvement.objects.in_force().filter(kind="person", subject_id=person.pk, organisation__isnull=False)
    for each in shared.select_related("organisation"):
        if each.organisation is not None and each.organisation_id != person.organisation_id:
            tell_workers(DutyKind.COPIES, person, organisation_id=each.organisation.pk)
            end_sharing(person, each.organisation, by=by)
