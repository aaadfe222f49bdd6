"""Dimensions and registers. A room declares its own from ``apps.ready()``; the engine asks here and knows none.

A dimension of the ledger belongs to one part of a fact, and its value is worked out once per row of that
part's dictionary, never per entry: ``part="who"`` gets a ``WhoRow``, "place" a place's row, and so on.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from sapar.kernel.errors import Text

type Part = Literal["who", "place", "kind", "source", "project", "time"]
#: What values are called in the active language, asked for many at once.
type Naming = Callable[[Iterable[str]], Mapping[str, str]]
type Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Dimension:
    """One way to break figures down or to narrow them. ``value`` gives "" for "not stated".

    ``within(values)`` gives all values that a condition means (of a tree: the subtrees) and raises NotFound or
    Invalid for a value that does not exist. ``ranks()`` gives the order of print where it is not the alphabet.
    """

    code: str
    label: Text
    part: Part
    value: Callable[[Any], str]
    names: Naming
    within: Callable[[Iterable[str]], set[str]]
    choices: Callable[[], Choices] | None = None
    ranks: Callable[[], Mapping[str, int]] | None = None


@dataclass(frozen=True)
class Thing:
    """One row of a register: what it is about, its day (and last day), a score, and its dimensions' values."""

    subject: str
    on: date | None = None
    until: date | None = None
    score: Decimal | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RegisterDimension:
    """A dimension of a register: its label, its values' names, and what a condition may name."""

    label: Text
    names: Naming = lambda values: {value: value for value in values}
    choices: Callable[[], Choices] | None = None


@dataclass(frozen=True)
class Register:
    """Things that a room keeps and that figures may count: cases, projects, courses …

    ``rows(as_of)`` gives every thing as it stood at that moment (None: now); it wears its own narrow role.
    """

    code: str
    label: Text
    rows: Callable[[datetime | None], Iterable[Thing]]
    dimensions: Mapping[str, RegisterDimension] = field(default_factory=dict)


type Projects = Callable[[], Mapping[UUID, tuple[str, str]]]

_dimensions: dict[str, Dimension] = {}
_registers: dict[str, Register] = {}
_projects: list[Projects] = [dict]


def dimension(declared: Dimension) -> Dimension:
    """Declare a dimension of the ledger; the last one declared under a code counts."""
    _dimensions[declared.code] = declared
    return declared


def register(declared: Register) -> Register:
    """Declare a register; the last one declared under a code counts."""
    _registers[declared.code] = declared
    return declared


def projects(source: Projects) -> None:
    """Say which projects there are: a function that gives {id: (code, name)}."""
    _projects[0] = source


def known_projects() -> Mapping[UUID, tuple[str, str]]:
    """Every project: {id: (code, name)}."""
    return _projects[0]()


def dimensions() -> Mapping[str, Dimension]:
    """Every dimension of the ledger by code, in the order of declaration."""
    return _dimensions


def registers() -> Mapping[str, Register]:
    """Every register by code."""
    return _registers
