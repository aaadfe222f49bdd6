"""What a person has agreed to."""

from uuid import UUID

from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.errors import NotFound
from sapar.people.models import Consent, Person


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
