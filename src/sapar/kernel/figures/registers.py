"""Questions about things that rooms keep in registers: how many, latest score, change of score, duration."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from statistics import median

from django.utils.translation import gettext as _

from sapar.kernel.figures import registry
from sapar.kernel.figures.algebra import Of, Question
from sapar.kernel.figures.matrix import Heading, Key, Matrix, Value
from sapar.kernel.figures.registry import Register, Thing

CENT = Decimal("0.01")


def matrix(question: Question, *, as_of: datetime | None = None) -> Matrix:
    """Every cell and subtotal over the things of a register. Registers are small: they are read and told apart here."""
    register = registry.registers()[question.measure.register]
    counted: dict[Key, list[Thing]] = defaultdict(list)
    for thing in register.rows(as_of):
        if _counts(question, thing):
            at = [_value(code, thing) for code in question.by]
            for key in product(*((None, value) for value in at)):
                counted[key].append(thing)
    measure = MEASURES[question.measure.of]
    cells = {key: value for key, things in counted.items() if (value := measure(things)) is not None}
    return Matrix(tuple(_heading(register, code, at, cells) for at, code in enumerate(question.by)), cells)


def _counts(question: Question, thing: Thing) -> bool:
    since, until = question.within.since, question.within.until
    if question.within.bounded and (thing.on is None or (since and thing.on < since) or (until and thing.on > until)):
        return False
    return all(_value(each.dimension, thing) in each.values for each in question.where)


def _value(code: str, thing: Thing) -> str:
    if code in thing.values or code not in ("month", "quarter", "year"):
        return thing.values.get(code, "")
    return _calendar(code, thing.on)


def _calendar(code: str, day: date | None) -> str:
    if day is None:
        return ""
    return {"month": f"{day:%Y-%m}", "quarter": f"{day.year}-Q{(day.month + 2) // 3}", "year": f"{day.year}"}[code]


def _heading(register: Register, code: str, at: int, cells: Iterable[Key]) -> Heading:
    values = {value for key in cells if (value := key[at]) is not None}
    stated = sorted(value for value in values if value)
    if code in register.dimensions:
        names, label = register.dimensions[code].names(stated), register.dimensions[code].label
        stated.sort(key=lambda value: names.get(value, value))
    else:
        dimension = registry.dimensions()[code]
        names, label = dimension.names(stated), dimension.label
    ordered = (*stated, "") if "" in values else tuple(stated)
    return Heading(code, label, ordered, {**{v: names.get(v, v) for v in stated}, "": _("not stated")})


def _number(things: list[Thing]) -> Value:
    return len({thing.subject for thing in things})


def _scores(things: list[Thing]) -> dict[str, list[Decimal]]:
    """The scores of each subject, oldest first; a score without a day cannot be placed and does not count."""
    scores: dict[str, list[Decimal]] = defaultdict(list)
    for thing in sorted((t for t in things if t.on and t.score is not None), key=lambda t: t.on or date.min):
        scores[thing.subject].append(thing.score or Decimal(0))
    return scores


def _mean(values: list[Decimal]) -> Value:
    return (sum(values, Decimal(0)) / len(values)).quantize(CENT) if values else None


def _latest(things: list[Thing]) -> Value:
    return _mean([scores[-1] for scores in _scores(things).values()])


def _change(things: list[Thing]) -> Value:
    return _mean([scores[-1] - scores[0] for scores in _scores(things).values() if len(scores) > 1])


def _duration(things: list[Thing]) -> Value:
    days = [(thing.until - thing.on).days for thing in things if thing.on and thing.until]
    return Decimal(str(median(days))) if days else None


MEASURES: dict[Of, Callable[[list[Thing]], Value]] = {
    Of.THINGS: _number,
    Of.LATEST: _latest,
    Of.CHANGE: _change,
    Of.DURATION: _duration,
}
