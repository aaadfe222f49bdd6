"""A matrix as people read it: rows with indents, one column per value of the last axis, and its picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from django.utils.translation import gettext as _

from sapar.kernel import terms
from sapar.kernel.figures import Answer, Of, Question
from sapar.kernel.figures.matrix import Heading, Key, Matrix, Value
from sapar.kernel.papers import bar, pyramid, series, tiles
from sapar.kernel.papers.picture import Picture

#: More rows than this are exported, not shown.
SHOWN = 400
TIMES = frozenset({"month", "quarter", "year"})
PLACES = frozenset({"oblast", "country"})


@dataclass(frozen=True)
class Row:
    """One line: names of the leading axes (the same name is not repeated), values per column."""

    names: tuple[str, ...]
    level: int
    values: tuple[tuple[Value, bool], ...]

    @property
    def title(self) -> str:
        return self.names[-1] if self.names else _("All")


@dataclass(frozen=True)
class Table:
    """What a page shows: the column heads, the rows (subtotals before their parts), and how many there are in all."""

    heads: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int

    @property
    def cut(self) -> bool:
        return self.total > len(self.rows)


def table(answer: Answer, *, most: int | None = SHOWN) -> Table:
    """The answer for print. The last axis runs across when it is short; all others run down."""
    matrix = answer.matrix
    down, across = _layout(matrix)
    found = list(_rows(matrix, down, across))
    columns = (_("All"), *(across.names[value] for value in across.values)) if across else (_("Figure"),)
    return Table(tuple(str(h.label) for h in down), columns, tuple(found[:most]), len(found))


def _layout(matrix: Matrix) -> tuple[tuple[Heading, ...], Heading | None]:
    headings = matrix.headings
    if len(headings) > 1 and len(headings[-1].values) <= 12:
        return headings[:-1], headings[-1]
    return headings, None


def _rows(matrix: Matrix, down: tuple[Heading, ...], across: Heading | None) -> Iterator[Row]:
    """Totals first, then their parts; lines without any data are left out."""
    ends: tuple[Key, ...] = ((None,), *((value,) for value in across.values)) if across else ((),)
    for key in _keys(down):
        values = tuple((matrix.at((*key, *end)), (*key, *end) in matrix.hidden) for end in ends)
        if any(value is not None or hidden for value, hidden in values):
            stated = [(h, v) for h, v in zip(down, key, strict=True) if v is not None]
            yield Row(tuple(h.names[v] for h, v in stated), len(stated), values)


def _keys(down: tuple[Heading, ...]) -> Iterator[Key]:
    """Keys in the order of reading: the whole, then each value of the first axis with its parts."""
    if not down:
        yield ()
        return
    first, *rest = down
    for value in (None, *first.values):
        for tail in _keys(tuple(rest)):
            if value is not None or all(part is None for part in tail):
                yield (value, *tail)


def flat(answer: Answer) -> Iterator[tuple[str | None, ...]]:
    """Every cell and subtotal in one line each, for spreadsheets: names, then the figure ("" for no data)."""
    matrix = answer.matrix
    for key in product(*((None, *heading.values) for heading in matrix.headings)):
        value, hidden = matrix.at(key), key in matrix.hidden
        if value is not None or hidden:
            names = (_("All") if v is None else h.names[v] for h, v in zip(matrix.headings, key, strict=True))
            yield (*names, _("too small to tell") if hidden else value)  # type: ignore[misc]  # numbers stay numbers


def lines_of(answer: Answer) -> int:
    """How many lines ``flat`` gives."""
    return len(answer.matrix.cells)


def pictured(answer: Answer, title: str) -> Picture | None:
    """The picture that suits the breakdown; None when there is nothing to draw."""
    headings = {heading.code: heading for heading in answer.matrix.headings}
    if not headings or answer.value is None:
        return None
    if {"sex", "age_band"} <= headings.keys():
        return _pyramid(answer, headings, title)
    first = next((c for c in headings if c in TIMES), next((c for c in headings if c in PLACES), next(iter(headings))))
    unit = unit_words(answer)
    along = answer.matrix.along(first)
    if first in TIMES:
        return series.draw(title=title, points=[(name, value) for code, name, value in along if code], unit=unit)
    if first in PLACES and len(along) <= 24:
        return tiles.draw(title=title, places=[(code, name, value) for code, name, value in along], unit=unit)
    ranked = sorted(along, key=lambda each: -float(each[2] or 0))[:15]
    return bar.draw(title=title, rows=[(name, value) for _code, name, value in ranked], unit=unit)


def _pyramid(answer: Answer, headings: dict[str, Heading], title: str) -> Picture:
    matrix, sexes, ages = answer.matrix, headings["sex"], headings["age_band"]
    bands = [(code, ages.names[code]) for code in ages.values if code]
    sides = [
        (terms.label("sex", sex), {code: matrix.cell(sex=sex, age_band=code) for code, _name in bands})
        for sex in ("female", "male")
    ]
    others = [(sexes.names[s], matrix.cell(sex=s)) for s in sexes.values if s not in ("female", "male")]
    if "" in ages.values:
        others.append((_("Age not stated"), matrix.cell(age_band="")))
    return pyramid.draw(title=title, bands=bands, left=sides[0], right=sides[1], others=others)


def unit_words(answer: Answer) -> str:
    """The unit of the values, as print says it."""
    return words_of(answer.question)


def words_of(question: Question) -> str:
    """The unit of what a question counts, in words."""
    of, measure = question.measure.of, question.measure
    if measure.unit:
        return terms.label("unit", measure.unit)
    words = {
        Of.PEOPLE: _("people, each counted once"), Of.ENTRIES: _("services"), Of.MONEY: measure.currency,
        Of.HEADCOUNT: _("participants, counted without names"), Of.THINGS: _("records"), Of.DURATION: _("days"),
        Of.LATEST: _("points"), Of.CHANGE: _("points"),
    }  # fmt: skip
    return words.get(of, "")
