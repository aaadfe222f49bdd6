"""One rule answers all three questions: may X do A to this row, which rows, and who may.

A room declares a :class:`RecordPolicy` per record as data: role × scope × verbs. The same data makes
Python's predicate, the query filter, and PostgreSQL's row security (rowsecurity.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import Basis, Involvement, RoleGrant, User
from sapar.kernel.access.roles import WORDS, Role
from sapar.kernel.errors import NotAllowed


class Scope(StrEnum):
    """How a row must relate to the holder of a role."""

    OWN = "own"
    TEAM = "team"
    SHARED = "shared"
    BREAK_GLASS = "break_glass"
    ORGANISATION = "organisation"
    ALL = "all"


BECAUSE: dict[Scope, Promise] = {
    Scope.OWN: _("As %(role)s you are assigned to this record."),
    Scope.TEAM: _("As %(role)s you share this record with your team."),
    Scope.SHARED: _("As %(role)s you may use what was shared with %(organisation)s."),
    Scope.BREAK_GLASS: _("You opened this record in an emergency; every step is shown to the data-protection officer."),
    Scope.ORGANISATION: _("As %(role)s you may do this with the records of %(organisation)s."),
    Scope.ALL: _("Every %(role)s may do this."),
}


@dataclass(frozen=True)
class Rule:
    """One line of the permission table."""

    role: Role
    scope: Scope
    verbs: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """Yes or no, and why, in words for the person who asked."""

    allowed: bool
    reason: str
    rule: Rule | None = None

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True, eq=False)
class RecordPolicy:
    """The permission table of one record.

    ``subject`` and ``organisation`` name the columns that tie a row to need-to-know (``kind`` of the
    involvement) and to its organisation (a path such as ``user__organisation_id`` is followed). A
    sub-resource names its ``parent`` instead and the relation to it, and always answers for that parent
    row. ``told`` are columns beside subject and organisation that
    the overseer of access may know of a row without seeing it (oversight.py): codes and links, never content.
    ``protected=False`` leaves the table without row security: the rule then holds in Python alone,
    for tables that must be read before anybody is known, such as accounts at sign-in.
    """

    record: str
    model: str
    rules: tuple[Rule, ...] = ()
    kind: str = ""
    subject: str = "id"
    organisation: str = "organisation_id"
    parent: "RecordPolicy | None" = None
    relation: str = ""
    told: tuple[str, ...] = ()
    protected: bool = True

    @property
    def involvement_kind(self) -> str:
        return self.kind or self.record

    @property
    def table(self) -> str:
        return str(apps.get_model(self.model)._meta.db_table)

    def root(self) -> "RecordPolicy":
        return self.parent.root() if self.parent else self

    def organisation_of(self, row: Any) -> Any:
        """The organisation id of one row; None for a record that belongs to no organisation."""
        if not self.organisation:
            return None
        for step in self.organisation.split("__"):
            row = getattr(row, step)
        return row

    def rules_for(self, verb: str) -> list[Rule]:
        return [rule for rule in self.root().rules if verb in rule.verbs]

    def verbs(self) -> set[str]:
        return {verb for rule in self.root().rules for verb in rule.verbs}


_REGISTER: dict[str, RecordPolicy] = {}


def register(policy: RecordPolicy) -> RecordPolicy:
    """Make a room's policy known. Called once, when the room's policy module is imported."""
    _REGISTER[policy.record] = policy
    return policy


def child(parent: RecordPolicy, *, record: str, model: str, relation: str) -> RecordPolicy:
    """Register a sub-resource: a row that answers with the rules of its parent row."""
    return register(RecordPolicy(record=record, model=model, parent=parent, relation=relation))


def policy(record: str) -> RecordPolicy:
    return _REGISTER[record]


def registered() -> list[RecordPolicy]:
    return list(_REGISTER.values())


def find(record: str) -> RecordPolicy | None:
    """The policy of a record that may not exist: names that come from an address."""
    return _REGISTER.get(record)


def _parent_row(rule_of: RecordPolicy, row: Any) -> Any:
    while rule_of.parent is not None:
        row = getattr(row, rule_of.relation)
        rule_of = rule_of.parent
    return row


def _involvements(user: User, kind: str, subject: UUID) -> list[Involvement]:
    mine = Q(user=user) | Q(team__in=user.team_ids()) | Q(organisation__in={g.organisation_id for g in user.grants()})
    return list(Involvement.objects.in_force().filter(mine, kind=kind, subject_id=subject))


def _matches(rule: Rule, grant: RoleGrant, user: User, organisation: Any, involvements: list[Involvement]) -> bool:
    match rule.scope:
        case Scope.ALL:
            return True
        case Scope.ORGANISATION:
            return bool(grant.organisation_id == organisation)
        case Scope.OWN:
            return any(i.user_id == user.id and i.basis == Basis.ASSIGNED for i in involvements)
        case Scope.BREAK_GLASS:
            return any(i.user_id == user.id and i.basis == Basis.BREAK_GLASS for i in involvements)
        case Scope.TEAM:
            return any(i.team_id is not None and i.team_id == grant.team_id for i in involvements)
        case Scope.SHARED:
            return any(i.organisation_id == grant.organisation_id for i in involvements)


def may(user: User, verb: str, record: str, row: Model | None = None) -> Decision:
    """May ``user`` do ``verb`` to ``row`` (or, without a row, do it at all) and why.

    One database question for the need-to-know of the row; the roles are read once per request.
    """
    spec = policy(record)
    rules = spec.rules_for(verb)
    held = [(rule, grant) for grant in user.grants() for rule in rules if rule.role == grant.role]
    if row is None:
        if held:
            return Decision(True, _words(*held[0]), held[0][0])
        return _refusal(user)
    parent = _parent_row(spec, row)
    root = spec.root()
    organisation = root.organisation_of(parent)
    involvements: list[Involvement] | None = None
    for rule, grant in sorted(held, key=lambda pair: pair[0].scope in (Scope.BREAK_GLASS, Scope.SHARED)):
        if involvements is None and rule.scope not in (Scope.ALL, Scope.ORGANISATION):
            involvements = _involvements(user, root.involvement_kind, getattr(parent, root.subject))
        if _matches(rule, grant, user, organisation, involvements or []):
            return Decision(True, _words(rule, grant), rule)
    return _refusal(user)


def require(user: User, verb: str, record: str, row: Model | None = None) -> Decision:
    """Like :func:`may`, but raises NotAllowed with the reason."""
    decision = may(user, verb, record, row)
    if not decision:
        raise NotAllowed(decision.reason, advice=_("Ask your supervisor, who can assign the record to you or do it."))
    return decision


def _words(rule: Rule, grant: RoleGrant) -> str:
    return str(BECAUSE[rule.scope]) % {"role": WORDS[rule.role].title, "organisation": grant.organisation}


def _refusal(user: User) -> Decision:
    titles = ", ".join(user.role_titles())
    if not titles:
        return Decision(False, gettext("You have no role in force. Ask your administrator."))
    return Decision(False, gettext("Your role (%(roles)s) does not allow this for this record.") % {"roles": titles})


def rows(user: User, verb: str, record: str) -> Q:
    """The rows that ``user`` may do ``verb`` to, as a filter for the record's model."""
    spec = policy(record)
    if spec.parent is not None:
        parents = apps.get_model(spec.parent.model)._default_manager.filter(rows(user, verb, spec.parent.record))
        return Q(**{f"{spec.relation}__in": parents})
    allowed = Q(pk__in=[])
    for grant in user.grants():
        for rule in spec.rules_for(verb):
            if rule.role == grant.role:
                allowed |= _scope_filter(spec, rule.scope, grant, user)
    return allowed


def among(user: User, verb: str, record: str, rows: Mapping[UUID, UUID]) -> set[UUID]:
    """Which of these subjects (each with its organisation) ``user`` may do ``verb`` to: `rows` for a few hundred at
    once. At most one question to the database, and none when whole organisations answer."""
    spec = policy(record)
    held = [(rule, grant) for grant in user.grants() for rule in spec.rules_for(verb) if rule.role == grant.role]
    whole = [pair for pair in held if pair[0].scope in (Scope.ALL, Scope.ORGANISATION)]
    allowed = {
        subject
        for subject, organisation in rows.items()
        if any(_matches(rule, grant, user, organisation, []) for rule, grant in whole)
    }
    left = rows.keys() - allowed
    if not left or len(whole) == len(held):
        return allowed
    found: dict[UUID, list[Involvement]] = {}
    for each in Involvement.objects.in_force().filter(kind=spec.involvement_kind, subject_id__in=left):
        found.setdefault(each.subject_id, []).append(each)
    return allowed | {
        subject
        for subject, involved in found.items()
        if any(_matches(rule, grant, user, rows[subject], involved) for rule, grant in held)
    }


def _scope_filter(spec: RecordPolicy, scope: Scope, grant: RoleGrant, user: User) -> Q:
    if scope is Scope.ALL:
        return ~Q(pk__in=[])
    if scope is Scope.ORGANISATION:
        return Q(**{spec.organisation: grant.organisation_id})
    mine = Involvement.objects.in_force().filter(kind=spec.involvement_kind)
    match scope:
        case Scope.OWN:
            mine = mine.filter(user=user, basis=Basis.ASSIGNED)
        case Scope.BREAK_GLASS:
            mine = mine.filter(user=user, basis=Basis.BREAK_GLASS)
        case Scope.TEAM:
            mine = mine.filter(team=grant.team_id) if grant.team_id else mine.none()
        case _:
            mine = mine.filter(organisation=grant.organisation_id)
    return Q(**{f"{spec.subject}__in": mine.values("subject_id")})


def who(verb: str, record: str, row: Model) -> QuerySet[User]:
    """The users who may do ``verb`` to ``row``: for pickers, notices and the explain page."""
    spec = policy(record)
    parent = _parent_row(spec, row)
    root = spec.root()
    involved = Involvement.objects.in_force().filter(
        kind=root.involvement_kind, subject_id=getattr(parent, root.subject)
    )
    found = Q(pk__in=[])
    for rule in spec.rules_for(verb):
        grants = RoleGrant.objects.in_force().filter(user=OuterRef("pk"), role=rule.role)
        match rule.scope:
            case Scope.ALL:
                found |= Q(Exists(grants))
            case Scope.ORGANISATION:
                found |= Q(Exists(grants.filter(organisation=root.organisation_of(parent))))
            case Scope.OWN | Scope.BREAK_GLASS:
                basis = Basis.ASSIGNED if rule.scope is Scope.OWN else Basis.BREAK_GLASS
                found |= Q(Exists(grants), pk__in=involved.filter(basis=basis, user__isnull=False).values("user"))
            case Scope.TEAM:
                found |= Q(Exists(grants.filter(team__in=involved.filter(team__isnull=False).values("team"))))
            case Scope.SHARED:
                shared = involved.filter(organisation__isnull=False).values("organisation")
                found |= Q(Exists(grants.filter(organisation__in=shared)))
    return User.objects.filter(found, is_active=True).select_related("organisation").order_by("name")


def holding(users: Iterable[User], record: str, row: Model) -> dict[UUID, list[tuple[Rule, RoleGrant]]]:
    """For each user the rules of the record's table that hold for ``row``: one question for all of them."""
    spec = policy(record)
    parent = _parent_row(spec, row)
    root = spec.root()
    organisation = root.organisation_of(parent)
    subject = {"kind": root.involvement_kind, "subject_id": getattr(parent, root.subject)}
    involvements = list(Involvement.objects.in_force().filter(**subject))
    return {
        user.id: [
            (rule, grant)
            for grant in user.grants()
            for rule in root.rules
            if rule.role == grant.role and _matches(rule, grant, user, organisation, involvements)
        ]
        for user in users
    }


def table() -> Iterable[tuple[RecordPolicy, Rule]]:
    """The whole permission table, for the documentation and the contract tests."""
    for spec in registered():
        for rule in spec.rules:
            yield spec, rule
