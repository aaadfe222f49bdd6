"""A whole portfolio at once: which questions each person answers is a mask of bits, told apart per project."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import connection

from sapar.kernel.figures import registry
from sapar.kernel.figures.algebra import Of, Question
from sapar.kernel.figures.plan import BITS, SIZES, Plan, make, read
from sapar.kernel.figures.statement import COLUMNS, PERSON, SAME, array


def count(questions: Sequence[Question], projects: Sequence[str] | None = None) -> dict[str, list[int | None]]:
    """See evaluation.evaluate_many."""
    from sapar.kernel.figures.checking import validate
    from sapar.kernel.figures.evaluation import counting, evaluate

    codes = list(projects) if projects is not None else [code for code, _name in registry.known_projects().values()]
    found: dict[str, list[int | None]] = {code: [None] * len(questions) for code in codes}
    together: list[int] = []
    for at, question in enumerate(questions):
        validate(question)
        if question.measure.of is Of.PEOPLE and not question.values("project") and not question.by:
            together.append(at)
        else:
            for code in codes:
                answer = evaluate(replace(question, by=()).narrowed("project", (code,)))
                found[code][at] = answer.value  # type: ignore[assignment]  # a sum of money is a Decimal
    with counting():
        for start in range(0, len(together), BITS):
            chunk = together[start : start + BITS]
            for code, at, value in _ask([questions[at] for at in chunk], chunk, codes):
                found[code][at] = value
    return found


def _ask(questions: list[Question], places: list[int], codes: list[str]) -> list[tuple[str, int, int]]:
    for _attempt in range(5):
        told = read(questions)
        plans = [make(question, told) for question in questions]
        named = {no: code for no, code in _numbers().items() if code in codes}
        text, values = _statement(plans, sorted(named))
        with connection.cursor() as cursor:
            cursor.execute(text, values)
            rows = cursor.fetchall()
        if next(row[1] for row in rows if row[0] is None) == max(plan.size for plan in plans):
            return _unfold(rows, named, places)
    from sapar.kernel.figures.evaluation import Moving

    raise Moving


def _unfold(rows: list[tuple[int, ...]], named: dict[int, str], places: list[int]) -> list[tuple[str, int, int]]:
    return [
        (named[project], at, people)
        for project, *counts in rows
        if project is not None
        for at, people in zip(places, counts, strict=True)
        if people
    ]


def _numbers() -> dict[int, str]:
    known = {id: code for id, (code, _name) in registry.known_projects().items()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT no, project_id FROM ledger_factproject")
        return {no: known.get(id, str(id)) for no, id in cursor.fetchall()}


def _statement(plans: list[Plan], projects: list[int]) -> tuple[str, dict[str, Any]]:
    """One bit per question. What conditions say of kinds, people, places and sources is an AND of masks."""
    every = (1 << len(plans)) - 1
    parts = []
    for part in ("kind", "who", "place", "source"):
        masks: dict[int, int | None] = {}
        narrowed = [plan for plan in plans if part in plan.arrays]
        if not narrowed:
            continue
        for no in {no for plan in narrowed for no in plan.arrays[part]}:
            masks[no] = sum(1 << bit for bit, plan in enumerate(plans)
                            if part not in plan.arrays or plan.arrays[part].get(no) is not None)  # fmt: skip
        parts.append(f"({array(masks)})[f.{COLUMNS[part]}]")
    values: dict[str, Any] = {"projects": projects}
    for within in {plan.question.within for plan in plans}:
        if within.bounded:
            bits = sum(1 << bit for bit, plan in enumerate(plans) if plan.question.within == within)
            conditions = []
            for sign, day in ((">=", within.since), ("<=", within.until)):
                if day is not None:
                    conditions.append(f"f.day {sign} %(day{len(values)})s")
                    values[f"day{len(values)}"] = day
            parts.append(f"CASE WHEN {' AND '.join(conditions)} THEN {every} ELSE {every & ~bits} END::bigint")
    linked = any(plan.linked for plan in plans)
    mask = " & ".join(parts) or f"{every}::bigint"
    counts = ", ".join(f"count(*) FILTER (WHERE mask & {1 << bit} <> 0)" for bit in range(len(plans)))
    text = f"""
SELECT project, {counts} FROM (
    SELECT project, subject, bit_or(mask) AS mask FROM (
        SELECT f.project, {PERSON if linked else "f.person"} AS subject, {mask} AS mask
        FROM ledger_fact f {SAME if linked else ""}
        WHERE f.project = ANY (%(projects)s) AND f.reversed IS NULL AND f.person IS NOT NULL OFFSET 0
    ) f WHERE mask > 0 GROUP BY project, subject
) person GROUP BY project
UNION ALL SELECT NULL, {SIZES}{", NULL" * (len(plans) - 1)}
"""  # made of our own names and of numbers
    return text, values
