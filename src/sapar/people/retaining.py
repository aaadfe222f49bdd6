"""Which files are past the time for which they may be kept. Ids and days only, no content."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

NOTICE: Final = timedelta(days=30)
"""Between finding a file past its time and erasing it: time for the data-protection officer to object."""
STOPPED_PHOTOS: Final = timedelta(days=30)
RECEIPTS: Final = timedelta(days=30)

#: When something last happened for a person: (person_id, day) rows; a day of 'infinity' keeps the file.
_sources: dict[str, str] = {
    "registered": "SELECT id AS person_id, registered_at::date AS day FROM people_person",
    "asked": "SELECT person_id, recorded_at::date FROM people_consent",
    "contacts": "SELECT person_id, coalesce(ended_at, begun_at, planned_for, at)::date FROM people_contactattempt",
    "requests": "SELECT person_id, coalesce(decided_at::date, 'infinity'::date) FROM people_personrequest",
}


def add_source(name: str, sql: str) -> None:
    """What an upper room knows of the last help: SQL that gives (person_id, day). The same name replaces it."""
    _sources[name] = sql


@dataclass(frozen=True, slots=True)
class Past:
    """One file past its time."""

    person_id: UUID
    organisation_id: UUID
    last_on: date


def function_sql() -> Iterator[str]:
    """The doors of the clock. The worker acts for nobody, so row security would show it nothing."""
    union = "\n      UNION ALL ".join(_sources[name] for name in sorted(_sources))
    yield f"""
CREATE OR REPLACE FUNCTION people_past_retention(before date)
RETURNS TABLE (person_id uuid, organisation_id uuid, last_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.id, p.organisation_id, max(a.day) FROM people_person p
    JOIN ({union}) AS a(person_id, day) ON a.person_id = p.id
    WHERE p.erased_at IS NULL GROUP BY p.id, p.organisation_id HAVING max(a.day) < before
    ORDER BY max(a.day), p.id
$$"""  # noqa: S608  # queries of our own rooms, nothing from outside
    yield """
CREATE OR REPLACE FUNCTION people_tidy(stopped_before timestamptz, receipts_before timestamptz)
RETURNS TABLE (copies bigint, photos bigint, receipts bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH c AS (UPDATE people_owncopy SET content = NULL
               WHERE content IS NOT NULL AND expires_at < clock_timestamp() RETURNING 1),
         p AS (DELETE FROM people_photo WHERE stopped_at < stopped_before RETURNING 1),
         r AS (DELETE FROM people_searchreceipt WHERE at < receipts_before RETURNING 1)
    SELECT (SELECT count(*) FROM c), (SELECT count(*) FROM p), (SELECT count(*) FROM r)
$$"""
    for function in ("people_past_retention(date)", "people_tidy(timestamptz, timestamptz)"):
        yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION {function} TO sapar_app"


def past(on: date | None = None) -> list[Past]:
    """Every file whose last help is longer ago than SAPAR_RETENTION_YEARS; none when that is 0."""
    if not settings.RETENTION_YEARS:
        return []
    day = on or timezone.localdate()
    # The last day of February has no anniversary in most years: it counts as the first of March.
    wanted = (day.month, day.day) if (day.month, day.day) != (2, 29) else (3, 1)
    before = date(day.year - settings.RETENTION_YEARS, *wanted)
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, organisation_id, last_on FROM people_past_retention(%s)", [before])
        return [Past(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many rows the clock emptied or deleted."""

    copies: int
    photos: int
    receipts: int


def tidy() -> Tidied:
    """Empty copies that nobody fetched in time, delete photos long stopped and receipts of old searches."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT copies, photos, receipts FROM people_tidy(%s, %s)", [now - STOPPED_PHOTOS, now - RECEIPTS]
        )
        return Tidied(*cursor.fetchone())
