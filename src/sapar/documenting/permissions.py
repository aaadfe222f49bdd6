"""``docs/permissions.md``: the permission table, as Python and row security read it."""

from collections import defaultdict

from sapar.documenting.markdown import page, table
from sapar.kernel.access.policy import RecordPolicy, Scope, registered
from sapar.kernel.access.policy import table as rules
from sapar.kernel.access.roles import INCOMPATIBLE, WORDS, Role

INTRODUCTION = """
Who may do what. One table; from it come the answers on every page, the filters of every list and the row security of
the database ([why](decisions/0003-one-permission-table.md)). What is not written here is refused.

- **own**: the record is assigned to the person. **team**: to one of their teams. **shared**: shared with their
  organisation. **emergency**: opened by them with a reason, for three hours at most. **organisation**: it belongs to
  an organisation in which they hold the role. **all**: wherever it belongs.
- `view` is the record itself, without what is sealed in it; what is inside needs the finer verbs.
- A record that *answers for its parent* has no rules of its own and is never more visible than the parent.
"""
_COLUMNS = {
    Scope.OWN: "own",
    Scope.TEAM: "team",
    Scope.SHARED: "shared",
    Scope.BREAK_GLASS: "emergency",
    Scope.ORGANISATION: "organisation",
    Scope.ALL: "all",
}


def permissions() -> str:
    """Roles, pairs that exclude each other, then one table per record."""
    roots = [each for each in sorted(registered(), key=lambda each: each.record) if each.parent is None]
    return page("Permissions", INTRODUCTION, _roles(), _pairs(), *(_section(root) for root in roots))


def _roles() -> str:
    rows = [(f"`{role.value}`", WORDS[role].title, WORDS[role].description) for role in Role]
    return "## Roles\n\n" + table(("role", "title", "what it is for"), rows)


def _pairs() -> str:
    others: defaultdict[str, list[str]] = defaultdict(list)
    for one, two in (sorted(pair) for pair in INCOMPATIBLE):
        others[one].append(two)
        others[two].append(one)
    rows = [(f"`{role}`", ", ".join(sorted(others[role]))) for role in sorted(others)]
    return "## Not together in one account\n\n" + table(("role", "excludes"), rows)


def _section(policy: RecordPolicy) -> str:
    verbs: defaultdict[str, defaultdict[Scope, set[str]]] = defaultdict(lambda: defaultdict(set))
    for owner, rule in rules():
        if owner is policy:
            verbs[rule.role.value][rule.scope].update(rule.verbs)
    scopes = [scope for scope in Scope if any(scope in held for held in verbs.values())]
    rows = [
        (f"`{role}`", *(", ".join(sorted(held[scope])) for scope in scopes)) for role, held in sorted(verbs.items())
    ]
    head = ("role", *(_COLUMNS[scope] for scope in scopes))
    return "\n\n".join(part for part in (f"## {policy.record}", _notes(policy), table(head, rows)) if part)


def _notes(policy: RecordPolicy) -> str:
    below = sorted(each.record for each in registered() if each.parent is not None and each.root() is policy)
    guarded = (
        "Protected by row security."
        if policy.protected
        else "Held in Python alone: the table is read before anybody is known."
    )
    answers = f" Answer for this record: {', '.join(f'`{name}`' for name in below)}." if below else ""
    return f"Table `{policy.table}`. {guarded}{answers}"
