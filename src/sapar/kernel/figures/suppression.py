"""Small cells are not told to whoever may not see people, and cannot be worked out from the rest.

First every value below the threshold goes. Then we play the reader who subtracts: along every line (a total
and its parts on one axis) each hidden value is bounded by the total less what the other parts can be, until
nothing narrows any more. Where that pins a hidden value down to fewer possibilities than the threshold, one
more cell of that line goes, the smallest one; and the reader starts again. People may stand in several lines,
so real totals can be smaller than their parts' sum; the reader who believes that lines add up knows the most,
and is the one we defend against.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf

from sapar.kernel.figures.algebra import Of
from sapar.kernel.figures.matrix import Answer, Key, Matrix

#: What of a figure can give a person away when it is small. Sums of money or nights follow the people behind.
COUNTS = frozenset({Of.PEOPLE, Of.ENTRIES, Of.HEADCOUNT, Of.THINGS})

type Number = float


@dataclass(frozen=True)
class Line:
    """A total and the parts of it along one axis."""

    total: Key
    parts: tuple[Key, ...]


def suppressed(answer: Answer, *, threshold: int) -> Answer:
    """The same answer with small cells hidden, and with those that would give them away. Below 2: none."""
    if threshold < 2:
        return answer
    if answer.question.measure.of not in COUNTS:
        return replace(answer, matrix=_total_only(answer.matrix))
    return replace(answer, matrix=replace(answer.matrix, hidden=hidden(answer.matrix.cells, threshold)))


def _total_only(matrix: Matrix) -> Matrix:
    """Sums, scores and durations of few people say what one person got: only the whole is told."""
    whole = (None,) * len(matrix.headings)
    return replace(matrix, hidden=frozenset(key for key in matrix.cells if key != whole))


def hidden(cells: Mapping[Key, int | Decimal], threshold: int) -> frozenset[Key]:
    """The keys to hide so that no value below ``threshold`` is told or can be narrowed to fewer possibilities."""
    small = {key for key, value in cells.items() if 0 < value < threshold}
    gone = set(small)
    lines = list(lines_of(cells))
    while small:
        exposed = _exposed(cells, gone, lines, threshold)
        more = {found for line in exposed if (found := _next(cells, gone, line)) is not None}
        if not more:
            break
        gone |= more
    return frozenset(gone)


def lines_of(cells: Iterable[Key]) -> Iterable[Line]:
    """Every total with its parts, one axis at a time."""
    parts: dict[Key, list[Key]] = defaultdict(list)
    for key in cells:
        for axis, value in enumerate(key):
            if value is not None:
                parts[(*key[:axis], ("*", axis), *key[axis + 1 :])].append(key)  # type: ignore[arg-type]
    for marked, keys in parts.items():
        yield Line(tuple(None if isinstance(value, tuple) else value for value in marked), tuple(sorted(keys, key=str)))


def bounds(
    cells: Mapping[Key, int | Decimal], gone: set[Key] | frozenset[Key], lines: Iterable[Line]
) -> dict[Key, tuple[Number, Number]]:
    """What a reader who subtracts knows of each hidden value: it lies between the two, inclusive."""
    known: dict[Key, tuple[Number, Number]] = dict.fromkeys(gone, (1, inf))
    touched = [line for line in lines if line.total in gone or any(part in gone for part in line.parts)]
    for _round in range(len(known) + 1):
        changed = [_narrow(cells, known, line) for line in touched]
        if not any(changed):
            break
    return known


def _narrow(cells: Mapping[Key, int | Decimal], known: dict[Key, tuple[Number, Number]], line: Line) -> bool:
    def span(key: Key) -> tuple[Number, Number]:
        return known.get(key) or (float(cells.get(key, 0)), float(cells.get(key, 0)))

    spans = {part: span(part) for part in line.parts}
    low, high = sum(s[0] for s in spans.values()), sum(s[1] for s in spans.values())
    total = span(line.total)
    changed = line.total in known and _tighten(known, line.total, low, high)
    for part, (at_least, at_most) in spans.items():
        if part in known:
            rest_low = low - at_least
            rest_high = inf if high == inf and at_most != inf else sum(s[1] for p, s in spans.items() if p != part)
            changed |= _tighten(known, part, total[0] - rest_high, total[1] - rest_low)
    return changed


def _tighten(known: dict[Key, tuple[Number, Number]], key: Key, low: Number, high: Number) -> bool:
    """Narrow an interval; a contradiction (people in several lines) teaches the reader nothing."""
    old = known[key]
    new = (max(old[0], low), min(old[1], high))
    if new[0] > new[1] or new == old:
        return False
    known[key] = new
    return True


def _exposed(cells: Mapping[Key, int | Decimal], gone: set[Key], lines: list[Line], threshold: int) -> list[Line]:
    """The lines that hold a hidden value of which fewer than ``threshold`` possibilities are left."""
    told = {key for key, (low, high) in bounds(cells, gone, lines).items() if high - low + 1 < threshold}
    return [line for line in lines if line.total in told or any(part in told for part in line.parts)]


def _next(cells: Mapping[Key, int | Decimal], gone: set[Key], line: Line) -> Key | None:
    """The part to hide next: the smallest that is still told, else the total."""
    left = [part for part in line.parts if part not in gone]
    if left:
        return min(left, key=lambda part: (cells[part], str(part)))
    return line.total if line.total in cells and line.total not in gone else None
