"""Opened person keys of the request or task at hand."""

import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LIFETIME = 30.0
"""Seconds after which opened keys are dropped even if nobody called `forget`: a withdrawal in
another process must reach a long-running task soon."""


@dataclass(slots=True)
class _Opened:
    born: float
    keys: dict[tuple[UUID, UUID], AESGCM] = field(default_factory=dict)


_opened: ContextVar[_Opened | None] = ContextVar("sapar_opened_keys", default=None)


def keys() -> dict[tuple[UUID, UUID], AESGCM]:
    """Opened keys by (organisation, subject), kept for this request or task."""
    held = _opened.get()
    now = time.monotonic()
    if held is None or now - held.born > LIFETIME:
        held = _Opened(born=now)
        _opened.set(held)
    return held.keys


def forget() -> None:
    """Drop every opened key; called at the end of each request and task."""
    _opened.set(None)


def drop(subject: UUID, organisation_id: UUID | None = None) -> None:
    """Drop the opened key of one subject, for one organisation or for all."""
    held = keys()
    for organisation, each in list(held):
        if each == subject and organisation_id in (None, organisation):
            del held[organisation, each]
