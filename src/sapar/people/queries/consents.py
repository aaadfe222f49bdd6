"""What a person has agreed to."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from sapar.kernel.access import policy
from sapar.kernel.access.context import linking_role
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.errors import NotFound
from sapar.people.identity import groups
from sapar.people.models import Consent, ConsentStatus, Person


def valid_consent(
    person: Person, *, purpose: str, recipient: Organisation | None, on: date | None = None
) -> Consent | None:
    """The record of a consent in force for this purpose and recipient, or None.

    A later no in another file of the same person stops it: a person who took a consent back once need not
    know how many files there are. Whether data may go anywhere is not decided here: see `people/releasing.py`.
    """
    found = Consent.objects.filter(person=person, purpose=purpose, recipient=recipient, status="given").first()
    if found is None or not found.in_force or _stopped_since(found):
        return None
    return found if on is None or found.given_on is None or found.given_on <= on else None


def _stopped_since(given: Consent) -> bool:
    with linking_role():
        others = [each for each in groups.group_of(given.person_id) if each != given.person_id]
    if not others:
        return False
    said_no = Consent.objects.filter(person__in=others, purpose=given.purpose, recipient=given.recipient_id)
    return said_no.filter(_NO, Q(withdrawn_at__gt=given.recorded_at) | Q(recorded_at__gt=given.recorded_at)).exists()


_NO = Q(status__in=[ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN])


def stopped(person: Person, others: Collection[UUID]) -> list[Consent]:
    """Answers of "no" in other files of the same person that stop a consent given in this one."""
    given = {
        (each.purpose, each.recipient_id): each
        for each in Consent.objects.filter(person=person, status=ConsentStatus.GIVEN)
    }
    said_no = Consent.objects.filter(_NO, person__in=others).select_related("person", "recipient")
    return [
        each
        for each in said_no.order_by("-recorded_at")
        if (yes := given.get((each.purpose, each.recipient_id)))
        and max(each.recorded_at, each.withdrawn_at or each.recorded_at) > yes.recorded_at
    ]


def consents_of(person: Person) -> list[Consent]:
    """All answers the person gave, newest first."""
    return list(Consent.objects.filter(person=person).select_related("recipient").order_by("-recorded_at"))


def get_consent(*, by: User, consent_id: UUID) -> Consent:
    """One consent for those who may end it. Raises NotFound, NotAllowed."""
    found = Consent.objects.select_related("person", "recipient").filter(pk=consent_id).first()
    if found is None:
        raise NotFound
    policy.require(by, "consent", "consent", found)
    return found
