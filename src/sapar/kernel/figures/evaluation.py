"""Asking: one question with all its subtotals, or a whole portfolio in one pass over the facts."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from sapar.kernel.access.context import figures_role
from sapar.kernel.figures import registers
from sapar.kernel.figures.algebra import OF_REGISTERS, Of, Question
from sapar.kernel.figures.checking import validate
from sapar.kernel.figures.matrix import Answer, Heading, Key, Matrix
from sapar.kernel.figures.plan import Axis, Plan, make
from sapar.kernel.figures.registry import Dimension
from sapar.kernel.figures.statement import Moment, people, sums

UNITS = {Of.PEOPLE: "person", Of.ENTRIES: "entry", Of.HEADCOUNT: "participant", Of.DURATION: "day"}
#: Dictionaries grow only when something new is recorded; twice in a row while one asks is once in a lifetime.
ATTEMPTS = 5
TUNING = {"jit": "off", "work_mem": "256MB", "max_parallel_workers_per_gather": "2", "parallel_setup_cost": "200"}


class Moving(Exception):
    """The dictionaries kept growing while the question was asked. Ask again."""


def evaluate(question: Question, *, as_of: datetime | None = None, after: datetime | None = None) -> Answer:
    """The figure with every subtotal, now or as it stood at ``as_of``; ``after``: only what was recorded since.

    Counts over all organisations and shows no person. Raises Invalid for a question that makes no sense.
    """
    validate(question)
    if question.measure.of in OF_REGISTERS:
        matrix = registers.matrix(question, as_of=as_of)
    else:
        matrix = _from_the_ledger(question, Moment(as_of, after))
    return Answer(question, matrix, as_of or timezone.now(), unit_of(question), _shared(matrix))


def unit_of(question: Question) -> str:
    """The unit of a value: a code of the list of units, or a currency."""
    measure = question.measure
    return measure.unit or measure.currency or UNITS.get(measure.of, "")


def _shared(matrix: Matrix) -> bool:
    codes = [heading.code for heading in matrix.headings]
    if "project" not in codes or matrix.total is None:
        return False
    return sum(value or 0 for _code, _name, value in matrix.along("project")) > matrix.total


@contextmanager
def counting() -> Iterator[None]:
    """Wear the role that counts, with the planner set for counting."""
    with figures_role():
        with connection.cursor() as cursor:
            calls = ", ".join("set_config(%s, %s, true)" for _each in TUNING)
            cursor.execute(f"SELECT {calls}", [word for pair in TUNING.items() for word in pair])  # our own names
        yield


def _from_the_ledger(question: Question, moment: Moment) -> Matrix:
    with counting():
        for _attempt in range(ATTEMPTS):
            plan = make(question)
            if plan.empty:
                return Matrix(_headings(plan, ()))
            rows = _ask(*(people if question.measure.of is Of.PEOPLE else sums)(plan, moment))
            told = [row for row in rows if row[0] is not None]
            if next(row[2] for row in rows if row[0] is None) == plan.size:
                cells = _cells(plan, told)
                return Matrix(_headings(plan, cells), cells)
    raise Moving


def _ask(text: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _cells(plan: Plan, rows: Iterable[tuple[Any, ...]]) -> dict[Key, Any]:
    """Packed numbers back to keys, in the order of the question's breakdown; absent where nothing was recorded."""
    together: dict[tuple[int, int], list[Any]] = {}
    for mask, packed, *counts in rows:
        known = together.get((mask, packed))
        together[mask, packed] = counts if known is None else [a + b for a, b in zip(known, counts, strict=True)]
    codes = [axis.dimension.code for axis in plan.axes]
    cut = list(plan.question.by).index(plan.beats.dimension.code) if plan.beats else len(codes)
    beats = [(None,), *((value,) for value in plan.beats.values)] if plan.beats else [()]
    cells: dict[Key, Any] = {}
    for (mask, packed), counts in together.items():
        at = tuple(_read(axis, mask, packed) for axis in plan.axes)
        before, after = at[:cut], at[cut:]
        for beat, count in zip(beats, counts, strict=True):
            if count:
                cells[before + beat + after] = count
    if plan.question.measure.of in (Of.QUANTITY, Of.MONEY):
        return {key: _plain(value) for key, value in cells.items()}
    return cells


def _plain(count: Any) -> Any:
    return int(count) if count == int(count) else count


def _read(axis: Axis, mask: int, packed: int) -> str | None:
    return axis.read(packed) if mask & axis.mask else None


def _headings(plan: Plan, cells: Container[Key]) -> tuple[Heading, ...]:
    """The axes with those values that occur (so that their subtotal exists), in the order of print."""
    axes = {axis.dimension.code: axis for axis in (*plan.axes, *([plan.beats] if plan.beats else []))}
    alone = [None] * len(plan.question.by)
    told = []
    for at, code in enumerate(plan.question.by):
        seen = [value for value in axes[code].values if (*alone[:at], value, *alone[at + 1 :]) in cells]
        told.append(heading(axes[code].dimension, seen))
    return tuple(told)


def heading(dimension: Dimension, values: Iterable[str]) -> Heading:
    """One axis for print."""
    from django.utils.translation import gettext as _

    stated = [value for value in values if value]
    names = dict(dimension.names(stated))
    names.update({value: value for value in stated if value not in names})
    ranks = dimension.ranks() if dimension.ranks else {}
    by_name = dimension.part != "time"
    ordered = sorted(stated, key=lambda value: (ranks.get(value, len(ranks)), names[value] if by_name else value))
    if "" in values:
        ordered.append("")
    return Heading(dimension.code, dimension.label, tuple(ordered), {**names, "": _("not stated")})


def evaluate_many(
    questions: Sequence[Question], *, projects: Sequence[str] | None = None
) -> dict[str, list[int | None]]:
    """Many counts of people for many projects in one pass: {project code: one value per question}.

    For portfolios: ``questions`` count people and name no project and no breakdown. Other measures are asked
    one by one. Raises Invalid for a question that makes no sense.
    """
    from sapar.kernel.figures.portfolio import count

    return count(questions, projects)
