"""Bringing the places of a release into the database."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction

from .folding import fold, stem
from .reading import Entry, read

if TYPE_CHECKING:
    from .models import Place, PlaceAlias

_FIELDS = ("level", "parent_id", "labels", "iso", "source_ref", "order", "valid_to")


@dataclass(frozen=True)
class SyncReport:
    """How many places a sync created, changed and retired, and how many names it added and removed."""

    created: int
    updated: int
    retired: int
    aliases_added: int
    aliases_removed: int


def sync() -> SyncReport:
    """Make the tables equal to the release; places that are gone are retired, never deleted.

    Safe to repeat: a second run changes nothing. Raises BadPlaces before anything is written.
    """
    from .models import Place

    entries = read()
    with transaction.atomic():
        with connection.cursor() as cursor:  # two servers may start at the same time
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('places.sync'))")
        rows = {place.code: place for place in Place.objects.all()}
        created = {entry.code: Place(code=entry.code) for entry in entries if entry.code not in rows}
        rows |= created
        updated = [row for row in _changed(entries, rows) if row.code not in created]
        retired = _retire(rows, {entry.code for entry in entries})
        Place.objects.bulk_create(created.values())
        Place.objects.bulk_update([*updated, *retired], _FIELDS, batch_size=500)
        added, removed = _sync_aliases(entries, rows)
    return SyncReport(len(created), len(updated), len(retired), added, removed)


def _changed(entries: list[Entry], rows: dict[str, Place]) -> Iterator[Place]:
    """Write each entry onto its row; yields the rows that differed."""
    for order, entry in enumerate(entries):
        row = rows[entry.code]
        wanted = {
            "level": entry.level.value,
            "parent_id": rows[entry.parent].pk if entry.parent else None,
            "labels": entry.labels,
            "iso": entry.iso,
            "source_ref": entry.source_ref,
            "order": order,
            "valid_to": None,
        }
        if any(getattr(row, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(row, name, value)
            yield row


def _retire(rows: dict[str, Place], kept: set[str]) -> list[Place]:
    gone = [row for code, row in rows.items() if code not in kept and row.valid_to is None]
    for row in gone:
        row.valid_to = datetime.date.today()
        # A later place may be described under the same reference.
        row.source_ref = None
    return gone


def _sync_aliases(entries: list[Entry], rows: dict[str, Place]) -> tuple[int, int]:
    from .models import PlaceAlias

    wanted = {(alias.place_id, alias.text): alias for alias in _aliases(entries, rows)}
    kept = set()
    stale = []
    for alias in PlaceAlias.objects.filter(place__in=[rows[entry.code].pk for entry in entries]):
        new = wanted.get((alias.place_id, alias.text))
        if new and (new.lang, new.folded, new.stem) == (alias.lang, alias.folded, alias.stem):
            kept.add((alias.place_id, alias.text))
        else:
            stale.append(alias.pk)
    PlaceAlias.objects.filter(pk__in=stale).delete()
    added = [alias for key, alias in wanted.items() if key not in kept]
    PlaceAlias.objects.bulk_create(added)
    return len(added), len(stale)


def _aliases(entries: Iterable[Entry], rows: dict[str, Place]) -> Iterator[PlaceAlias]:
    from .models import PlaceAlias

    for entry in entries:
        for text, lang in entry.aliases.items():
            yield PlaceAlias(place=rows[entry.code], text=text, lang=lang, folded=fold(text), stem=stem(text))
