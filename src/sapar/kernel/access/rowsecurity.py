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
        parts.append(f"{policy.organisation} = ANY ({_listed(policy)})")
    if rules := by_scope.get(Scope.ALL):
        parts.append(f"EXISTS ({_grants('id', rules)})")
    return "\n  OR ".join(parts) or "false"


def _files(policy: RecordPolicy, by_scope: dict[Scope, list[Rule]]) -> Iterator[str]:
    """Need-to-know of single files, one sub-select per scope; together they are one array per query."""
    involved = _INVOLVED.format(kind=policy.involvement_kind)
    for scope, rules in by_scope.items():
        match scope:
            case Scope.OWN | Scope.BREAK_GLASS:
                basis = "assigned" if scope is Scope.OWN else "break_glass"
                yield f"{involved} AND i.user_id = {USER} AND i.basis = '{basis}' AND EXISTS ({_grants('id', rules)})"
            case Scope.TEAM:
                yield f"{involved} AND i.team_id IN ({_grants('team_id', rules)})"
            case Scope.SHARED:
                yield f"{involved} AND i.organisation_id IN ({_grants('organisation_id', rules)})"
            case Scope.ORGANISATION | Scope.ALL:
                continue


def _listed(policy: RecordPolicy) -> str:
    """The organisations whose rows the user sees, as ``access_act_as`` listed them for this transaction.

    A setting, not a sub-select: the planner reads it, knows that a caseworker's list is empty and takes the
    index of single files instead of reading the whole table (measured: 2 ms against 270 on 100,000 cases).
    """
    return f"string_to_array(nullif(current_setting('{_setting(policy)}', true), ''), ',')::uuid[]"


def _setting(policy: RecordPolicy) -> str:
    return f"sapar.view_{policy.record}"


def act_as() -> str:
    """The function that tells the transaction who acts: the user, and per record the organisations seen whole."""
    settings = ["set_config('sapar.user', coalesce(acting::text, ''), true)"]
    for policy in registered():
        rules = [rule for rule in policy.rules_for("view") if rule.scope is Scope.ORGANISATION]
        if policy.parent is None and policy.protected and rules:
            grants = _grants("organisation_id", rules).replace(USER, "acting")
            settings.append(
                f"set_config('{_setting(policy)}', coalesce((SELECT string_agg(DISTINCT o.organisation_id::text, ',')"
                f" FROM ({grants}) o), ''), true)"
            )
    return (
        "CREATE OR REPLACE FUNCTION access_act_as(acting uuid) RETURNS void LANGUAGE sql AS $$ SELECT "
        + ",\n".join(settings)
        + " $$"
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
    yield "GRANT USAGE ON SCHEMA public TO sapar_app, sapar_figures, sapar_matching, sapar_sealer"
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


def apply() -> None:
    """Run all statements; the connection must be the owner's."""
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
