"""Filling the scratch database: the same keys, the same cipher, the same tables as a registration; rows by COPY."""

import json
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import batched
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.db.models import JSONField
from psycopg import sql

from sapar.people.evaluation.registrations import SEXES, Line, place_id, read

CHUNK = 5_000
TABLES = {
    "people_person": (
        "id", "version", "organisation_id", "code", "sex", "citizenships", "birth", "note", "restricted",
        "fold_version", "key_version", "registered_by_id", "registered_at",
    ),
    "people_personname": (
        "id", "person_id", "kind", "script", "given", "family", "patronymic", "position", "added_by_id", "added_at",
    ),
    "people_contact": ("id", "person_id", "channel", "value", "added_by_id", "added_at"),
    "people_identitydocument": (
        "id", "person_id", "kind", "status", "country", "number", "added_by_id", "added_at",
    ),
    "people_address": ("id", "person_id", "kind", "place_id", "added_by_id", "added_at"),
    "people_matchkey": ("h", "person_id", "kind"),
}  # fmt: skip
WRAPS = ("id", "subject", "organisation", "epoch", "wrapped")
type Rows = dict[str, list[Sequence[Any]]]


def load(path: Path, *, by: Any, workers: int) -> dict[str, UUID]:
    """Load a file; {rid: person}. `by` is the user who registers everybody. Memory: a few chunks per worker."""
    from sapar.kernel import vault

    vault.provider().current_epoch(by.organisation_id)  # makes the organisation's key before workers ask for it
    people: dict[str, UUID] = {}
    jobs = ((chunk, by.id, by.organisation_id) for chunk in batched(_known_places(path), CHUNK))
    with _without_indexes():
        if workers > 1:
            with multiprocessing.get_context("fork").Pool(workers) as pool:
                for found in pool.imap_unordered(_load_chunk, jobs):
                    people |= found
        else:
            for job in jobs:
                people |= _load_chunk(job)
    return people


def _known_places(path: Path) -> Iterator[Line]:
    known: set[str] = set()
    with psycopg.connect(os.environ["SAPAR_OWNER_URL"], autocommit=True) as connection:
        for line in read(path):
            if line.region and line.region not in known:
                known.add(line.region)
                connection.execute(
                    'INSERT INTO places_place (id, code, level, labels, "order", parent_id, iso)'
                    " SELECT %s, %s, 'country', %s, 0, NULL, %s ON CONFLICT DO NOTHING",
                    [
                        place_id(line.region),
                        f"x{line.region}",
                        json.dumps({"en": line.region, "ru": "", "ky": ""}),
                        f"x{line.region}",
                    ],
                )
            yield line


def _load_chunk(job: tuple[Sequence[Line], UUID, UUID]) -> dict[str, UUID]:
    lines, user_id, organisation_id = job
    rows, wraps, people = _rows(lines, user_id, organisation_id)
    with psycopg.connect(os.environ["SAPAR_OWNER_URL"]) as connection:
        for table, columns in TABLES.items():
            more = _defaults(table, columns)
            _copy(connection, table, (*columns, *more), ((*row, *more.values()) for row in rows[table]))
    with psycopg.connect(os.environ["SAPAR_KEYS_OWNER_URL"]) as connection:
        _copy(connection, "vault_keywrap", WRAPS, wraps)
    return people


@cache
def _defaults(table: str, told: tuple[str, ...]) -> dict[str, Any]:
    """What the models say for the columns that must not be empty and that a registration file does not fill."""
    from django.apps import apps

    model = next(each for each in apps.get_models() if each._meta.db_table == table)
    return {
        field.column: json.dumps(field.get_default()) if isinstance(field, JSONField) else field.get_default()
        for field in model._meta.concrete_fields
        if field.column not in told and not field.null
    }


def _copy(connection: psycopg.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor().copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _rows(
    lines: Sequence[Line], user_id: UUID, organisation_id: UUID
) -> tuple[Rows, list[Sequence[Any]], dict[str, UUID]]:
    from sapar.kernel.ids import uuid7
    from sapar.kernel.vault.bulk import new_key, seal
    from sapar.kernel.vault.providers import provider
    from sapar.people.indexing import hashes
    from sapar.people.models import Contact, IdentityDocument, Person, PersonName
    from sapar.people.names.folding import FOLD_VERSION
    from sapar.people.names.keys import record_keys

    rows: Rows = {table: [] for table in TABLES}
    wraps: list[Sequence[Any]] = []
    people: dict[str, UUID] = {}
    now, epoch = datetime.now(UTC), provider().current_epoch(organisation_id)
    for line in lines:
        pk, added = uuid7(), (user_id, now)
        cipher, wrapped = new_key(pk, organisation_id, epoch)
        people[line.rid] = pk
        wraps.append((uuid7(), pk, organisation_id, epoch, wrapped))
        rows["people_person"].append((
            pk, 1, organisation_id, f"E-{line.rid[-13:]}", SEXES.get(line.sex, "unknown"), "[]",
            seal(cipher, Person, pk, "birth", line.birth.edtf), None, False, FOLD_VERSION, 1, *added,
        ))  # fmt: skip
        name = uuid7()
        sealed = [
            seal(cipher, PersonName, name, field, part)
            for field, part in zip(("given", "family", "patronymic"), line.names, strict=True)
        ]
        rows["people_personname"].append((name, pk, "called", line.script, *sealed, 0, *added))
        if line.phone:
            row = uuid7()
            rows["people_contact"].append((row, pk, "phone", seal(cipher, Contact, row, "value", line.phone), *added))
        if line.doc:
            row = uuid7()
            number = seal(cipher, IdentityDocument, row, "number", line.doc)
            rows["people_identitydocument"].append((row, pk, "passport", "held", "", number, *added))
        if line.region:
            rows["people_address"].append((uuid7(), pk, "lives", place_id(line.region), *added))
        keys = record_keys([line.names], line.birth, [line.phone] if line.phone else [], [line.doc] if line.doc else [])
        rows["people_matchkey"] += [(h, pk, kind.value) for h, kind in hashes(keys, version=1).items()]
    return rows, wraps, people


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Indexes of the big table are built once at the end; foreign keys of a scratch database are not checked."""
    with psycopg.connect(os.environ["SAPAR_OWNER_URL"], autocommit=True) as connection:
        for table in TABLES:
            # COPY does not go through row security; it is forced on the owner too, and again below.
            connection.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(sql.Identifier(table)))
            found = connection.execute(
                "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'", [table]
            ).fetchall()
            for (name,) in found:
                connection.execute(
                    sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.Identifier(table), sql.Identifier(name))
                )
        index = "match_key_by_person"
        again = [
            row[0]
            for row in connection.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [index]).fetchall()
        ]
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(index)))
        connection.execute("ALTER TABLE people_matchkey DROP CONSTRAINT people_matchkey_pkey")
    yield
    with psycopg.connect(os.environ["SAPAR_OWNER_URL"], autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("ALTER TABLE people_matchkey ADD PRIMARY KEY (h, person_id)")
        for statement in again:
            connection.execute(statement)
        for table in TABLES:
            connection.execute(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(sql.Identifier(table)))
        connection.execute("VACUUM (ANALYZE)")
    with psycopg.connect(os.environ["SAPAR_KEYS_OWNER_URL"], autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
