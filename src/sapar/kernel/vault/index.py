"""Blind indexes: finding equal contents without storing them."""

import hashlib
import hmac

from .providers import provider


def blind(kind: str, content: str) -> int:
    """A keyed 64-bit fingerprint of `content`, as a signed number fit for a bigint column.

    `kind` keeps contents of different meaning apart ("phone", "name_pair"). Callers normalise
    `content` first and never index single names: those are guessable by frequency.
    """
    message = kind.encode() + b"\x00" + content.encode()
    digest = hmac.digest(provider().index_key(), message, hashlib.sha256)
    return int.from_bytes(digest[:8], "big", signed=True)
