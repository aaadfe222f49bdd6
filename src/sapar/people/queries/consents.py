"""What a person has agreed to."""

from datetime import date
from uuid import UUID

from sapar.kernel.access import policy
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.errors import NotFound
from sapar.people.models import Consent, Person


def valid_consent(
    person: Person, *, purpose: str, recipient: Organisation | None, on: date | None = None
) -> Consent | None:
    """The record of a consent in force for this purpose and recipient, or None.

    Whether data may go anywhere is not decided here: see `people/releasing.py`.
    """
    found = Consent.objects.filter(person=person, purpose=purpose, recipient=recipient, status="given").first()
    if found is None or not found.in_force:
        return None
    return found if on is None or found.given_on is None or found.given_on <= on else None


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
