"""Whom a form offers."""

from uuid import UUID

from django.db.models import QuerySet

from sapar.cases.actions.team import HOLDERS
from sapar.cases.models import Case
from sapar.cases.queries.finding import consents_for
from sapar.kernel import terms
from sapar.kernel.access import policy
from sapar.kernel.access.models import Organisation, RoleGrant, Team, User
from sapar.kernel.errors import NotFound


def colleagues(case: Case) -> QuerySet[User]:
    """Members of the organisation whose role works on cases."""
    held = RoleGrant.objects.in_force().filter(role__in=HOLDERS, organisation=case.organisation_id)
    return User.objects.filter(organisation=case.organisation_id, is_active=True, pk__in=held.values("user")).order_by(
        "name"
    )


def step_takers(case: Case) -> QuerySet[User]:
    """Everybody who may see the case."""
    return policy.who("view", "case", case)


def teams_of(user: User) -> QuerySet[Team]:
    """The user's own teams."""
    return Team.objects.filter(pk__in=user.team_ids()).order_by("name")


def sharing_choices(case: Case) -> list[tuple[str, str]]:
    """(organisation id:purpose, words) for each consent in force on which the case can be shared."""
    rows = [row for row in consents_for(case) if row.recipient_id != case.organisation_id]
    return [
        (f"{row.recipient_id}:{row.purpose}", f"{row.recipient} · {terms.label('consent_purpose', row.purpose)}")
        for row in rows
    ]


def partner(id: UUID) -> Organisation:
    """An organisation by its id. Raises NotFound."""
    found = Organisation.objects.filter(pk=id).first()
    if found is None:
        raise NotFound
    return found
