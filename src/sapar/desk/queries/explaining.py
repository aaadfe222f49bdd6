"""Who may do what with one record, and why: the policy rule in plain words."""

from dataclasses import dataclass
from uuid import UUID

from sapar.desk import words
from sapar.kernel.access import policy
from sapar.kernel.access import queries as access
from sapar.kernel.access.models import User
from sapar.kernel.access.roles import WORDS


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
    """Explain the access to a record that ``by`` may see. Raises NotFound."""
    row = access.record(by=by, kind=kind, id=id)
    people = [
        Colleague(each.user, words.because(each.rule, each.grant.organisation), words.verbs(each.verbs))
        for each in access.standings(kind, row)
    ]
    asked = access.colleague(by=by, id=colleague) if colleague else None
    answer = _answer(asked, kind, row) if asked else None
    return Explanation(kind, words.record(kind), id, str(row), people, answer)


def _answer(user: User, kind: str, row: object) -> Answer:
    held = policy.holding([user], kind, row)[user.id]  # type: ignore[arg-type]  # any model row
    verbs = {verb for rule, _grant in held for verb in rule.verbs}
    seeing = [(rule, grant) for rule, grant in held if "view" in rule.verbs]
    if seeing:
        rule, grant = seeing[0]
        return Answer(user, True, words.because(rule, grant.organisation), words.verbs(verbs), [])
    missing = [words.would_need(each.rule, each.grant.organisation) for each in access.why_not(user, "view", kind, row)]  # type: ignore[arg-type]  # any model row
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
