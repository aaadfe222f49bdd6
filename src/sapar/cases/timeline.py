"""The course of a case as one list. Rooms above add what they know of it as sources."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format

from sapar.cases.models import Case
from sapar.kernel.access.models import User
from sapar.kernel.access.policy import Decision
from sapar.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Link:
    """A small button of one entry."""

    label: Text
    url: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """What one entry cost; the amount is in units of the currency and None when not stated."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        """As the reader's language writes it: 1 000,00 KGS, 1,000.00 KGS."""
        return f"{number_format(self.amount, decimal_pos=2, force_grouping=True)} {self.currency}"


@dataclass(frozen=True, slots=True)
class Item:
    """One event. `kind` groups for the filter; `on` may be None (not stated), `recorded` then places it."""

    kind: str
    title: Text
    recorded: datetime
    on: date | None = None
    when: str = ""
    text: str = ""
    facts: tuple[str, ...] = ()
    icon: str = "history"
    tone: str = "neutral"
    author: str = ""
    organisation: str = ""
    visibility: Text = ""
    links: tuple[Link, ...] = ()
    money: Money | None = None

    @property
    def shown(self) -> str:
        """The date as shown; "" lets the page say that it is not stated."""
        if self.when:
            return self.when
        return "" if self.kind == "service" else date_format(timezone.localtime(self.recorded), "SHORT_DATETIME_FORMAT")

    @property
    def iso(self) -> str:
        """For the machine-readable date."""
        day = self.on or (None if self.kind == "service" else self.recorded.date())
        return day.isoformat() if day else ""

    @property
    def place_in_time(self) -> datetime:
        """What the list is sorted by."""
        if self.on is None or self.on == timezone.localtime(self.recorded).date():
            return self.recorded
        return timezone.make_aware(datetime.combine(self.on, time.min))


#: Who asks, which case, and what they may do there.
type Source = Callable[[User, Case, Mapping[str, Decision]], Iterable[Item]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source of items. The same name again replaces it."""
    _sources[name] = source


def items(user: User, case: Case, may: Mapping[str, Decision]) -> list[Item]:
    """Everything that happened, the latest first."""
    found = [item for source in _sources.values() for item in source(user, case, may)]
    return sorted(found, key=lambda item: item.place_in_time, reverse=True)
