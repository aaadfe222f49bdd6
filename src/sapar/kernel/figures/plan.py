"""From a question to numbers: which dictionary rows count, and where each stands in the matrix.

Every value of every dimension gets a small number; the numbers of one cell are packed into one integer.
The database adds what a fact's dictionary rows contribute, so conditions and breakdowns cost an array
look-up per entry, whatever they are. A row that does not count makes the cell negative.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from sapar.kernel.errors import Invalid
from sapar.kernel.figures import registry
from sapar.kernel.figures.algebra import Of, Question
from sapar.kernel.figures.dimensions import SourceRow, WhoRow
from sapar.kernel.figures.geography import GEOGRAPHY
from sapar.kernel.figures.registry import Dimension

#: The ledger itself, and what no project paid for (migration ledger.0003).
LEDGER, NO_PROJECT = 0, -1
#: Bits of a packed cell, and of a mask of months or quarters (one bit less than a signed 64-bit integer has).
BITS = 62

DICTIONARIES = {
    "who": 'SELECT no, sex, age_band, "group", citizenship, determination FROM ledger_factwho',
    "place": "SELECT no, place_id FROM ledger_factplace",
    "kind": "SELECT no, code FROM ledger_factkind",
    "source": "SELECT s.no, o.code, p.code, s.source_kind, s.unit, s.currency FROM ledger_factsource s"
    " JOIN access_organisation o ON o.id = s.organisation_id JOIN access_organisation p ON p.id = s.provider_id",
    "project": "SELECT no, project_id FROM ledger_factproject",
    "time": "SELECT no, no FROM ledger_factmonth",
}
#: How many rows the dictionaries have: an entry of a new kind that arrives in between is noticed by it.
SIZES = " + ".join(
    f"(SELECT count(*) FROM ledger_fact{table})" for table in ("who", "place", "kind", "source", "project", "month")
)
#: Whether anybody is linked to anybody; without links the join is left out.
LINKED = "EXISTS (SELECT 1 FROM ledger_same_person)"


@dataclass(frozen=True)
class Axis:
    """One dimension of the answer: its values in the order of their numbers, and where the number is packed."""

    dimension: Dimension
    values: tuple[str, ...]
    shift: int

    @cached_property
    def bits(self) -> int:
        """At least one, so that an axis with a single value still differs from its total."""
        return max((len(self.values) - 1).bit_length(), 1)

    @cached_property
    def mask(self) -> int:
        return ((1 << self.bits) - 1) << self.shift

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Where each value stands."""
        return {value: number for number, value in enumerate(self.values)}

    def read(self, packed: int) -> str:
        return self.values[(packed & self.mask) >> self.shift]


@dataclass(frozen=True)
class Plan:
    """Ready to be asked. ``arrays`` hold per part what each dictionary number contributes (None: does not count)."""

    question: Question
    axes: tuple[Axis, ...]
    #: A time axis kept as a mask of bits per person instead of in the cell; it is not among ``axes``.
    beats: Axis | None
    arrays: Mapping[str, Mapping[int, int | None]]
    projects: tuple[int, ...]
    size: int
    linked: bool

    @property
    def empty(self) -> bool:
        """No row of some dictionary counts, so nothing can."""
        return any(all(code is None for code in told.values()) for told in self.arrays.values()) or not self.projects


@dataclass(frozen=True)
class Dictionaries:
    """What the facts' numbers mean, by part: {number: row}; how many rows there are; whether duplicates are linked."""

    rows: Mapping[str, Mapping[int, Any]]
    size: int
    linked: bool


def make(question: Question, told: Dictionaries | None = None) -> Plan:
    """Number every value that can occur. Reads the dictionaries (wear the figures role) unless they are given."""
    told = told or read([question])
    dictionaries, size, linked = told.rows, told.size, told.linked
    counting = {
        part: _counting(question, part, rows)
        for part, rows in dictionaries.items()
        if part in ("kind", "time", "project") or _matters(question, part)
    }
    beats = _beats(question, counting)
    axes = _axes([code for code in question.by if beats is None or code != beats.dimension.code], counting)
    arrays: dict[str, dict[int, int | None]] = {
        part: {no: _packed(part, row, axes) for no, row in counting[part].items()}
        for part in counting
        if part != "project" and _matters(question, part)
    }
    if beats is not None:
        arrays["time"] = {no: 1 << beats.numbers[beats.dimension.value(row)] for no, row in counting["time"].items()}
    for part, codes in arrays.items():
        codes.update({no: None for no in dictionaries[part] if no not in codes})
    projects = _projects(question, counting["project"])
    if "project" in question.by:
        arrays["project"] = {no: _packed("project", row, axes) for no, row in counting["project"].items()}
    return Plan(question, tuple(axes), beats, arrays, projects, size, linked)


def read(questions: Iterable[Question]) -> Dictionaries:
    """The dictionaries that these questions need; people's own rows are never read."""
    questions = list(questions)
    rows: dict[str, dict[int, Any]] = {}
    with connection.cursor() as cursor:
        for part, text in DICTIONARIES.items():
            if part in ("kind", "time", "project") or any(_matters(question, part) for question in questions):
                cursor.execute(text)
                rows[part] = {row[0]: row[1:] for row in cursor.fetchall()}
        cursor.execute(f"SELECT {SIZES}, {LINKED}")  # our own names
        size, linked = cursor.fetchone()
    made: dict[str, dict[int, Any]] = {
        "kind": {no: row[0] for no, row in rows["kind"].items()},
        "time": {no: row[0] for no, row in rows["time"].items()},
        "project": _known_projects(rows["project"]),
    }
    if "who" in rows:
        made["who"] = {no: WhoRow(*row) for no, row in rows["who"].items()}
    if "source" in rows:
        made["source"] = {no: SourceRow(*row) for no, row in rows["source"].items()}
    if "place" in rows:
        made["place"] = {0: None} | {no: GEOGRAPHY.of(row[0]) for no, row in rows["place"].items()}
    return Dictionaries(made, size, linked)


def _known_projects(rows: Mapping[int, tuple[Any, ...]]) -> dict[int, str]:
    codes = registry.known_projects()
    return {NO_PROJECT: ""} | {no: codes.get(row[0], ("",))[0] or str(row[0]) for no, row in rows.items()}


def _matters(question: Question, part: str) -> bool:
    """Whether the part is narrowed, broken down, or holds the unit or currency asked for."""
    if part == "source" and question.measure.of in (Of.QUANTITY, Of.MONEY):
        return True
    asked = {each.dimension for each in question.where} | set(question.by)
    return any(registry.dimensions()[code].part == part for code in asked)


def _value(dimension: Dimension, row: Any) -> str:
    return "" if row is None else dimension.value(row)


def _counting(question: Question, part: str, rows: Mapping[int, Any]) -> dict[int, Any]:
    """The dictionary rows that the question's conditions on this part let through."""
    conditions = []
    for each in question.where:
        dimension = registry.dimensions()[each.dimension]
        if dimension.part == part:
            allowed = dimension.within(each.values)
            # A condition on a place means it and what lies inside, whichever level the dimension shows.
            shown = registry.dimensions()["place"] if part == "place" else dimension
            conditions.append((shown, allowed))
    kept = {no: row for no, row in rows.items() if all(_value(d, row) in allowed for d, allowed in conditions)}
    if part == "source":
        kept = {no: row for no, row in kept.items() if _measured(question, row)}
    return kept


def _measured(question: Question, row: SourceRow) -> bool:
    measure = question.measure
    if measure.of is Of.QUANTITY:
        return row.unit == measure.unit
    return measure.of is not Of.MONEY or row.currency == measure.currency


def _values(dimension: Dimension, rows: Mapping[int, Any]) -> tuple[str, ...]:
    return tuple(sorted({_value(dimension, row) for row in rows.values()}))


def _beats(question: Question, counting: Mapping[str, Mapping[int, Any]]) -> Axis | None:
    """The time axis that can be a mask: people are counted, one time dimension is asked, and it has few values."""
    times = [d for code in question.by if (d := registry.dimensions()[code]).part == "time"]
    if question.measure.of is not Of.PEOPLE or len(times) != 1:
        return None
    values = _values(times[0], counting["time"])
    return Axis(times[0], values, 0) if 0 < len(values) <= BITS else None


def _axes(by: Iterable[str], counting: Mapping[str, Mapping[int, Any]]) -> list[Axis]:
    axes: list[Axis] = []
    shift = 0
    for code in by:
        dimension = registry.dimensions()[code]
        values = _values(dimension, counting[dimension.part])
        axes.append(Axis(dimension, values, shift))
        shift += axes[-1].bits
    if shift > BITS:
        raise Invalid(
            _("This breakdown has too many cells."),
            field="by",
            advice=_("Take a dimension away, or narrow the question."),
        )
    return axes


def _packed(part: str, row: Any, axes: Iterable[Axis]) -> int:
    code = 0
    for axis in axes:
        if axis.dimension.part == part:
            code |= axis.numbers[_value(axis.dimension, row)] << axis.shift
    return code


def _projects(question: Question, counting: Mapping[int, Any]) -> tuple[int, ...]:
    if "project" in question.by or question.values("project"):
        return tuple(sorted(counting))
    return (LEDGER,)
