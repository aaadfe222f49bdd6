"""Gathering what is held about one person, part by part."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from sapar.kernel.access.models import User
from sapar.people.models import Person
from sapar.people.own_copy.words import codes_in, word

PURPOSE = "own_copy"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing held: (key of the label, value) pairs in their order; empty values are left out."""

    facts: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Section:
    """One heading of the copy (a key of words.yaml) with what stands under it."""

    key: str
    entries: list[Entry] = field(default_factory=list)
    note: str = ""

    def add(self, **facts: Any) -> None:
        """Add one thing. Days and moments are written as the language does."""
        kept = tuple((key, _shown(value)) for key, value in facts.items() if value not in (None, "", [], ()))
        if kept:
            self.entries.append(Entry(kept))


@dataclass(frozen=True, slots=True)
class Copy:
    """The whole copy, ready to be written out."""

    person: Person
    language: str
    made_at: datetime
    sections: tuple[Section, ...]
    notes_included: bool


type Contribute = Callable[[User, Person, bool], list[Section]]
_rooms: dict[str, tuple[int, Contribute]] = {}


def register(name: str, order: int, contribute: Contribute) -> None:
    """What a room holds about a person: `contribute(by, person, with_notes)`. The same name replaces it."""
    _rooms[name] = (order, contribute)


def gather(person: Person, *, by: User, language: str, with_notes: bool) -> Copy:
    """Everything that `by`'s organisation holds and `by` may see; every look is journalled as the person's copy.

    Free texts may speak of others; they are included only when somebody has read them with that in mind.
    """
    sections: list[Section] = []
    with codes_in(language):
        for _name, (_order, contribute) in sorted(_rooms.items(), key=lambda room: (room[1][0], room[0])):
            sections += contribute(by, person, with_notes)
    return Copy(person, language, timezone.now(), tuple(sections), with_notes)


def labelled(copy: Copy, section: Section) -> list[list[tuple[str, str]]]:
    """The entries of a section with their labels in the language of the copy."""
    return [[(word(key, copy.language), value) for key, value in entry.facts] for entry in section.entries]


def _shown(value: Any) -> str:
    if value is True:
        return "✓"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)
