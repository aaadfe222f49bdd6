"""Who looked at a person's file, for the person: roles and organisations of everybody, names of nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from sapar.kernel.access.rowsecurity import USER


@dataclass(frozen=True, slots=True)
class DayOfLooks:
    """What somebody of one role and organisation did on one day, and how many times."""

    on: date
    organisation_id: UUID | None
    roles: tuple[str, ...]
    action: str
    purpose: str
    times: int


def function_sql() -> Iterator[str]:
    """The door: the journal shows a worker only their own organisation; the person may know of all of them.

    It runs with the owner's rights and asks itself whether the user may make the person's copy.
    """
    from sapar.people.policy import PERSON

    roles = ", ".join(sorted({f"'{rule.role.value}'" for rule in PERSON.rules_for("own_copy")}))
    yield f"""
CREATE OR REPLACE FUNCTION people_looks_of(wanted uuid)
RETURNS TABLE (day date, organisation uuid, roles text[], action text, purpose text, times bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT x.day, x.organisation, x.roles, x.action, x.purpose, count(*) FROM (
        SELECT e.at::date AS day, e.organisation, e.action, e.purpose, ARRAY(
            SELECT DISTINCT g.role::text FROM access_rolegrant g
            WHERE g.user_id = e.actor AND g.granted_at <= e.at AND g.expires_at > e.at
              AND (g.revoked_at IS NULL OR g.revoked_at > e.at) ORDER BY 1) AS roles
        FROM journal_entry e JOIN people_person p ON p.id = e.record
        WHERE e.kind = 'person' AND e.record = wanted AND e.action <> 'refused' AND EXISTS (
            SELECT 1 FROM access_rolegrant g JOIN access_user u ON u.id = g.user_id AND u.is_active
            WHERE g.user_id = {USER} AND g.revoked_at IS NULL AND g.expires_at > now()
              AND g.organisation_id = p.organisation_id AND g.role IN ({roles}))
    ) x GROUP BY 1, 2, 3, 4, 5 ORDER BY 1 DESC, 2, 4
$$"""  # noqa: S608  # role codes of our own table, nothing from outside
    yield "REVOKE ALL ON FUNCTION people_looks_of(uuid) FROM PUBLIC"
    yield "GRANT EXECUTE ON FUNCTION people_looks_of(uuid) TO sapar_app"


def looks_of(person_id: UUID) -> list[DayOfLooks]:
    """Everything anybody did or saw of this person, by day, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT day, organisation, roles, action, purpose, times FROM people_looks_of(%s)", [person_id])
        return [DayOfLooks(day, org, tuple(roles), *rest) for day, org, roles, *rest in cursor.fetchall()]
