"""Row security against the filter an application would write by hand, asked by the owner's role."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import psycopg

from benchmarks.filling import Filled
from benchmarks.harness import Line, compare

QUESTIONS = {
    "one case by id": "SELECT * FROM cases_case WHERE id = %(id)s {filter}",
    "newest 50 cases": "SELECT * FROM cases_case WHERE true {filter} ORDER BY opened_on DESC LIMIT 50",
    "cases by risk": "SELECT risk, count(*) FROM cases_case WHERE true {filter} GROUP BY risk",
    "services of one case": "SELECT * FROM ledger_ledgerentry WHERE case_id = %(id)s {filter}",
}
BY_HAND = "AND {column} IN (SELECT subject_id FROM access_involvement WHERE kind = 'case' AND user_id = %(user)s AND until IS NULL)"


def lines(world: Filled) -> Iterator[Line]:
    """A caseworker with 300 cases among 100,000; then a supervisor who may see half of them."""
    app, owner = psycopg.connect(os.environ["DATABASE_URL"]), psycopg.connect(os.environ["SAPAR_OWNER_URL"])
    app.execute("SELECT access_act_as(%s)", [world.worker.id])
    one = owner.execute(
        "SELECT subject_id FROM access_involvement WHERE user_id = %s LIMIT 1", [world.worker.id]
    ).fetchone()
    values = {"id": one[0], "user": world.worker.id, "organisation": world.supervisor.organisation_id}
    for name, text in QUESTIONS.items():
        column = "case_id" if "ledger" in text else "id"
        ours, other = text.format(filter=""), text.format(filter=BY_HAND.format(column=column))
        yield compare(
            f"caseworker: {name}", _ask(app, ours, values), _ask(owner, other, values), against="filter by hand"
        )
    app.execute("SELECT access_act_as(%s)", [world.supervisor.id])
    for name, text in QUESTIONS.items():
        ours, other = text.format(filter=""), text.format(filter="AND organisation_id = %(organisation)s")
        yield compare(
            f"supervisor: {name}", _ask(app, ours, values), _ask(owner, other, values), against="filter by hand"
        )


def _ask(connection: psycopg.Connection, text: str, values: dict[str, Any]) -> Callable[[], object]:
    return lambda: connection.execute(text, values).fetchall()
