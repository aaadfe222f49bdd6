"""Writes to the key store. Each commits by itself, before the main database does.

A wrap without data is harmless; data without a wrap would be lost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connections, transaction

from .models import KeyWrap
from .providers import provider
from .router import KEYS

_SUBJECT_LOCK, ORGANISATION_LOCK = 1, 2


@contextmanager
def locked(subject: UUID) -> Iterator[None]:
    """One change of a subject's wraps at a time; commits at the end, whatever the caller does."""
    with transaction.atomic(using=KEYS, durable=True):
        _lock("pg_advisory_xact_lock", subject, _SUBJECT_LOCK)
        yield


@contextmanager
def no_new_wraps(organisation_id: UUID) -> Iterator[None]:
    """Nobody wraps for the organisation meanwhile."""
    with transaction.atomic(using=KEYS, durable=True):
        _lock("pg_advisory_xact_lock", organisation_id, ORGANISATION_LOCK)
        yield


def add(subject: UUID, organisation_id: UUID, dek: bytes) -> None:
    """Wrap the key under the organisation's newest epoch. Call inside `locked`."""
    # Held until commit, so that an epoch is never destroyed between wrapping and storing.
    lock_shared(organisation_id, ORGANISATION_LOCK)
    store = provider()
    epoch = store.current_epoch(organisation_id)
    wrapped = store.wrap(organisation_id, epoch, dek, subject=subject)
    KeyWrap.objects.create(subject=subject, organisation=organisation_id, epoch=epoch, wrapped=wrapped)


def lock_shared(each: UUID, space: int) -> None:
    """Keep `no_new_wraps` waiting until this transaction of the key store ends."""
    _lock("pg_advisory_xact_lock_shared", each, space)


def _lock(function: str, each: UUID, space: int) -> None:
    with connections[KEYS].cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, %s))", [str(each), space])  # the name is written above
