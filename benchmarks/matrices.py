"""Figures over simulated ledgers: a project's full matrix, a portfolio, and what recording an entry costs.

Beside SQL written by hand over the ledger for the same answer, and DuckDB scanning the same rows in memory.
Every cell is compared before anything is timed. Sizes: BENCH_SIZES=10000,100000,1000000 (the default).
"""

import os
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import duckdb
import psycopg

from benchmarks.harness import Line, compare
from sapar.demo.simulation import simulate
from sapar.kernel import terms
from sapar.kernel.figures import Is, Question, evaluate, evaluate_many, registry
from sapar.testing import databases

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000,1000000").split(",")]
BY = ("quarter", "sex", "age_band", "district")
#: The largest of the twenty projects holds about a fifth of all entries; the tenth about a thirtieth.
PROJECTS = ("simulated-1", "simulated-10")

FACTS = """
SELECT p.code AS project, e.person_id, CASE WHEN e."on" IS NULL THEN '' ELSE to_char(e."on", 'YYYY-"Q"Q') END AS quarter,
       e.sex, e.age_band, coalesce(d.code, '') AS district, e.kind
FROM ledger_ledgerentry e JOIN ledger_entryshare s ON s.entry_id = e.id JOIN programmes_project p ON p.id = s.project_id
LEFT JOIN places_place d ON d.id = e.place_id
WHERE e.reverses_id IS NULL AND e.person_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM ledger_ledgerentry r WHERE r.reverses_id = e.id)
"""
CUBE = """
SELECT quarter, sex, age_band, district, {grouping}, count(DISTINCT person_id) FROM ({facts}) f
WHERE project = '{project}' GROUP BY CUBE (quarter, sex, age_band, district)
"""
BY_HAND = CUBE.replace("{grouping}", "grouping(quarter, sex, age_band, district)")
PORTFOLIO = (
    "SELECT project, kind_of, count(DISTINCT person_id) FROM ({facts}) f JOIN wanted w ON w.kind = f.kind GROUP BY 1, 2"
)


def lines() -> Iterator[Line | str]:
    """For each size: fill, check every cell, time."""
    costs = []
    for size in SIZES:
        with databases.as_owner():
            _empty()
            made = simulate(people=max(size // 10, 10), entries=size, seed=1)
        owner = psycopg.connect(os.environ["SAPAR_OWNER_URL"], autocommit=True)
        _declare(owner)
        yield f"{made.entries:,} entries of {made.people:,} people, {made.facts:,} facts"
        yield from _matrices(owner, size)
        yield from _portfolio(owner, size)
        costs.append(_recording(owner, size))
        owner.close()
    yield from costs


def _empty() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE people_person, ledger_ledgerentry, programmes_project CASCADE")
        cursor.execute("TRUNCATE ledger_factperson, ledger_factproject, ledger_factplace, ledger_factkind, ledger_factwho,"
                       " ledger_factsource, ledger_factmonth RESTART IDENTITY")  # fmt: skip
        cursor.execute("DELETE FROM places_place WHERE code LIKE '%/simulated-%'")
        cursor.execute("DELETE FROM access_user WHERE email = 'nobody@simulated.example'")
        cursor.execute("DELETE FROM access_organisation WHERE code LIKE 'simulated-%'")


def _declare(owner: psycopg.Connection) -> None:
    known = {row[0]: (row[1], row[1]) for row in owner.execute("SELECT id, code FROM programmes_project")}
    registry.projects(lambda: known)


def _runs(size: int) -> int:
    return 3 if size > 200_000 else 7


def _duck(owner: psycopg.Connection) -> duckdb.DuckDBPyConnection:
    """The same rows in memory, column by column, on the same two cores."""
    path = f"{os.environ['SAPAR_VAR']}/facts.csv"
    with (
        owner.cursor() as cursor,
        open(path, "wb") as file,
        cursor.copy(f"COPY ({FACTS}) TO STDOUT (FORMAT csv, HEADER)") as copy,
    ):
        for block in copy:
            file.write(block)
    duck = duckdb.connect()
    duck.execute("SET threads = 2")
    duck.execute(f"CREATE TABLE facts AS SELECT * REPLACE (coalesce(quarter, '') AS quarter, coalesce(sex, '') AS sex,"
                 f" coalesce(age_band, '') AS age_band, coalesce(district, '') AS district) FROM read_csv('{path}', all_varchar = true)")  # fmt: skip
    os.unlink(path)
    return duck


def _cells(rows: Any) -> dict[tuple[str | None, ...], int]:
    """Keys with None where the grouping bit says that the axis is taken together."""
    return {
        tuple(None if grouping >> (3 - at) & 1 else value for at, value in enumerate(values)): count
        for *values, grouping, count in rows
    }


def _matrices(owner: psycopg.Connection, size: int) -> Iterator[Line]:
    duck = _duck(owner)
    for project in PROJECTS:
        question = Question(where=(Is("project", (project,)),), by=BY)
        by_hand = BY_HAND.format(facts=FACTS, project=project)
        in_duck = CUBE.format(
            facts="SELECT * FROM facts", project=project, grouping="grouping_id(quarter, sex, age_band, district)"
        )
        ours = dict(evaluate(question).matrix.cells)
        assert ours == _cells(owner.execute(by_hand).fetchall()), "SQL by hand counts otherwise"
        assert ours == _cells(duck.execute(in_duck).fetchall()), "DuckDB counts otherwise"
        entries = owner.execute(f"SELECT count(*) FROM ({FACTS}) f WHERE project = %s", [project]).fetchone()[0]
        name = f"full matrix, {entries:,} of {size:,} entries, {len(ours):,} cells"
        yield compare(name, lambda q=question: evaluate(q), lambda t=by_hand: owner.execute(t).fetchall(),
                      against="SQL by hand", runs=_runs(size))  # fmt: skip
        yield compare(name, lambda q=question: evaluate(q), lambda t=in_duck: duck.execute(t).fetchall(),
                      against="DuckDB", runs=_runs(size))  # fmt: skip
    duck.close()


def _portfolio(owner: psycopg.Connection, size: int) -> Iterator[Line]:
    """Twenty projects, thirty indicators that each count the people of one service and everything below it."""
    kinds = [code for code, _label in terms.choices("service")][:30]
    questions = [Question(where=(Is("kind", (kind,)),)) for kind in kinds]
    pairs = [(kind, below) for kind in kinds for below in terms.subtree("service", kind)]
    owner.execute("CREATE TEMPORARY TABLE wanted (kind_of text, kind text)")
    owner.cursor().executemany("INSERT INTO wanted VALUES (%s, %s)", pairs)
    owner.execute("ANALYZE wanted")
    text = PORTFOLIO.format(facts=FACTS)
    told = {(project, kind): people for project, kind, people in owner.execute(text).fetchall()}
    ours = evaluate_many(questions)
    assert told == {
        (p, k): v for p, values in ours.items() for k, v in zip(kinds, values, strict=True) if v is not None
    }
    yield compare(f"portfolio of 20 × 30, {size:,} entries", lambda: evaluate_many(questions), lambda: owner.execute(text).fetchall(),
                  against="SQL by hand", runs=_runs(size))  # fmt: skip


def _recording(owner: psycopg.Connection, size: int, batch: int = 200) -> Line:
    """One entry with its share: with the facts that triggers keep, and without them."""
    columns = [row[0] for row in owner.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = 'ledger_ledgerentry'::regclass AND attnum > 0"
        " AND NOT attisdropped AND attname <> 'id' ORDER BY attnum")]  # fmt: skip
    listed = ", ".join(f'"{column}"' for column in columns)
    models = owner.execute(
        "SELECT entry_id, project_id FROM ledger_entryshare WHERE project_id IS NOT NULL LIMIT %s", [batch]
    ).fetchall()

    def record() -> None:
        for entry, project in models:
            new = uuid4()
            owner.execute(
                f"INSERT INTO ledger_ledgerentry (id, {listed}) SELECT %s, {listed} FROM ledger_ledgerentry WHERE id = %s",
                [new, entry],
            )
            owner.execute("INSERT INTO ledger_entryshare (id, entry_id, project_id, contributor, share, currency, in_kind)"
                          " VALUES (gen_random_uuid(), %s, %s, '', 1, '', false)", [new, project])  # fmt: skip

    def rolled_back(*before: str) -> None:
        with owner.transaction(force_rollback=True):
            for statement in before:
                owner.execute(statement)
            record()

    off = ("ALTER TABLE ledger_ledgerentry DISABLE TRIGGER ledger_entry_adds_fact",
           "ALTER TABLE ledger_entryshare DISABLE TRIGGER ledger_share_adds_fact")  # fmt: skip
    line = compare(
        f"recording an entry into {size:,}", rolled_back, lambda: rolled_back(*off), against="without facts", runs=5
    )
    return Line(line.name, line.ours / batch, line.other / batch, line.unit, line.against)
