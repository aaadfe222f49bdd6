"""Emergency accesses for those who review them."""

from uuid import UUID

from django.db.models import QuerySet

from sapar.cases.models import EmergencyAccess
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.errors import NotFound


def emergencies(user: User) -> QuerySet[EmergencyAccess]:
    """All of the user's organisations, those to review first. Raises NotAllowed."""
    policy.require(user, "view", "emergency_access")
    found = EmergencyAccess.objects.filter(policy.rows(user, "view", "emergency_access"))
    return found.select_related("user", "reviewed_by").order_by("finding", "-since")


def emergency_for(user: User, id: UUID) -> EmergencyAccess:
    """One emergency access. Raises NotFound."""
    found = EmergencyAccess.objects.filter(policy.rows(user, "view", "emergency_access"), pk=id).first()
    if found is None:
        raise NotFound
    return found


def may_review(user: User) -> bool:
    """Whether the user is one who reviews."""
    return bool(policy.may(user, "review", "emergency_access"))
