"""Row security generated from the permission tables, applied after every migration.

The forms matter (privacy notes 2.5: measured 35 to 230 times slower in the tutorial forms): need-to-know
is one array sub-select that PostgreSQL evaluates once per query, and whole organisations are a list that
the planner can read. A sub-resource asks for its parent by primary key, and the parent's own row security
answers.
"""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import connection

from sapar.kernel.access.policy import RecordPolicy, Rule, Scope, registered

USER = "nullif(current_setting('sapar.user', true), '')::uuid"
_GRANTS = (
    "SELECT g.{column} FROM access_rolegrant g JOIN access_user u ON u.id = g.user_id AND u.is_active "
    f"WHERE g.user_id = {USER} AND g.revoked_at IS NULL AND g.expires_at > now()"
)
_INVOLVED = (
    "SELECT i.subject_id FROM access_involvement i WHERE i.kind = '{kind}' AND (i.until IS NULL OR i.until > now())"
)
#: What a transaction knows of the acting user, per record: scope → (name of the setting, column of the grant).
_LISTS = {
    Scope.ORGANISATION: ("organisations", "organisation_id"),
    Scope.SHARED: ("shared_with", "organisation_id"),
    Scope.TEAM: ("teams", "team_id"),
}
_BASES = {Scope.OWN: "assigned", Scope.BREAK_GLASS: "break_glass"}


def _roles(rules: Iterable[Rule]) -> str:
    return ", ".join(f"'{rule.role.value}'" for rule in rules)


def _grants(column: str, rules: list[Rule]) -> str:
    return f"{_GRANTS.format(column=column)} AND g.role IN ({_roles(rules)})"


def visible(policy: RecordPolicy) -> str:
    """The SQL condition under which the current user may see a row: the verb ``view`` of the table."""
    if policy.parent is not None:
        column = apps.get_model(policy.model)._meta.get_field(policy.relation).column
        return f"EXISTS (SELECT 1 FROM {policy.parent.table} parent WHERE parent.id = {policy.table}.{column})"
    by_scope: dict[Scope, list[Rule]] = {}
    for rule in policy.rules_for("view"):
        by_scope.setdefault(rule.scope, []).append(rule)
    parts = []
    if files := list(_files(policy, by_scope)):
        parts.append(f"{policy.subject} = ANY (ARRAY({' UNION ALL '.join(files)}))")
    if Scope.ORGANISATION in by_scope:
        parts.append(f"{policy.organisation} = ANY ({_listed(policy, Scope.ORGANISATION)})")
    if rules := by_scope.get(Scope.ALL):
        parts.append(f"EXISTS ({_grants('id', rules)})")
    return "\n  OR ".join(parts) or "false"


def _files(policy: RecordPolicy, by_scope: dict[Scope, list[Rule]]) -> Iterator[str]:
    """Need-to-know of single files; together they are one array per query."""
    involved = _INVOLVED.format(kind=policy.involvement_kind)
    if by_scope.keys() & _BASES.keys():
        bases = f"string_to_array(current_setting('{_setting(policy, 'bases')}', true), ',')"
        yield f"{involved} AND i.user_id = {USER} AND i.basis = ANY ({bases})"
    if Scope.TEAM in by_scope:
        yield f"{involved} AND i.team_id = ANY ({_listed(policy, Scope.TEAM)})"
    if Scope.SHARED in by_scope:
        yield f"{involved} AND i.organisation_id = ANY ({_listed(policy, Scope.SHARED)})"


def _listed(policy: RecordPolicy, scope: Scope) -> str:
    """The organisations or teams through which the user sees rows, as ``access_act_as`` listed them.

    A setting, not a sub-select: the planner reads it, knows that a caseworker's list is empty and takes the
    index of single files instead of reading the whole table (measured: 2 ms against 270 on 100,000 cases),
    and it has no roles to join in every query (planning: 0.5 ms against 4).
    """
    name, _column = _LISTS[scope]
    return f"string_to_array(nullif(current_setting('{_setting(policy, name)}', true), ''), ',')::uuid[]"


def _setting(policy: RecordPolicy, name: str) -> str:
    return f"sapar.{policy.record}_{name}"


def act_as() -> str:
    """The function that tells the transaction who acts: the user, and per record what their roles open."""
    lines = ["PERFORM set_config('sapar.user', coalesce(acting::text, ''), true);"]
    for policy in registered():
        if policy.parent is not None or not policy.protected:
            continue
        rules = policy.rules_for("view")
        for scope, (name, column) in _LISTS.items():
            if found := [rule for rule in rules if rule.scope is scope]:
                lines.append(_remember(_setting(policy, name), f"g.{column}::text", found))
        bases = [rule for rule in rules if rule.scope in _BASES]
        if bases:
            lines.append(_remember_bases(policy, bases))
    body = "\n  ".join(lines)
    return f"""
CREATE FUNCTION access_act_as(acting uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE held access_rolegrant[];
BEGIN
  held := ARRAY(SELECT g FROM access_rolegrant g JOIN access_user u ON u.id = g.user_id AND u.is_active
                WHERE g.user_id = acting AND g.revoked_at IS NULL AND g.expires_at > now());
  {body}
END $$
"""


def _remember(setting: str, value: str, rules: list[Rule]) -> str:
    return (
        f"PERFORM set_config('{setting}', coalesce((SELECT string_agg(DISTINCT {value}, ',')"
        f" FROM unnest(held) g WHERE g.role IN ({_roles(rules)})), ''), true);"
    )


def _remember_bases(policy: RecordPolicy, rules: list[Rule]) -> str:
    """Which kinds of need-to-know open files: assignment, emergency, both or none."""
    parts = [
        f"SELECT '{basis}' AS b FROM unnest(held) g WHERE g.role IN ({_roles(found)})"
        for scope, basis in _BASES.items()
        if (found := [rule for rule in rules if rule.scope is scope])
    ]
    return (
        f"PERFORM set_config('{_setting(policy, 'bases')}', coalesce((SELECT string_agg(DISTINCT b, ',')"
        f" FROM ({' UNION ALL '.join(parts)}) x), ''), true);"
    )


def writable(policy: RecordPolicy) -> str:
    """New rows belong to a visible parent, or to an organisation in which the user holds a role.

    A record of no organisation (``organisation=""``, a figure's definition) is as writable as it is visible.
    """
    if policy.parent is not None or not policy.organisation:
        return visible(policy)
    return f"{policy.organisation} = ANY (ARRAY({_GRANTS.format(column='organisation_id')})) OR ({visible(policy)})"


def statements() -> Iterator[str]:
    """Everything to run as owner after a migration: grants to the web role, then the policies."""
    yield "GRANT USAGE ON SCHEMA public TO sapar_app, sapar_figures, sapar_matching, sapar_linking, sapar_sealer"
    yield "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO sapar_app"
    yield "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO sapar_app, sapar_sealer"
    # Narrow roles read who holds what, never a password hash or an address.
    yield "REVOKE ALL ON access_user FROM sapar_figures, sapar_matching, sapar_sealer"
    yield "GRANT SELECT (id, is_active) ON access_user TO sapar_figures, sapar_matching, sapar_sealer"
    for table in ("access_rolegrant", "access_involvement"):
        yield f"GRANT SELECT ON {table} TO sapar_figures, sapar_matching, sapar_sealer"
    yield "DROP FUNCTION IF EXISTS access_act_as(uuid)"
    yield act_as()
    for policy in registered():
        if not policy.protected:
            continue
        yield from protect(policy.table, visible(policy), writable(policy))
    from sapar.kernel.access import oversight

    yield from oversight.function_sql()
    for config in apps.get_app_configs():
        # A room with tables that need more (insert-only, narrow roles) says so in its own sql.py.
        extra = getattr(config, "security_sql", None)
        if extra is not None:
            yield from extra()


def protect(table: str, using: str, check: str) -> Iterator[str]:
    """Force row security on one table: the web role sees by rule, the owner (migrations) sees all."""
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS sapar_owner_all ON {table}"
    yield f"CREATE POLICY sapar_owner_all ON {table} TO sapar_owner USING (true) WITH CHECK (true)"
    yield f"DROP POLICY IF EXISTS sapar_app_rule ON {table}"
    yield f"CREATE POLICY sapar_app_rule ON {table} TO sapar_app\n USING ({using})\n WITH CHECK ({check})"


def readable_by(table: str, role: str, columns: str = "") -> Iterator[str]:
    """Let a narrow role read a table (or some columns of it) across organisations."""
    yield f"GRANT SELECT {f'({columns})' if columns else ''} ON {table} TO {role}"
    yield f"DROP POLICY IF EXISTS {role}_reads ON {table}"
    yield f"CREATE POLICY {role}_reads ON {table} FOR SELECT TO {role} USING (true)"


def writable_by(table: str, role: str, rights: str = "SELECT, INSERT, UPDATE, DELETE") -> Iterator[str]:
    """Let a narrow role keep a derived table across organisations."""
    yield f"GRANT {rights} ON {table} TO {role}"
    yield f"DROP POLICY IF EXISTS {role}_keeps ON {table}"
    yield f"CREATE POLICY {role}_keeps ON {table} TO {role} USING (true) WITH CHECK (true)"


def apply() -> None:
    """Run all statements; the connection must be the owner's."""
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
