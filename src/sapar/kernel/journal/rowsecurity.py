"""Who may see which entries, as PostgreSQL row security.

Everybody may add. Whoever watches over an organisation sees its entries; people see what they
did themselves, and what was done to the files they work on.
"""

from collections.abc import Iterator

from sapar.kernel.access.roles import Role
from sapar.kernel.access.rowsecurity import USER

_WATCHERS = (Role.DATA_PROTECTION_OFFICER, Role.SUPERVISOR)  # as the table in access/tables.py says
_GRANTS = "access_rolegrant g JOIN access_user u ON u.id = g.user_id AND u.is_active"
_IN_FORCE = f"g.user_id = {USER} AND g.revoked_at IS NULL AND g.expires_at > now()"

# Array sub-selects are evaluated once per query; the same rule as IN or EXISTS would be evaluated
# per row (measured 5 to 35 times slower).
_VISIBLE = f"""
    actor = {USER}
    OR organisation = ANY (ARRAY(
        SELECT g.organisation_id FROM {_GRANTS}
        WHERE {_IN_FORCE} AND g.role IN ({", ".join(f"'{role.value}'" for role in _WATCHERS)})))
    OR record = ANY (ARRAY(
        SELECT i.subject_id FROM access_involvement i
        WHERE (i.until IS NULL OR i.until > now())
          AND (i.user_id = {USER} OR i.team_id IN (
              SELECT g.team_id FROM {_GRANTS} WHERE {_IN_FORCE}))))
"""  # noqa: S608  # only role names and a setting are put in


def policy_sql() -> Iterator[str]:
    """Statements for the owner to run after each migration; repeating them changes nothing."""
    for table in ("journal_entry", "journal_seal", "journal_head"):
        yield f"REVOKE ALL ON {table} FROM sapar_app, sapar_figures, sapar_matching, sapar_sealer"
        yield f"GRANT SELECT ON {table} TO sapar_sealer"
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        for name in ("journal_add", "journal_see", "journal_see_all"):
            yield f"DROP POLICY IF EXISTS {name} ON {table}"
        yield f"CREATE POLICY journal_see_all ON {table} FOR SELECT TO sapar_sealer USING (true)"
    yield "GRANT SELECT ON journal_entry, journal_seal TO sapar_app"
    # The chain's columns are not granted: only the trigger fills them.
    yield (
        "GRANT INSERT (actor, organisation, action, kind, record, purpose, detail)"
        " ON journal_entry TO sapar_app, sapar_figures, sapar_matching, sapar_sealer"
    )
    yield "CREATE POLICY journal_add ON journal_entry FOR INSERT TO PUBLIC WITH CHECK (true)"
    yield f"CREATE POLICY journal_see ON journal_entry FOR SELECT TO sapar_app USING ({_VISIBLE})"
    # Seals hold numbers and hashes: anybody signed in may check them.
    yield "CREATE POLICY journal_see ON journal_seal FOR SELECT TO sapar_app USING (true)"
    yield "GRANT INSERT ON journal_seal TO sapar_sealer"
    yield "CREATE POLICY journal_add ON journal_seal FOR INSERT TO sapar_sealer WITH CHECK (true)"
