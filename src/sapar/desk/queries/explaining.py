"""Who may do what with one record, and why: the policy rule in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sapar.cases.models import Case
from sapar.cases.queries.finding import decisions
from sapar.desk import words
from sapar.kernel.access import policy
from sapar.kernel.access import queries as access
from sapar.kernel.access.models import User
from sapar.kernel.access.roles import WORDS
from sapar.kernel.errors import NotFound


@dataclass(frozen=True)
class Colleague:
    """One line of the page."""

    user: User
    why: str
    verbs: list[str]


@dataclass(frozen=True)
class Answer:
    """Why one chosen colleague can or cannot see the record."""

    user: User
    allowed: bool
    reason: str
    verbs: list[str]
    missing: list[str]


@dataclass(frozen=True)
class Explanation:
    """Everything that the page shows."""

    kind: str
    kind_words: str
    id: UUID
    name: str
    colleagues: list[Colleague]
    answer: Answer | None


def explain(*, by: User, kind: str, id: UUID, colleague: UUID | None = None) -> Explanation:
    """Explain the access to a record that ``by`` may see, or oversees without seeing it. Raises NotFound."""
    row = access.explained(by=by, kind=kind, id=id)
    case = _case_of(row)
    people = [
        Colleague(
            each.user,
            words.because(each.rule, each.grant.organisation),
            words.verbs(_agreed(each.user, case, each.verbs)),
        )
        for each in access.standings(kind, row)
    ]
    asked = access.colleague(by=by, id=colleague) if colleague else None
    answer = _answer(asked, kind, row, case) if asked else None
    return Explanation(kind, words.record(kind), id, str(row), people, answer)


def may_explain(*, by: User, kind: str, id: UUID) -> bool:
    """Whether ``explain`` has an answer for ``by``: who looked is shown to some who may not explain the record."""
    try:
        access.explained(by=by, kind=kind, id=id)
    except NotFound:
        return False
    return True


def _case_of(row: Any) -> Case | None:
    """The case to which a record belongs: what the person agreed to limits everything in it."""
    if isinstance(row, Case):
        return row
    case_id = getattr(row, "case_id", None)
    return Case.objects.filter(pk=case_id).first() if case_id else None


def _agreed(user: User, case: Case | None, verbs: Iterable[str]) -> set[str]:
    """The verbs that stay when the person's consent is asked too, as it is in the case itself."""
    if case is None or user.organisation_id == case.organisation_id:
        return set(verbs)
    answers = decisions(user, case)
    return {verb for verb in verbs if verb not in answers or answers[verb]}


def _answer(user: User, kind: str, row: Any, case: Case | None) -> Answer:
    held = policy.holding([user], kind, row)[user.id]
    verbs = _agreed(user, case, {verb for rule, _grant in held for verb in rule.verbs})
    seeing = [(rule, grant) for rule, grant in held if "view" in rule.verbs]
    if seeing:
        rule, grant = seeing[0]
        return Answer(user, True, words.because(rule, grant.organisation), words.verbs(verbs), [])
    missing = [words.would_need(each.rule, each.grant.organisation) for each in access.why_not(user, "view", kind, row)]
    return Answer(user, False, words.no_way(user, bool(missing)), [], sorted(set(missing)))


@dataclass(frozen=True)
class Permission:
    """One role in the permission table."""

    title: str
    description: str
    records: list[tuple[str, list[tuple[str, list[str]]]]]


def permission_table() -> list[Permission]:
    """What each role may do, record by record: made from the same rules that decide."""
    table: dict[str, dict[str, dict[str, set[str]]]] = {}
    for spec, rule in policy.table():
        scopes = table.setdefault(rule.role, {}).setdefault(words.record(spec.record), {})
        scopes.setdefault(words.scope(rule.scope), set()).update(rule.verbs)
    return [
        Permission(
            str(WORDS[role].title),
            str(WORDS[role].description),
            [
                (record, [(scope, words.verbs(verbs)) for scope, verbs in scopes.items()])
                for record, scopes in table.get(role, {}).items()
            ],
        )
        for role in WORDS
    ]
