"""A large world made in bulk as owner: two organisations, a caseworker with 300 cases, a supervisor, entries."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from sapar.kernel.access.models import Organisation, RoleGrant, User
from sapar.kernel.access.roles import Role
from sapar.testing import databases

OWN = 300

PEOPLE = """
INSERT INTO people_person (id, version, organisation_id, code, sex, citizenships, languages, interpreter,
    restricted, cross_search, fold_version, key_version, registered_by_id, registered_at)
SELECT gen_random_uuid(), 1, CASE WHEN n %% 2 = 0 THEN %(a)s::uuid ELSE %(b)s::uuid END, 'B' || n, 'female', '["KG"]', '[]', false, false, true, 0, 1, %(by)s, now()
FROM generate_series(1, %(cases)s) n
"""
CASES = """
INSERT INTO cases_case (id, version, code, person_id, organisation_id, owner_id, status, opened_on, closing_reason, risk, risk_on,
    determination, "group", stage, opened_by_id, opened_at)
SELECT gen_random_uuid(), 1, 'C' || p.code, p.id, p.organisation_id, %(by)s, 'active', date '2021-01-01' + (random() * 700)::int, '',
    (ARRAY['low', 'medium', 'high'])[1 + (random() * 2)::int], date '2021-01-01', 'not_assessed', '', '', %(by)s, now()
FROM people_person p
"""
ENTRIES = """
INSERT INTO ledger_ledgerentry (id, organisation_id, person_id, case_id, sex, age_band, "group", citizenship, determination, kind, unit,
    currency, "on", on_precision, provider_id, source_kind, source_id, recorded_by_id, recorded_at)
SELECT gen_random_uuid(), c.organisation_id, c.person_id, c.id, 'female', '18-29', '', 'KG', '',
    (ARRAY['legal.counselling', 'return.travel', 'humanitarian.food.meal', 'reintegration.planning'])[1 + (random() * 3)::int], '', '',
    date '2020-06-01' + (random() * 900)::int, 'day', c.organisation_id, 'bench', gen_random_uuid(), %(by)s, now()
FROM cases_case c, generate_series(1, %(each)s)
"""
MINE = """
INSERT INTO access_involvement (id, subject_id, kind, user_id, basis, reason, since)
SELECT gen_random_uuid(), id, 'case', %(worker)s, 'assigned', '', now() FROM cases_case LIMIT %(own)s
"""


@dataclass(frozen=True)
class Filled:
    """Who asks, in the big world."""

    worker: User
    supervisor: User
    codes: tuple[str, str]


@contextmanager
def fill(*, cases: int, entries: int) -> Iterator[Filled]:
    """Migrate, fill and analyse; yields who is there. Everything goes with the throw-away server."""
    databases.migrate()
    with databases.as_owner():
        a, b = (_organisation(code) for code in ("bench-a", "bench-b"))
        worker, supervisor = _user(a, Role.CASEWORKER), _user(a, Role.SUPERVISOR)
        values: dict[str, Any] = {
            "a": a.id, "b": b.id, "by": worker.id, "cases": cases, "each": entries // cases, "worker": worker.id, "own": OWN,
        }  # fmt: skip
        with connection.cursor() as cursor:
            for statement in (PEOPLE, CASES, ENTRIES, MINE):
                cursor.execute(statement, values)
            cursor.execute("VACUUM ANALYZE")
    yield Filled(worker, supervisor, (a.code, b.code))


def _organisation(code: str) -> Organisation:
    return Organisation.objects.create(
        code=code, labels={"en": code}, kind="ngo", country_code="KG", is_operational=True
    )


def _user(organisation: Organisation, role: Role) -> User:
    user = User.objects.create(email=f"{role}@{organisation.code}.example", name=role.value, organisation=organisation)
    until = timezone.now() + timedelta(days=1)
    RoleGrant.objects.create(user=user, role=role, organisation=organisation, expires_at=until)
    return user
