"""The one narrow door for the clock: which sharing has outlived the consent it stood on. Ids only, no content."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection

from sapar.people.releasing import SHARING_PURPOSES


@dataclass(frozen=True, slots=True)
class Lapsed:
    """One file or case still open to an organisation after the last day of the person's yes."""

    kind: str
    subject_id: UUID
    person_id: UUID
    owner_id: UUID
    organisation_id: UUID


def function_sql() -> str:
    """The database function. The worker acts for nobody, so row security would show it no consent at all.

    Sharing has lapsed when a yes for the organisation ran past its last day (in the local time of the
    installation) and no other yes for it is in force.
    """
    purposes = ", ".join(f"'{purpose}'" for purpose in SHARING_PURPOSES)
    today = f"(now() AT TIME ZONE '{settings.TIME_ZONE}')::date"
    given = f"people_consent a WHERE a.person_id = p.id AND a.recipient_id = i.organisation_id \
AND a.status = 'given' AND a.purpose IN ({purposes})"
    return f"""
CREATE OR REPLACE FUNCTION cases_lapsed_sharing()
RETURNS TABLE (kind text, subject_id uuid, person_id uuid, owner_id uuid, organisation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.kind::text, i.subject_id, p.id, p.organisation_id, i.organisation_id
    FROM access_involvement i
    LEFT JOIN cases_case c ON i.kind = 'case' AND c.id = i.subject_id
    JOIN people_person p ON p.id = CASE i.kind WHEN 'person' THEN i.subject_id ELSE c.person_id END
    WHERE i.kind IN ('person', 'case') AND i.basis = 'shared' AND i.organisation_id IS NOT NULL
      AND (i.until IS NULL OR i.until > now())
      AND EXISTS (SELECT 1 FROM {given} AND a.expires_on < {today})
      AND NOT EXISTS (SELECT 1 FROM {given} AND (a.expires_on IS NULL OR a.expires_on >= {today}))
    ORDER BY i.kind, i.subject_id
$$"""  # noqa: S608  # codes of our own lists and a setting, nothing from outside


def lapsed() -> list[Lapsed]:
    """Everything to end now, cases before files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, subject_id, person_id, owner_id, organisation_id FROM cases_lapsed_sharing()")
        return [Lapsed(*row) for row in cursor.fetchall()]
