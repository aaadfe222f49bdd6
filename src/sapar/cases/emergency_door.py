"""The one narrow door to a case outside row security: its id by its code, for those who may break the glass."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from sapar.cases.policy import CASE
from sapar.kernel.access.rowsecurity import USER


@dataclass(frozen=True, slots=True)
class Target:
    """A case that may be opened in an emergency; nothing of its content."""

    case_id: UUID
    person_id: UUID
    organisation_id: UUID
    code: str


def function_sql() -> str:
    """The database function, generated from the permission table like row security itself.

    It runs with the owner's rights, so it checks the user on its own: a role that may break the glass in
    the organisation of the case, or in one the case is shared with.
    """
    roles = ", ".join(sorted({f"'{rule.role.value}'" for rule in CASE.rules_for("break_glass")}))
    return f"""
CREATE OR REPLACE FUNCTION cases_in_emergency(wanted text)
RETURNS TABLE (case_id uuid, person_id uuid, organisation_id uuid, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id, c.person_id, c.organisation_id, c.code FROM cases_case c
    WHERE (c.code = upper(btrim(wanted)) OR c.id::text = lower(btrim(wanted)))
      AND EXISTS (
        SELECT 1 FROM access_rolegrant g JOIN access_user u ON u.id = g.user_id AND u.is_active
        WHERE g.user_id = {USER} AND g.revoked_at IS NULL AND g.expires_at > now() AND g.role IN ({roles})
          AND (g.organisation_id = c.organisation_id OR EXISTS (
            SELECT 1 FROM access_involvement i
            WHERE i.kind = 'case' AND i.subject_id = c.id AND i.organisation_id = g.organisation_id
              AND (i.until IS NULL OR i.until > now()))))
$$"""  # noqa: S608  # role codes of our own table, nothing from outside


def find(wanted: str) -> Target | None:
    """The case with this code or id that the acting user may open in an emergency, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, person_id, organisation_id, code FROM cases_in_emergency(%s)", [wanted])
        row = cursor.fetchone()
    return Target(*row) if row else None
