"""The headline figure against the same answer in SQL written by hand."""

import os
from collections.abc import Iterator
from datetime import date

import psycopg

from benchmarks.filling import Filled
from benchmarks.harness import Line, compare
from sapar.insight import figures
from sapar.insight.models import Definition

BY_HAND = """
SELECT count(DISTINCT e.person_id) FROM ledger_ledgerentry e JOIN access_organisation o ON o.id = e.provider_id
WHERE o.code = ANY (%(codes)s) AND (e.kind LIKE 'humanitarian%%' OR e.kind LIKE 'legal%%' OR e.kind LIKE 'return%%')
  AND e."on" >= '2021-01-01' AND e.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM ledger_ledgerentry r WHERE r.reverses_id = e.id)
"""


def lines(world: Filled) -> Iterator[Line]:
    """Unique people over 300,000 entries; both must give the same number."""
    question = figures.question_from(("humanitarian", "legal", "return"), world.codes, date(2021, 1, 1))
    definition = Definition(code="bench", version=1, labels={"en": "bench"}, query=question.as_json())
    owner = psycopg.connect(os.environ["SAPAR_OWNER_URL"])
    by_hand = owner.execute(BY_HAND, {"codes": list(world.codes)}).fetchone()[0]
    assert figures.evaluate(definition).value == by_hand
    yield compare(
        "unique people, 300,000 entries",
        lambda: figures.evaluate(definition),
        lambda: owner.execute(BY_HAND, {"codes": list(world.codes)}).fetchone(),
        against="SQL by hand",
        runs=11,
    )
