"""Checking the key store against the journal, and finishing what was interrupted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sapar.kernel.journal.access import whole_journal
from sapar.kernel.journal.models import JournalEntry

from .actions import ERASED, SHARED, WITHDRAWN, remove
from .errors import KeyStoreDown
from .models import KeyWrap
from .providers import provider
from .providers.base import Wrapped

HORIZON = timedelta(days=62)
"""How far back intents are looked for: two epochs, after which no copy of a wrap opens."""
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class CheckReport:
    """State of the key store. All but `wraps` should be zero."""

    wraps: int
    unopenable: int
    """Wraps that do not open with their organisation's key."""
    stale: int
    """Wraps of an epoch older than the one before the newest."""
    unfinished: int
    """Wraps that an erasure or withdrawal should have removed; `settle` removes them."""

    @property
    def ok(self) -> bool:
        """Whether nothing needs attention."""
        return not (self.unopenable or self.stale or self.unfinished)


def check() -> CheckReport:
    """Open every wrap and compare the store with what the journal says. Decrypts no data."""
    wraps = unopenable = stale = 0
    organisations = KeyWrap.objects.order_by("organisation").values_list("organisation", flat=True)
    for organisation in organisations.distinct():
        held = KeyWrap.objects.filter(organisation=organisation).order_by("id")
        newest = provider().current_epoch(organisation)
        stale += held.filter(epoch__lt=newest - 1).count()
        for chunk in batched(held.iterator(chunk_size=_BATCH), _BATCH):
            wraps += len(chunk)
            unopenable += _unopenable(organisation, [Wrapped(w.subject, w.epoch, bytes(w.wrapped)) for w in chunk])
    return CheckReport(wraps, unopenable, stale, sum(due.count() for due in _due()))


def settle() -> int:
    """Remove wraps that committed erasures and withdrawals left behind; returns how many.

    Needed after a crash between the main database's commit and the key store's.
    """
    removed = 0
    for due in list(_due()):
        for wrap in due:
            removed += remove(wrap.subject, wrap.organisation)
    return removed


def _unopenable(organisation: UUID, wraps: list[Wrapped]) -> int:
    """How many of `wraps` do not open; a bad batch is halved until the bad ones stand alone."""
    try:
        provider().unwrap_many(organisation, wraps)
    except KeyStoreDown:
        if len(wraps) == 1:
            return 1
        half = len(wraps) // 2
        return _unopenable(organisation, wraps[:half]) + _unopenable(organisation, wraps[half:])
    return 0


def _due() -> Iterator[QuerySet[KeyWrap]]:
    """Wraps older than the last word on them, which was to remove them."""
    last: dict[tuple[UUID, str], JournalEntry] = {}
    with whole_journal():
        told = JournalEntry.objects.filter(action__in=(SHARED, WITHDRAWN, ERASED), at__gt=timezone.now() - HORIZON)
        for entry in told.order_by("id"):
            last[entry.record, entry.detail.get("organisation", "")] = entry
    for (subject, organisation), entry in last.items():
        if entry.action == SHARED:
            continue
        wraps = KeyWrap.objects.filter(subject=subject, created_at__lte=entry.at)
        yield wraps.filter(organisation=UUID(organisation)) if organisation else wraps
