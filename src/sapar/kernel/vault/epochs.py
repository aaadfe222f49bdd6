"""New keys for organisations every month, so that copies of destroyed wraps die too.

A wrap deleted today is still in yesterday's backup of the key store. It opens only with the
organisation's key of its epoch; when that key is destroyed, so is every copy.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from .models import KeyWrap
from .providers import provider
from .providers.base import Wrapped
from .router import KEYS
from .store import no_new_wraps

BATCH = 500


@dataclass(frozen=True, slots=True)
class EpochReport:
    """What one change of epoch did."""

    organisation: UUID
    epoch: int
    """Epoch in force now."""
    rewrapped: int
    destroyed_to: int
    """Newest destroyed epoch; 0 when none was old enough."""
    resumed: bool
    """An interrupted change was finished instead of starting another."""


def new_epoch(organisation_id: UUID, *, keep: int = 1) -> EpochReport:
    """Start the organisation's next epoch, rewrap its persons' keys, destroy old epochs.

    `keep` former epochs stay, so that a fresh backup of the key store still opens; 0 makes every
    earlier copy of a wrap useless at once. Safe to interrupt: the next call finishes.
    """
    store = provider()
    epoch = store.current_epoch(organisation_id)
    resumed = _older(organisation_id, epoch)
    if not resumed:
        epoch = store.new_epoch(organisation_id)
    rewrapped = rewrap(organisation_id, epoch)
    last = max(epoch - keep - 1, 0)
    while last and not _destroy(organisation_id, last):
        rewrapped += rewrap(organisation_id, epoch)
    return EpochReport(organisation_id, epoch, rewrapped, last, resumed)


def rewrap(organisation_id: UUID, epoch: int) -> int:
    """Move every older wrap of the organisation to `epoch`; returns how many were moved.

    Each batch commits by itself, so an interrupted run goes on where it stopped.
    """
    moved = 0
    while batch := _rewrap_batch(organisation_id, epoch):
        moved += batch
    return moved


def _rewrap_batch(organisation_id: UUID, epoch: int) -> int:
    store = provider()
    with transaction.atomic(using=KEYS, durable=True):
        rows = list(
            KeyWrap.objects.select_for_update()
            .filter(organisation=organisation_id, epoch__lt=epoch)
            .order_by("id")[:BATCH]
        )
        old = [Wrapped(row.subject, row.epoch, bytes(row.wrapped)) for row in rows]
        for row, dek in zip(rows, store.unwrap_many(organisation_id, old), strict=True):
            row.wrapped = store.wrap(organisation_id, epoch, dek, subject=row.subject)
            row.epoch = epoch
        KeyWrap.objects.bulk_update(rows, ["wrapped", "epoch"])
    return len(rows)


def _destroy(organisation_id: UUID, epoch: int) -> bool:
    """Destroy `epoch` and older unless a wrap still needs them; says whether it did."""
    with no_new_wraps(organisation_id):
        if _older(organisation_id, epoch + 1):
            return False
        provider().destroy_epoch(organisation_id, epoch)
        return True


def _older(organisation_id: UUID, epoch: int) -> bool:
    return KeyWrap.objects.filter(organisation=organisation_id, epoch__lt=epoch).exists()
