"""Giving, sharing, withdrawing and destroying keys of persons.

Creating and sharing write the key store before the caller's transaction commits. Withdrawing and
erasing journal the intent in the caller's transaction and remove wraps once it has committed: an
action that fails half-way destroys no key. Should the process die in between, `settle` finishes
what the journal says.
"""

import os
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sapar.kernel import journal
from sapar.kernel.errors import Invalid
from sapar.kernel.journal.actors import Actor

from . import cache, store
from .errors import NoKey
from .models import KeyWrap
from .opening import open_keys, wraps_of
from .queries import organisations_of

SHARED, WITHDRAWN, ERASED = "vault.share", "vault.withdraw", "vault.erase"
KEY_BYTES = 32


def create(subject: UUID, *, organisation_id: UUID) -> None:
    """Make the subject's key and wrap it for the organisation; a repeat changes nothing.

    Raises NoKey when other organisations hold the subject's key: only they can share it.
    """
    with store.locked(subject):
        holders = organisations_of(subject)
        if organisation_id in holders:
            return
        if holders:
            raise NoKey
        store.add(subject, organisation_id, os.urandom(KEY_BYTES))


def share(subject: UUID, *, organisation_id: UUID, by: Actor, kind: str = "person") -> None:
    """Let another organisation open the subject's data; raises NoKey if `by` cannot open it."""
    own = by.organisation_id
    dek = open_keys(own, wraps_of([subject], own)).get(subject) if own else None
    if dek is None:
        raise NoKey
    with store.locked(subject):
        if organisation_id not in organisations_of(subject):
            store.add(subject, organisation_id, dek)
    _journal(SHARED, subject, by=by, kind=kind, organisation_id=organisation_id)


def withdraw(subject: UUID, *, organisation_id: UUID, by: Actor | None, kind: str = "person") -> None:
    """Take the subject's data away from one organisation.

    Raises Invalid when no other organisation holds the key: that would be erasing.
    """
    if organisations_of(subject) == {organisation_id}:
        raise Invalid(
            _("No other organisation could read this person's data any more."),
            advice=_("Share the file with another organisation first, or ask for erasure."),
        )
    _journal(WITHDRAWN, subject, by=by, kind=kind, organisation_id=organisation_id)
    cache.drop(subject, organisation_id)
    transaction.on_commit(partial(remove, subject, organisation_id))


def erase(subject: UUID, by: Actor | None, *, kind: str = "person") -> None:
    """Make the subject's data unreadable for everybody, for good.

    Copies of the wraps in backups die with their epoch (see `new_epoch`).
    """
    _journal(ERASED, subject, by=by, kind=kind)
    cache.drop(subject)
    transaction.on_commit(partial(remove, subject))


def remove(subject: UUID, organisation_id: UUID | None = None) -> int:
    """Delete the subject's wraps, of one organisation or all, now; returns how many there were."""
    with store.locked(subject):
        wraps = KeyWrap.objects.filter(subject=subject)
        if organisation_id is not None:
            wraps = wraps.filter(organisation=organisation_id)
        removed, _details = wraps.delete()
    cache.drop(subject, organisation_id)
    return removed


def _journal(action: str, subject: UUID, *, by: Actor | None, kind: str, organisation_id: UUID | None = None) -> None:
    detail = {"organisation": str(organisation_id)} if organisation_id else {}
    journal.record(action, by=by, kind=kind, id=subject, detail=detail)
