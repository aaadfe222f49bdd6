"""The question: a measure, where, within, by. Frozen, and the same as JSON.

    Question(Measure("people"), where=(Is("kind", ("legal",)),), within=Within(since=date(2021, 1, 1)), by=("sex",))

A question of another schema is read by ``Question.from_json``, which knows every schema there has been.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.kernel.errors import Invalid

SCHEMA = 2


class Of(StrEnum):
    """What is measured. The last four are asked of a register, the others of the ledger."""

    PEOPLE = "people"
    ENTRIES = "entries"
    HEADCOUNT = "headcount"
    QUANTITY = "quantity"
    MONEY = "money"
    THINGS = "things"
    LATEST = "latest"
    CHANGE = "change"
    DURATION = "duration"


OF_REGISTERS = frozenset({Of.THINGS, Of.LATEST, Of.CHANGE, Of.DURATION})
OF_LABELS = {
    Of.PEOPLE: gettext_lazy("People, each counted once"),
    Of.ENTRIES: gettext_lazy("Services recorded"),
    Of.HEADCOUNT: gettext_lazy("Participants counted without names"),
    Of.QUANTITY: gettext_lazy("Quantity"),
    Of.MONEY: gettext_lazy("Money"),
    Of.THINGS: gettext_lazy("Records in a register"),
    Of.LATEST: gettext_lazy("Average of the latest scores"),
    Of.CHANGE: gettext_lazy("Average change of score"),
    Of.DURATION: gettext_lazy("Median duration in days"),
}


@dataclass(frozen=True)
class Measure:
    """What is counted or summed: ``unit`` of a quantity, ``currency`` of money, ``register`` of things."""

    of: Of = Of.PEOPLE
    unit: str = ""
    currency: str = ""
    register: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "of", Of(self.of))


@dataclass(frozen=True)
class Is:
    """One condition: the dimension has one of the values; of a tree of values each stands for its subtree."""

    dimension: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Within:
    """The days that count, both inclusive. Without bounds everything to date, days not stated too."""

    since: date | None = None
    until: date | None = None

    @property
    def bounded(self) -> bool:
        return self.since is not None or self.until is not None


@dataclass(frozen=True)
class Question:
    """What somebody wants to know, before anybody answers it."""

    measure: Measure = field(default_factory=Measure)
    where: tuple[Is, ...] = ()
    within: Within = field(default_factory=Within)
    by: tuple[str, ...] = ()

    def values(self, dimension: str) -> tuple[str, ...]:
        """The values asked for of one dimension; () when it is not narrowed."""
        return next((each.values for each in self.where if each.dimension == dimension), ())

    def narrowed(self, dimension: str, values: tuple[str, ...]) -> Self:
        """The same question with one condition set, or taken away when ``values`` is empty."""
        kept = tuple(each for each in self.where if each.dimension != dimension)
        return replace(self, where=(*kept, Is(dimension, values)) if values else kept)

    def broken_down(self, *by: str) -> Self:
        """The same question in parts."""
        return replace(self, by=by)

    def as_json(self) -> dict[str, Any]:
        """The question as a definition keeps it; ``Question.from_json`` gives it back."""
        measure = {"of": self.measure.of.value}
        measure |= {key: value for key in ("unit", "currency", "register") if (value := getattr(self.measure, key))}
        days = {"since": self.within.since, "until": self.within.until}
        return {
            "schema": SCHEMA,
            "measure": measure,
            "where": {each.dimension: list(each.values) for each in self.where},
            "within": {key: day.isoformat() for key, day in days.items() if day is not None},
            "by": list(self.by),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """A question from a definition of any schema. Raises Invalid for what cannot be read."""
        try:
            told = _from_the_first_schema(data) if "schema" not in data else data
            if told["schema"] != SCHEMA:
                raise _unreadable()
            within = {key: date.fromisoformat(day) for key, day in told.get("within", {}).items()}
            return cls(
                measure=Measure(**told["measure"]),
                where=tuple(Is(dimension, tuple(values)) for dimension, values in told.get("where", {}).items()),
                within=Within(**within),
                by=tuple(told.get("by", ())),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _unreadable() from error


def _from_the_first_schema(data: Mapping[str, Any]) -> dict[str, Any]:
    """Definitions of the first release: kinds, providers and two days."""
    days = {key: data[key] for key in ("since", "until") if data.get(key)}
    where = {"kind": data["kinds"], "provider": data["providers"]}
    return {"schema": SCHEMA, "measure": {"of": data.get("measure", "people")}, "where": where, "within": days}


def _unreadable() -> Invalid:
    return Invalid(
        _("This definition cannot be read: it was written for another version of Sapar, or it is damaged."),
        field="query",
        advice=_("Define the figure again; what it printed stays as it is."),
    )
