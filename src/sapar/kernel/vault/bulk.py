"""Many persons at once: their keys made in one go, and their values opened for the machine alone."""

import os
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from sapar.kernel import journal
from sapar.kernel.journal.actors import Actor

from . import cache
from .box import open_bytes, seal_bytes
from .errors import NoKey
from .models import KeyWrap, SealedModel
from .opening import cached, ciphers, wraps_of
from .providers import provider
from .router import KEYS
from .store import ORGANISATION_LOCK, lock_shared

_BATCH = 1_000
KEY_BYTES = 32


def create_many(subjects: Iterable[UUID], *, organisation_id: UUID) -> None:
    """Make and wrap a key for each of these new subjects, in one transaction of the key store.

    Raises NoKey, and makes none, when any of them has a key already.
    """
    new = list(subjects)
    with transaction.atomic(using=KEYS, durable=True):
        # Held until commit, so that an epoch is never destroyed between wrapping and storing.
        lock_shared(organisation_id, ORGANISATION_LOCK)
        if KeyWrap.objects.filter(subject__in=new).exists():
            raise NoKey
        store = provider()
        epoch = store.current_epoch(organisation_id)
        keys = {subject: os.urandom(KEY_BYTES) for subject in new}
        KeyWrap.objects.bulk_create(
            (
                KeyWrap(
                    subject=subject, organisation=organisation_id, epoch=epoch,
                    wrapped=store.wrap(organisation_id, epoch, key, subject=subject),
                )
                for subject, key in keys.items()
            ),
            batch_size=_BATCH,
        )  # fmt: skip
    held = cache.keys()
    for subject, key in keys.items():
        held[organisation_id, subject] = AESGCM(key)


def weigh(
    columns: Mapping[type[SealedModel], Sequence[str]],
    rows: Mapping[type[SealedModel], Sequence[tuple[UUID, UUID, Sequence[bytes | None]]]],
    *,
    by: Actor | None,
    organisation_id: UUID,
    purpose: str,
    about: UUID,
) -> dict[type[SealedModel], dict[UUID, list[str | None]]]:
    """Open values that nobody will see, to compare them: `rows` are (row, subject, sealed values in column order).

    One journal line ("vault.weighed", record `about`) tells how many people were opened and for what, before
    anything is decrypted. Whatever is then shown to somebody has to be read with `read`, person by person.
    A subject that the organisation has no key for gives None for every value.
    """
    subjects = {subject for found in rows.values() for _row, subject, _boxes in found}
    held = cached(subjects, organisation_id)
    if missing := subjects - held.keys():
        wraps = wraps_of(missing, organisation_id)
        _journal(by, about, purpose, len(held) + len(wraps))
        if wraps:
            held |= ciphers(organisation_id, wraps)
    else:
        _journal(by, about, purpose, len(held))
    return {
        model: {row: _open(model, columns[model], row, held.get(subject), boxes) for row, subject, boxes in found}
        for model, found in rows.items()
    }


def _journal(by: Actor | None, about: UUID, purpose: str, count: int) -> None:
    journal.record("vault.weighed", by=by, kind="search", id=about, purpose=purpose, detail={"people": count})


def _open(
    model: type[SealedModel], fields: Sequence[str], row: UUID, cipher: AESGCM | None, boxes: Sequence[bytes | None]
) -> list[str | None]:
    if cipher is None:
        return [None] * len(boxes)
    return [
        None if box is None else open_bytes(cipher, model, row, field, bytes(box))
        for field, box in zip(fields, boxes, strict=True)
    ]


def new_key(subject: UUID, organisation_id: UUID, epoch: int) -> tuple[AESGCM, bytes]:
    """A new person key: its cipher, and its wrap for the organisation. Nothing is stored."""
    key = os.urandom(KEY_BYTES)
    return AESGCM(key), provider().wrap(organisation_id, epoch, key, subject=subject)


def seal(cipher: AESGCM, model: type[SealedModel], pk: UUID, field: str, plain: str) -> bytes | None:
    """The sealed bytes of one value for a row that is stored without its model; None for an empty one."""
    return seal_bytes(cipher, model, pk, field, plain) if plain else None
