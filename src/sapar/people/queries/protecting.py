"""Finding one row of a person's protection for a page. Each raises NotFound, NotAllowed."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from sapar.kernel import terms, vault
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.errors import NotFound
from sapar.people import notices
from sapar.people.models import (
    AttemptState,
    Contact,
    ContactAttempt,
    Duty,
    IdentityDocument,
    OwnCopy,
    Person,
    PersonRequest,
    Relationship,
    RetentionReview,
    ReviewState,
    SafeContact,
)
from sapar.people.opening import opened
from sapar.people.safety import ContactVerdict, may_contact


def _one[Row: Model](rows: QuerySet[Row], pk: UUID, *, by: User, verb: str, record: str) -> Row:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    policy.require(by, verb, record, found)
    return found


def document_for(*, by: User, document_id: UUID) -> IdentityDocument:
    """A document whose place can be changed."""
    rows = IdentityDocument.objects.select_related("person")
    return _one(rows, document_id, by=by, verb="edit", record="identity_document")


def relationship_for(*, by: User, relationship_id: UUID) -> Relationship:
    """A tie that can be ended."""
    rows = Relationship.objects.select_related("person")
    return _one(rows, relationship_id, by=by, verb="edit", record="relationship")


def contact_for(*, by: User, contact_id: UUID) -> Contact:
    """A number or name to use."""
    return _one(Contact.objects.select_related("person"), contact_id, by=by, verb="view_contact", record="contact")


def attempt_for(*, by: User, attempt_id: UUID) -> ContactAttempt:
    """A contact that is planned, going on or made."""
    rows = ContactAttempt.objects.select_related("person", "contact", "by")
    return _one(rows, attempt_id, by=by, verb="view_contact", record="contact_attempt")


def request_for(*, by: User, request_id: UUID) -> PersonRequest:
    """A request to be answered."""
    rows = PersonRequest.objects.select_related("person")
    return _one(rows, request_id, by=by, verb="decide", record="person_request")


def copy_for(*, by: User, copy_id: UUID) -> OwnCopy:
    """A copy to be handed over."""
    return _one(OwnCopy.objects.select_related("person"), copy_id, by=by, verb="own_copy", record="own_copy")


def review_for(*, by: User, review_id: UUID) -> RetentionReview:
    """A file past its time."""
    rows = RetentionReview.objects.select_related("person")
    return _one(rows, review_id, by=by, verb="retain", record="retention_review")


def duty_for(*, by: User, duty_id: UUID) -> Duty:
    """Something to do for a person's protection."""
    return _one(Duty.objects.all(), duty_id, by=by, verb="finish", record="duty")


def duties_of(by: User, *, most: int = 12) -> list[Duty]:
    """What the user has to do for people's protection, the oldest first.

    Who oversees others sees a colleague's duty only where nobody but the colleague was told of the matter.
    """
    open_now = Duty.objects.filter(policy.rows(by, "finish", "duty"), done_at=None)
    told_too = open_now.filter(Q(user=by) | Q(user=None), kind=OuterRef("kind"), about=OuterRef("about"))
    rows = open_now.filter(Q(user=by) | Q(user=None) | ~Exists(told_too)).select_related("user")
    return list(rows.order_by("made_at")[:most])


def planned_by(by: User, *, most: int = 12) -> list[ContactAttempt]:
    """Contacts that the user has planned, the soonest first."""
    rows = ContactAttempt.objects.filter(
        policy.rows(by, "view_contact", "contact_attempt"), by=by, state=AttemptState.PLANNED
    )
    return list(rows.select_related("person").order_by("planned_for")[:most])


def ways_of(person: Person, *, by: User, at: datetime | None = None) -> list[tuple[Contact, str, ContactVerdict]]:
    """Every way to reach the person: the number, masked unless it may be used now, and the verdict of the rules."""
    rules = SafeContact.objects.filter(person=person).first()
    moment = timezone.localtime(at)
    ways = []
    for row, values in opened(list(person.contacts.order_by("added_at")), ("value",), by=by):
        verdict = may_contact(rules, channel=row.channel, at=moment)
        ways.append((row, values["value"] if verdict else masked(values["value"]), verdict))
    return ways


def masked(value: str) -> str:
    """The last three signs: enough to tell two numbers apart, too little to dial."""
    return f"••• {value[-3:]}" if value else ""


def number_of(attempt: ContactAttempt, *, by: User) -> str:
    """The number of a contact that was begun; "" for one that was not."""
    if attempt.state != AttemptState.BEGUN or attempt.contact is None:
        return ""
    return opened([attempt.contact], ("value",), by=by)[0][1]["value"]


def requests_of(person: Person, *, by: User) -> list[tuple[PersonRequest, dict[str, str]]]:
    """What the person asked; the words only for who may see names."""
    rows = list(PersonRequest.objects.filter(person=person).order_by("-asked_on"))
    if person.erased_at is None and policy.may(by, "view_identity", "person", person):
        return opened(rows, ("text", "answer"), by=by)
    return [(row, {"text": "", "answer": ""}) for row in rows]


def copies_of(person: Person) -> list[OwnCopy]:
    """The copies that were made, without their content."""
    return list(OwnCopy.objects.filter(person=person).defer("content").select_related("made_by").order_by("-made_at"))


def reviews(*, by: User) -> list[tuple[RetentionReview, str]]:
    """Files past their time, with the reason of a hold. Raises NotAllowed for who holds none."""
    policy.require(by, "retain", "person")
    rows = RetentionReview.objects.filter(
        policy.rows(by, "retain", "retention_review"), state__in=[ReviewState.NOTICED, ReviewState.HELD]
    )
    found = list(rows.select_related("person", "decided_by").order_by("erase_on"))
    reasons = vault.read(found, ["reason"], by=by, purpose="retention") if found else {}
    return [(row, reasons[row.pk]["reason"] or "") for row in found]


def notice_language(person: Person, desk: str) -> str:
    """The language in which to read the notice: the one the person speaks best, else that of the desk."""
    spoken = [code for code in person.languages if code in notices.LANGUAGES]
    return spoken[0] if spoken else notices.offered(desk)


def purposes() -> list[tuple[str, str]]:
    """The purposes a person can be asked about."""
    return [(term.code, str(term)) for term in terms.current("consent_purpose")]
