"""The answer as a table: every cell, every subtotal, and None where nothing was recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import product

from sapar.kernel.errors import Text
from sapar.kernel.figures.algebra import Question

#: None: nothing was recorded, which is not zero.
type Value = int | Decimal | None
#: One value per axis; None stands for all of that axis together.
type Key = tuple[str | None, ...]


@dataclass(frozen=True)
class Heading:
    """One axis of the table: its values in the order of print, with their names; "" is "not stated"."""

    code: str
    label: Text
    values: tuple[str, ...]
    names: Mapping[str, str]


@dataclass(frozen=True)
class Matrix:
    """Values by key. ``hidden`` keys are too small to be told (see suppression.py); they read as None."""

    headings: tuple[Heading, ...] = ()
    cells: Mapping[Key, int | Decimal] = field(default_factory=dict)
    hidden: frozenset[Key] = frozenset()

    @property
    def total(self) -> Value:
        return self.at((None,) * len(self.headings))

    def at(self, key: Key) -> Value:
        """The value of one key; None when nothing was recorded, or when it is hidden."""
        return None if key in self.hidden else self.cells.get(key)

    def cell(self, **values: str) -> Value:
        """The value of a cell or subtotal: axes that are not named are taken together."""
        known = {heading.code for heading in self.headings}
        if unknown := set(values) - known:
            raise KeyError(f"no axis {', '.join(sorted(unknown))}")
        return self.at(tuple(values.get(heading.code) for heading in self.headings))

    def along(self, code: str, **values: str) -> list[tuple[str, str, Value]]:
        """(value, name, figure) along one axis, in the order of print, other axes together or as named."""
        heading = next(heading for heading in self.headings if heading.code == code)
        return [(v, heading.names[v], self.cell(**{code: v}, **values)) for v in heading.values]

    def rows(self) -> Iterator[tuple[Key, Value]]:
        """Every key that can be asked for, subtotals before their parts, empty ones too."""
        for key in product(*((None, *heading.values) for heading in self.headings)):
            yield key, self.at(key)


@dataclass(frozen=True)
class Answer:
    """One figure: what was asked, the value (None: no data), its parts, and the moment it is true of."""

    question: Question
    matrix: Matrix
    as_of: datetime
    unit: str
    #: Several projects claim some of what is counted here; the total counts it once.
    shared: bool = False

    @property
    def value(self) -> Value:
        return self.matrix.total
