"""What an indicator says today. Rooms that can count register themselves here; this room imports none of them.

A *provider* answers the definitions of computed indicators. It offers them by code and name, says each in words,
and reads the values of one project in one go:

    reading.register_provider("figures", offered=…, words=…, read=…)

    offered(user) -> [(code, name)]                     # what the form of an indicator lets one choose
    words(code) -> str                                  # the definition in words, "" for a code of somebody else
    read(user, project, asked) -> {code: Reading}       # asked: [(code, since, until)]; a code is absent if unknown

Other sources (a survey's scores) register a reader of indicators with ``register_source``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from sapar.kernel.access.models import User
from sapar.programmes.models import Indicator, Kind, Project, Source


@dataclass(frozen=True)
class Reading:
    """One value to date. ``value`` None means that there are no data, never zero.

    ``whole`` is the denominator of a percentage, ``words`` a qualitative answer, ``url`` leads to how it is
    counted, ``parts`` are (label, value) of a breakdown that is never added up here.
    """

    value: Decimal | None = None
    whole: Decimal | None = None
    words: str = ""
    qualifier: str = "exact"
    as_of: date | None = None
    url: str = ""
    parts: list[tuple[str, Decimal]] = field(default_factory=list)

    @property
    def ratio(self) -> Decimal | None:
        """What is set against a target: the number itself, or the part of the whole."""
        if self.value is None:
            return None
        return self.value / self.whole if self.whole else self.value


type Asked = tuple[str, date | None, date | None]
type Reader = Callable[[User, Project, Sequence[Indicator]], dict[UUID, Reading]]


@dataclass(frozen=True)
class Provider:
    """One room's answers to definitions."""

    offered: Callable[[User], Iterable[tuple[str, str]]]
    words: Callable[[str], str]
    read: Callable[[User, Project, Sequence[Asked]], dict[str, Reading]]


_providers: dict[str, Provider] = {}
_sources: dict[str, Reader] = {}


def register_provider(
    name: str,
    *,
    offered: Callable[[User], Iterable[tuple[str, str]]],
    words: Callable[[str], str],
    read: Callable[[User, Project, Sequence[Asked]], dict[str, Reading]],
) -> None:
    """Let a room answer definitions. The same name again replaces it."""
    _providers[name] = Provider(offered, words, read)


def register_source(source: str, reader: Reader) -> None:
    """Let a room read the indicators of one source of values. The same source again replaces it."""
    _sources[source] = reader


def definitions(user: User) -> list[tuple[str, str]]:
    """Every definition that a computed indicator can have: (code, name), in the order of the names."""
    offered = {code: name for provider in _providers.values() for code, name in provider.offered(user)}
    return sorted(offered.items(), key=lambda pair: pair[1])


def words(code: str) -> str:
    """A definition in words; "" when no room knows it (any more)."""
    return next((said for provider in _providers.values() if (said := provider.words(code))), "")


def read(user: User, project: Project, indicators: Iterable[Indicator]) -> dict[UUID, Reading]:
    """The value to date of each indicator of one project; those without data are absent.

    Milestones that are reached have the value 1.
    """
    found: dict[UUID, Reading] = {}
    by_source: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        by_source.setdefault(indicator.source, []).append(indicator)
    for source, group in by_source.items():
        reader = _computed if source == Source.COMPUTED else _sources.get(source)
        if reader is not None:
            found |= reader(user, project, group)
    return {key: one for key, one in found.items() if one.value is not None or one.words}


def within(user: User, project: Project, indicator: Indicator, since: date, until: date) -> Reading | None:
    """What a computed indicator says of one period; None for other sources and without data."""
    if indicator.source != Source.COMPUTED:
        return None
    for provider in _providers.values():
        answer = provider.read(user, project, [(indicator.definition, since, until)]).get(indicator.definition)
        if answer is not None:
            return answer if answer.value is not None or answer.words else None
    return None


def _computed(user: User, project: Project, indicators: Sequence[Indicator]) -> dict[UUID, Reading]:
    asked = sorted({indicator.definition for indicator in indicators})
    answers: dict[str, Reading] = {}
    for provider in _providers.values():
        answers |= provider.read(user, project, [(code, None, None) for code in asked if code not in answers])
    return {
        indicator.pk: _as_kind(indicator, answers[indicator.definition])
        for indicator in indicators
        if indicator.definition in answers
    }


def _as_kind(indicator: Indicator, answer: Reading) -> Reading:
    if indicator.kind == Kind.MILESTONE and answer.value is not None:
        return Reading(Decimal(1 if answer.value > 0 else 0), as_of=answer.as_of, url=answer.url)
    return answer
