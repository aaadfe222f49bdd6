"""Opening person keys for one organisation."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections

from . import cache
from .errors import KeyStoreDown
from .providers import provider
from .providers.base import Wrapped
from .router import KEYS

_WRAPS = "SELECT subject, epoch, wrapped FROM vault_keywrap WHERE organisation = %s AND subject = ANY(%s::uuid[])"


def wraps_of(subjects: Iterable[UUID], organisation_id: UUID) -> dict[UUID, Wrapped]:
    """The organisation's wraps of these subjects' keys, in one query; nothing is opened yet."""
    asked = ",".join(map(str, set(subjects)))
    if not asked:
        return {}
    with connections[KEYS].cursor() as cursor:
        # One array, not a parameter for each: a search asks for hundreds, and naming them took longer than the answer.
        cursor.execute(_WRAPS, [organisation_id, f"{{{asked}}}"])
        return {subject: Wrapped(subject, epoch, blob) for subject, epoch, blob in cursor.fetchall()}


def open_keys(organisation_id: UUID, wraps: Mapping[UUID, Wrapped]) -> dict[UUID, bytes]:
    """The keys inside `wraps`, by subject.

    A wrap of a destroyed epoch counts as none: that is how the erased stay unreadable when an
    old copy of the wraps is restored. Raises KeyStoreDown for any other failure.
    """
    asked = list(wraps.values())
    store = provider()
    try:
        opened = store.unwrap_many(organisation_id, asked)
    except KeyStoreDown:
        oldest = store.oldest_epoch(organisation_id)
        living = [wrap for wrap in asked if wrap.epoch >= oldest]
        if len(living) == len(asked):
            raise
        asked, opened = living, store.unwrap_many(organisation_id, living)
    return {wrap.subject: dek for wrap, dek in zip(asked, opened, strict=True)}


def ciphers(organisation_id: UUID, wraps: Mapping[UUID, Wrapped]) -> dict[UUID, AESGCM]:
    """Ciphers for the subjects of `wraps`, kept in the request's cache."""
    held = cache.keys()
    for subject, dek in open_keys(organisation_id, wraps).items():
        held[organisation_id, subject] = AESGCM(dek)
    return {subject: held[organisation_id, subject] for subject in wraps if (organisation_id, subject) in held}


def cached(subjects: Iterable[UUID], organisation_id: UUID) -> dict[UUID, AESGCM]:
    """Ciphers that this request has already opened."""
    held = cache.keys()
    return {s: held[organisation_id, s] for s in subjects if (organisation_id, s) in held}
