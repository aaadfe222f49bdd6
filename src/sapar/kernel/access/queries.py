"""Questions about accounts, and about who may reach one record and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Min, Model, Prefetch, Q, QuerySet
from django.utils import timezone

from sapar.kernel.access import oversight, policy
from sapar.kernel.access.models import RoleGrant, Team, User
from sapar.kernel.access.policy import Rule
from sapar.kernel.errors import NotFound


def accounts(*, by: User, words: str = "") -> QuerySet[User]:
    """Accounts that ``by`` may see, with ``current`` (grants in force) and ``ends`` (the earliest end)."""
    policy.require(by, "view", "account")
    found = User.objects.filter(policy.rows(by, "view", "account")).select_related("organisation")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    in_force = Q(role_grants__revoked_at=None, role_grants__expires_at__gt=timezone.now())
    return found.annotate(ends=Min("role_grants__expires_at", filter=in_force)).prefetch_related(
        Prefetch("role_grants", RoleGrant.objects.in_force(), to_attr="current")
    ).order_by("-is_active", "name")  # fmt: skip


def account(*, by: User, id: UUID) -> User:
    """One account that ``by`` may see. Raises NotFound."""
    found = accounts(by=by).filter(pk=id).first()
    if found is None:
        raise NotFound
    return found


def grant_history(account: User) -> QuerySet[RoleGrant]:
    """Every grant that an account ever had, the newest first."""
    return account.role_grants.select_related("organisation", "team", "granted_by").order_by("-granted_at")


def expiring(*, by: User, days: int = 30) -> QuerySet[RoleGrant]:
    """Grants in accounts that ``by`` administers which end within ``days``, the soonest first."""
    mine = User.objects.filter(policy.rows(by, "grant", "account"))
    soon = timezone.now() + timedelta(days=days)
    found = RoleGrant.objects.in_force().filter(user__in=mine, expires_at__lt=soon)
    return found.select_related("user").order_by("expires_at")


def teams(*, by: User) -> QuerySet[Team]:
    """Teams of the organisation of ``by``, for the grant form."""
    return Team.objects.filter(organisation=by.organisation).order_by("name")


def record(*, by: User, kind: str, id: UUID) -> Model:
    """The record ``kind`` ``id`` if ``by`` may see it. Raises NotFound, the same for unknown and hidden ones."""
    spec = policy.find(kind)
    if spec is None:
        raise NotFound
    found: Model | None = (
        apps.get_model(spec.model)._default_manager.filter(policy.rows(by, "view", kind), pk=id).first()
    )
    if found is None:
        raise NotFound
    return found


def explained(*, by: User, kind: str, id: UUID) -> Model:
    """The record for explaining who may see it: seen as in `record`, or its outline for the overseer of access.

    Raises NotFound. The outline has no content: see `oversight.py`.
    """
    try:
        return record(by=by, kind=kind, id=id)
    except NotFound:
        found = oversight.outline(kind, id)
        if found is None:
            raise
        return found


@dataclass(frozen=True)
class Standing:
    """What one colleague may do with one record, by which rule and grant."""

    user: User
    rule: Rule
    grant: RoleGrant
    verbs: tuple[str, ...]


def standings(kind: str, row: Model) -> list[Standing]:
    """Everybody who may see ``row``, each with the first reason and everything they may do.

    Four questions to the database, however many colleagues there are.
    """
    people = list(policy.who("view", kind, row))
    _with_grants(people)
    held = policy.holding(people, kind, row)
    return [_standing(user, held[user.id]) for user in people if held[user.id]]


def _standing(user: User, holding: list[tuple[Rule, RoleGrant]]) -> Standing:
    rule, grant = next((pair for pair in holding if "view" in pair[0].verbs), holding[0])
    verbs = sorted({verb for held, _grant in holding for verb in held.verbs})
    return Standing(user, rule, grant, tuple(verbs))


def _with_grants(people: Iterable[User]) -> None:
    by_user: dict[UUID, list[RoleGrant]] = {user.id: [] for user in people}
    for grant in RoleGrant.objects.in_force().filter(user__in=by_user).select_related("organisation"):
        by_user[grant.user_id].append(grant)
    for user in people:
        user._grants = by_user[user.id]


@dataclass(frozen=True)
class Missing:
    """A rule that one of a colleague's roles has, whose condition this record does not meet."""

    rule: Rule
    grant: RoleGrant


def why_not(user: User, verb: str, kind: str, row: Model) -> list[Missing]:
    """The ways in which ``user`` could do ``verb`` to ``row`` but does not: what would have to change."""
    held = {rule for rule, _grant in policy.holding([user], kind, row)[user.id]}
    rules = [rule for rule in policy.policy(kind).rules_for(verb) if rule not in held]
    return [Missing(rule, grant) for grant in user.grants() for rule in rules if rule.role == grant.role]


def colleague(*, by: User, id: UUID) -> User:
    """A colleague of the same organisation. Raises NotFound."""
    found = User.objects.filter(organisation=by.organisation, pk=id).first()
    if found is None:
        raise NotFound
    return found


def colleagues(*, by: User) -> QuerySet[User]:
    """Everybody with an open account in the same organisation."""
    return User.objects.filter(organisation=by.organisation, is_active=True).order_by("name")


def names(ids: Iterable[Any]) -> dict[UUID, User]:
    """Users by id, for lists that hold identifiers only (the journal)."""
    return {
        user.id: user
        for user in User.objects.filter(pk__in={each for each in ids if each}).select_related("organisation")
    }


def may_change(*, by: User, account: User) -> bool:
    """Whether ``by`` administers ``account``: nobody changes their own."""
    return by.id != account.id and bool(policy.may(by, "grant", "account", account))


def may_open(*, by: User) -> bool:
    """Whether ``by`` may open accounts at all."""
    return bool(policy.may(by, "open", "account"))
