"""Populations of any size for measuring and rehearsing: people and entries by the million, the same for one seed.

The rows are made inside the database, from hashes of their numbers and the seed. Indexes, foreign keys and
triggers of the ledger are taken away while it fills and put back (and so checked) at the end; facts are
rebuilt at once. All of it is one transaction: what fails leaves nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sapar.kernel.access.models import Organisation, User
from sapar.kernel.errors import Invalid
from sapar.kernel.places.models import Place
from sapar.people.models import Person
from sapar.programmes.models import Project

PROJECTS, PROVIDERS, DISTRICTS = 20, 12, 50
LEDGER = ("ledger_ledgerentry", "ledger_entryshare")
PREFIX = "simulated"

# r(n, what): an even random number in [0, 1) for row n; every use has its own `what`.
RANDOM = """
CREATE OR REPLACE FUNCTION pg_temp.r(n bigint, what int) RETURNS double precision LANGUAGE sql IMMUTABLE AS
$$ SELECT (hashint8extended(n, (%(seed)s::bigint << 16) + what) & 9007199254740991) / 9007199254740992.0 $$
"""
# Two thirds are young adults; a fifth of all people belong to the largest project; many come a few times, few often.
PEOPLE = """
CREATE TEMPORARY TABLE simulated_person ON COMMIT DROP AS
SELECT n, md5(%(seed)s::text || 'p' || n)::uuid AS id, floor(r_age * r_age * 60 + 8)::int AS age, sex, citizenship, grp,
       floor(pg_temp.r(n, 5) ^ 2 * %(projects)s)::int + 1 AS project, floor(pg_temp.r(n, 6) ^ 1.5 * %(districts)s)::int + 1 AS district,
       floor(pg_temp.r(n, 7) * %(providers)s)::int + 1 AS provider
FROM (SELECT n, pg_temp.r(n, 1) AS r_age,
        CASE WHEN pg_temp.r(n, 2) < 0.53 THEN 'female' WHEN pg_temp.r(n, 2) < 0.98 THEN 'male' ELSE '' END AS sex,
        (ARRAY['KG', 'KG', 'KG', 'UZ', 'TJ', 'KZ', 'TM', ''])[floor(pg_temp.r(n, 3) * 8)::int + 1] AS citizenship,
        (%(groups)s::text[])[floor(pg_temp.r(n, 4) * cardinality(%(groups)s::text[]))::int + 1] AS grp
      FROM generate_series(1, %(people)s) n) drawn;
CREATE UNIQUE INDEX ON simulated_person (n);
INSERT INTO people_person (id, version, organisation_id, code, sex, citizenships, restricted, fold_version, registered_by_id, registered_at)
SELECT id, 1, (%(provider_ids)s::uuid[])[provider], 'SIM' || n, coalesce(nullif(sex, ''), 'unknown'),
       CASE WHEN citizenship = '' THEN '[]'::jsonb ELSE jsonb_build_array(citizenship) END, false, 0, %(by)s, now()
FROM simulated_person
"""
# Three years; services cluster around the person's own project, district and provider. One in a hundred is not dated.
ENTRIES = """
INSERT INTO ledger_ledgerentry (id, organisation_id, person_id, headcount, sex, age, age_band, "group", citizenship, determination, kind,
    quantity, unit, amount, currency, "on", on_precision, provider_id, place_id, source_kind, source_id, recorded_by_id, recorded_at)
SELECT md5(%(seed)s::text || 'e' || m)::uuid, (%(provider_ids)s::uuid[])[provider], CASE WHEN named THEN id END, CASE WHEN NOT named THEN 5 + m %% 30 END,
       sex, now_age, CASE WHEN now_age < 18 THEN CASE WHEN now_age < 12 THEN '6-11' ELSE '12-17' END WHEN now_age < 30 THEN '18-29'
           WHEN now_age < 45 THEN '30-44' WHEN now_age < 60 THEN '45-59' ELSE '60+' END,
       grp, citizenship, '', kind, CASE WHEN m %% 3 = 0 THEN 1 + m %% 9 END, CASE WHEN m %% 3 = 0 THEN 'night' ELSE '' END,
       CASE WHEN m %% 5 = 0 THEN 10 + m %% 400 END, CASE WHEN m %% 5 = 0 THEN 'USD' ELSE '' END,
       day, CASE WHEN day IS NULL THEN 'unknown' ELSE 'day' END, (%(provider_ids)s::uuid[])[provider],
       (%(district_ids)s::uuid[])[CASE WHEN pg_temp.r(m, 17) < 0.04 THEN floor(pg_temp.r(m, 18) * %(districts)s)::int + 1 ELSE district END],
       %(prefix)s, gen_random_uuid(), %(by)s, now()
FROM (SELECT e.m, p.*, pg_temp.r(m, 11) > 0.02 AS named, CASE WHEN pg_temp.r(m, 12) > 0.01 THEN date '2019-01-01' + floor(pg_temp.r(m, 13) * 1095)::int END AS day,
        (%(kinds)s::text[])[floor(pg_temp.r(m, 14) ^ 2 * cardinality(%(kinds)s::text[]))::int + 1] AS kind,
        p.age + floor(pg_temp.r(m, 13) * 3)::int AS now_age
      FROM generate_series(1, %(entries)s) e(m)
      JOIN simulated_person p ON p.n = floor(pg_temp.r(m, 10) ^ 1.3 * %(people)s)::int + 1) drawn
"""
# Most are paid by the person's project, some by two, a few by none.
SHARES = """
INSERT INTO ledger_entryshare (id, entry_id, project_id, contributor, share, currency, in_kind)
SELECT gen_random_uuid(), e.id, (%(project_ids)s::uuid[])[paid.project], '', paid.share, '', false
FROM ledger_ledgerentry e JOIN simulated_person p ON p.id = e.person_id
CROSS JOIN LATERAL (SELECT pg_temp.r(hashtextextended(e.id::text, 0), 20) AS luck) l
CROSS JOIN LATERAL (VALUES (p.project, CASE WHEN l.luck < 0.1 THEN 0.5 ELSE 1 END, l.luck < 0.95),
                           (p.project %% %(projects)s + 1, 0.5, l.luck < 0.1)) paid (project, share, holds)
WHERE paid.holds AND e.source_kind = %(prefix)s
"""
CORRECTIONS = """
INSERT INTO ledger_ledgerentry (id, organisation_id, person_id, headcount, sex, age, age_band, "group", citizenship, determination, kind,
    quantity, unit, amount, currency, "on", on_precision, provider_id, place_id, source_kind, source_id, recorded_by_id, recorded_at, reverses_id)
SELECT gen_random_uuid(), organisation_id, person_id, headcount, sex, age, age_band, "group", citizenship, determination, kind,
    quantity, unit, amount, currency, "on", on_precision, provider_id, place_id, source_kind, source_id, recorded_by_id, now(), id
FROM ledger_ledgerentry WHERE source_kind = %(prefix)s AND get_byte(uuid_send(id), 15) < 3
"""


@dataclass(frozen=True)
class Made:
    """How much was made, facts included."""

    people: int
    entries: int
    facts: int


def simulate(*, people: int, entries: int, seed: int) -> Made:
    """Fill an empty database; the connection must be the owner's. Raises Invalid where people are on record."""
    if people < 1 or entries < 1:
        raise Invalid(_("A population has at least one person and one entry."))
    with transaction.atomic(), connection.cursor() as cursor:
        if Person.objects.exists():
            raise Invalid(
                _("This database holds people already."),
                advice=_("Simulate into an empty one: set SAPAR_VAR to a new folder."),
            )
        values = _world() | {"people": people, "entries": entries, "seed": seed}
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks outstanding cannot be altered
        cursor.execute(RANDOM, values)
        with bare(LEDGER):
            for statement in (PEOPLE, ENTRIES, SHARES, CORRECTIONS):
                cursor.execute(statement, values)
        cursor.execute("SELECT ledger_rebuild_facts(), (SELECT count(*) FROM ledger_ledgerentry)")
        facts, made = cursor.fetchone()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return Made(people, made, facts)


def _world() -> dict[str, Any]:
    """Who pays, who gives, where: everything that the rows refer to."""
    providers = [_organisation(number) for number in range(1, PROVIDERS + 1)]
    by = User.objects.create(
        email="nobody@simulated.example", name="Simulation", organisation=providers[0], is_active=False
    )
    projects = [
        Project.objects.create(code=f"{PREFIX}-{number}", labels={"en": f"Project {number}"}, implementer=providers[0])
        for number in range(1, PROJECTS + 1)
    ]
    return {
        "by": by.id, "prefix": PREFIX, "projects": PROJECTS, "providers": PROVIDERS, "districts": DISTRICTS,
        "provider_ids": [each.id for each in providers], "project_ids": [each.id for each in projects],
        "district_ids": [each.id for each in _districts()], "kinds": _codes("service", 30), "groups": _codes("beneficiary_group", 6),
    }  # fmt: skip


def _organisation(number: int) -> Organisation:
    return Organisation.objects.create(
        code=f"{PREFIX}-{number}", labels={"en": f"Organisation {number}"}, kind="ngo", country_code="KG"
    )


def _codes(name: str, most: int) -> list[str]:
    from sapar.kernel import terms

    return [code for code, _label in terms.choices(name)][:most]


def _districts() -> list[Place]:
    oblasts = list(Place.objects.filter(code__regex=r"^(KG|UZ|TJ)-").order_by("order"))
    return [
        Place.objects.create(
            code=f"{(oblast := oblasts[number % len(oblasts)]).code.split('/')[0]}/{PREFIX}-{number}", level="district",
            parent=oblast, labels=dict.fromkeys(("en", "ru", "ky"), f"District {number}"), order=100_000 + number,
        )
        for number in range(1, DISTRICTS + 1)
    ]  # fmt: skip


@contextmanager
def bare(tables: tuple[str, ...]) -> Iterator[None]:
    """Take indexes, foreign keys and triggers off the tables, and put them back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),"
            " format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))"
            " FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s)"
            " UNION ALL SELECT format('DROP INDEX %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)"
            " FROM pg_index i WHERE i.indrelid::regclass::text = ANY (%s)"
            " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
            [list(tables), list(tables)],
        )
        pairs = cursor.fetchall()
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for drop, _add in pairs:
            cursor.execute(drop)
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for _drop, add in reversed(pairs):
            cursor.execute(add)
