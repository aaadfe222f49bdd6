"""Splink on DuckDB: from candidates to the level each comparison reaches, and to a probability."""

import logging
from collections.abc import Sequence
from itertools import product

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker

from sapar.people.linking.comparing import COLUMNS, LEVEL_NAMES, settings
from sapar.people.linking.training import Pattern
from sapar.people.linking.weights import FACTORS, Findings, Weights, findings, name_finding

#: Candidates compared at a time: about 250 MB.
_SLICE = 2_000_000
_NAME = ("given", "family", "namesakes")
_COMPARED = f"""
CREATE OR REPLACE TABLE compared AS
SELECT {", ".join(f"r.{name}" if name not in {"year", "day", "sex", "region", "phones", "documents"} else f"e.{name}" for name in COLUMNS)}
FROM reading r JOIN entry e USING (person)
"""


def compare(db: duckdb.DuckDBPyConnection) -> None:
    """Make the table `vector`: l, r (people) and per comparison the number of its level, 0 = unknown.

    Candidates are handed to Splink in slices, so that memory does not grow with the register.
    """
    db.execute(_COMPARED)
    api = DuckDBAPI(connection=db)
    linker = Linker(api.register("compared"), settings(), log_level=logging.ERROR)
    columns = ", ".join(f"{name} UTINYINT" for name in LEVEL_NAMES)
    db.execute(f"CREATE OR REPLACE TABLE vector (l INTEGER, r INTEGER, {columns})")
    numbers = ", ".join(f"round(mw_{name})::UTINYINT" for name in LEVEL_NAMES)
    total = db.execute("SELECT count(*) FROM candidate").fetchall()[0][0]
    for start in range(0, total, _SLICE):
        db.execute(
            f"CREATE OR REPLACE TABLE candidate_slice AS SELECT * FROM candidate WHERE rowid >= {start} AND rowid < {start + _SLICE}"
        )
        linker.table_management.register_blocked_pairs_for_predict(api.register("candidate_slice"))
        found = linker.inference.predict(warning_mode="never")
        db.execute(f"INSERT INTO vector SELECT person_l, person_r, {numbers} FROM {found.physical_name}")
        found.drop_table_from_database_and_remove_from_cache()
    for table in ("candidate", "candidate_slice", "compared"):
        db.execute(f"DROP TABLE IF EXISTS {table}")


def patterns(db: duckdb.DuckDBPyConnection, *, most: int = 300_000, where: str = "true") -> list[Pattern]:
    """How often each combination of findings occurs, from about `most` pairs chosen by their numbers."""
    total = db.execute("SELECT count(*) FROM vector").fetchall()[0][0]
    every = max(1, round(total / most))
    names = ", ".join(LEVEL_NAMES)
    rows = db.execute(
        f"SELECT {names}, count(*) FROM vector WHERE hash(l, r) % {every} = 0 AND {where} GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    counts: dict[Findings, float] = {}
    for *numbers, count in rows:
        found = findings(levels_of(numbers))
        counts[found] = counts.get(found, 0.0) + count
    return [Pattern(found, count) for found, count in counts.items()]


def levels_of(numbers: Sequence[int]) -> list[str | None]:
    """Level names for the numbers in `vector`, in the order of LEVEL_NAMES."""
    return [names[number - 1] if number else None for number, names in zip(numbers, LEVEL_NAMES.values(), strict=True)]


def score(db: duckdb.DuckDBPyConnection, weights: Weights, *, least: float) -> None:
    """Make the table `scored`: l, r, probability and the log-odds behind it, of pairs from `least` upwards."""
    names = product(*(enumerate((None, *LEVEL_NAMES[part])) for part in _NAME))
    rows = [
        (given, family, namesakes, weights.of.get(("name", finding), 0.0) if finding else 0.0)
        for (given, g), (family, f), (namesakes, n) in names
        for finding in (name_finding(g, f, n),)
    ]
    columns = zip(*rows, strict=True)
    db.register("name_weight_rows", pa.table(dict(zip((*_NAME, "weight"), map(list, columns), strict=True))))
    db.execute("CREATE OR REPLACE TABLE name_weight AS SELECT * FROM name_weight_rows")
    db.unregister("name_weight_rows")
    terms = " + ".join(_term(factor, weights) for factor in FACTORS[1:])
    db.execute(f"""CREATE OR REPLACE TABLE scored AS
        SELECT l, r, 1 / (1 + exp(-log_odds)) AS probability, log_odds FROM (
            SELECT l, r, {weights.intercept!r} + n.weight + {terms} AS log_odds
            FROM vector v JOIN name_weight n ON n.given = v.given AND n.family = v.family AND n.namesakes = v.namesakes
        ) WHERE probability >= {least!r}""")


def _term(name: str, weights: Weights) -> str:
    cases = " ".join(
        f"WHEN {place} THEN {weights.of.get((name, level), 0.0)!r}" for place, level in enumerate(LEVEL_NAMES[name], 1)
    )
    return f"(CASE {name} {cases} ELSE 0.0 END)"
