"""From a plan to one SQL statement that gives every cell and every subtotal.

People: most of them stand in one cell only (their sex, age and place did not change while they were helped).
They are counted once where they stand, and sums of such counts are true at every level. Those few who stand
in several cells are counted again, distinct, at each level of the cube. Quarters or months are a mask of bits
per person, so that a person costs one row however often they came. The two parts share no person, so they
add up: the result equals COUNT(DISTINCT) under CUBE, for a fraction of its sorting.

Everything else (entries, head counts, quantities, money) adds up, so cells are summed once and rolled up;
an entry that several projects paid for is taken once wherever projects are not told apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, combinations
from typing import Any

from sapar.kernel.figures.algebra import Of
from sapar.kernel.figures.plan import NO_PROJECT, SIZES, Plan

#: The one place that says who is the same person: a linked duplicate is counted under the first of its group.
PERSON = "coalesce(same.no, f.person)"
SAME = (
    "LEFT JOIN (SELECT p.no AS person, min(p.no) OVER (PARTITION BY g.key) AS no"
    " FROM ledger_same_person g JOIN ledger_factperson p ON p.person_id = g.person_id"
    " WHERE {then}) same ON same.person = f.person"
)
COLUMNS = {"who": "who", "place": "place", "kind": "kind", "source": "source", "project": "project", "time": "month"}
WEIGHTS = {Of.ENTRIES: "1", Of.HEADCOUNT: "f.headcount", Of.QUANTITY: "f.quantity", Of.MONEY: "f.amount"}


@dataclass(frozen=True)
class Moment:
    """Which facts count: as they stood at ``as_of`` (None: now), recorded after ``after``."""

    as_of: datetime | None = None
    after: datetime | None = None


def subsets(plan: Plan) -> list[int]:
    """The masks of every level of the cube: which axes are told apart."""
    masks = [axis.mask for axis in plan.axes]
    return sorted({sum(kept) for kept in chain.from_iterable(combinations(masks, n) for n in range(len(masks) + 1))})


def array(codes: Mapping[int, int | None]) -> str:
    """A PostgreSQL array literal whose subscripts are the dictionary's numbers; -1: does not count.

    No NULL inside: with one, PostgreSQL walks through the array instead of jumping to the element.
    """
    if not codes:
        return "'{}'::bigint[]"
    low, high = min(codes), max(codes)
    told = ",".join("-1" if (code := codes.get(no)) is None else str(code) for no in range(low, high + 1))
    return f"'[{low}:{high}]={{{told}}}'::bigint[]"


def lookup(plan: Plan, part: str) -> str:
    return f"({array(plan.arrays[part])})[f.{COLUMNS[part]}]"


def packed(plan: Plan) -> str:
    """The cell of a fact as one number, each axis in its own bits; negative when the fact does not count."""
    parts = [lookup(plan, part) for part in plan.arrays if part != "time" or plan.beats is None]
    return " | ".join(parts) or "0::bigint"


def facts(plan: Plan, moment: Moment) -> tuple[str, dict[str, Any]]:
    """FROM and WHERE of the facts that may count, with their parameters."""
    within = plan.question.within
    conditions = ["f.project = ANY (%(projects)s)"]
    values: dict[str, Any] = {"projects": list(plan.projects)}
    if kinds := plan.arrays.get("kind"):
        conditions.append("f.kind = ANY (%(kinds)s::smallint[])")
        values["kinds"] = [no for no, code in kinds.items() if code is not None]
    for sign, day, name in ((">=", within.since, "since"), ("<=", within.until, "until")):
        if day is not None:
            conditions.append(f"f.day {sign} %({name})s")
            values[name] = day
    if moment.as_of is None:
        conditions.append("f.reversed IS NULL")
    else:
        conditions.append("f.recorded <= %(as_of)s AND (f.reversed IS NULL OR f.reversed > %(as_of)s)")
        values["as_of"] = moment.as_of
    if moment.after is not None:
        conditions.append("f.recorded > %(after)s")
        values["after"] = moment.after
    people = plan.question.measure.of is Of.PEOPLE
    then = (
        "g.until IS NULL"
        if moment.as_of is None
        else "g.since <= %(as_of)s AND (g.until IS NULL OR g.until > %(as_of)s)"
    )
    joined = f" {SAME.replace('{then}', then)}" if people and plan.linked else ""
    if people:
        conditions.append("f.person IS NOT NULL")
    return f"FROM ledger_fact f{joined} WHERE {' AND '.join(conditions)}", values


def people(plan: Plan, moment: Moment) -> tuple[str, dict[str, Any]]:
    """Distinct people of every cell: rows (level, cell, people, people per beat …), and the dictionaries' size."""
    source, values = facts(plan, moment)
    beats = range(len(plan.beats.values)) if plan.beats else range(0)
    beat = lookup(plan, "time") if plan.beats else "1::bigint"
    person = PERSON if plan.linked else "f.person"
    once = "".join(f", count(*) FILTER (WHERE t & {1 << n} <> 0) AS b{n}" for n in beats)
    summed = "".join(f", sum(b{n})::bigint" for n in beats)
    levels = ", ".join(f"({mask}::bigint)" for mask in subsets(plan))
    text = f"""
WITH stood AS MATERIALIZED (
    SELECT subject, cell, bit_or(t) AS t
    FROM (SELECT {person} AS subject, {packed(plan)} AS cell, {beat} AS t {source} OFFSET 0) f
    WHERE cell >= 0 AND t > 0 GROUP BY subject, cell
), person AS MATERIALIZED (
    SELECT subject, min(cell) AS cell, max(cell) AS other, bit_or(t) AS t FROM stood GROUP BY subject
), level (mask) AS (VALUES {levels}), leaf AS (
    SELECT cell, count(*) AS n{once} FROM person WHERE cell = other GROUP BY cell
), moved AS (
    SELECT mask, subject, s.cell & mask AS cell, bit_or(s.t) AS t
    FROM stood s JOIN (SELECT subject FROM person WHERE cell <> other) p USING (subject) CROSS JOIN level
    GROUP BY mask, subject, s.cell & mask
)
SELECT mask, cell & mask, sum(n)::bigint{summed} FROM leaf CROSS JOIN level GROUP BY 1, 2
UNION ALL SELECT mask, cell, count(*){once} FROM moved GROUP BY mask, cell
UNION ALL SELECT NULL, NULL, {SIZES}{", NULL" * len(beats)}
"""  # made of our own names and of numbers
    return text, values


def sums(plan: Plan, moment: Moment) -> tuple[str, dict[str, Any]]:
    """Entries or sums of every cell: rows (level, cell, value), and the dictionaries' size."""
    source, values = facts(plan, moment)
    weight = WEIGHTS[plan.question.measure.of]
    money = plan.question.measure.of is Of.MONEY
    shared = len([no for no in plan.projects if no != NO_PROJECT]) > 1 and not money
    project = next((axis.mask for axis in plan.axes if axis.dimension.code == "project"), 0)
    told = f"SELECT entry, {packed(plan)} AS cell, {weight} AS w {source} AND {weight} IS NOT NULL OFFSET 0"
    apart = [mask for mask in subsets(plan) if not shared or (project and mask & project == project)]
    together = [mask for mask in subsets(plan) if mask not in apart]
    parts = []
    if apart:
        parts.append(
            f"SELECT mask, cell & mask, sum(w) FROM (SELECT cell, sum(w) AS w FROM ({told}) f WHERE cell >= 0"
            f" GROUP BY cell) leaf CROSS JOIN {_levels(apart)} GROUP BY 1, 2"
        )
    if together:
        parts.append(
            f"SELECT mask, cell & mask, sum(w) FROM (SELECT cell, sum(w) AS w FROM (SELECT DISTINCT ON (entry)"
            f" entry, cell & ~{project}::bigint AS cell, w FROM ({told}) f WHERE cell >= 0) once GROUP BY cell)"
            f" leaf CROSS JOIN {_levels(together)} GROUP BY 1, 2"
        )
    parts.append(f"SELECT NULL, NULL, {SIZES}")
    return " UNION ALL ".join(parts), values


def _levels(masks: list[int]) -> str:
    return f"(VALUES {', '.join(f'({mask}::bigint)' for mask in masks)}) level (mask)"
