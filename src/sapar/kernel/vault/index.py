"""Blind indexes: finding equal contents without storing them."""

import hmac
from collections.abc import Callable

from .providers import provider


def blind(kind: str, content: str, *, version: int = 1) -> int:
    """A keyed 64-bit fingerprint of `content`, as a signed number fit for a bigint column.

    `kind` keeps contents of different meaning apart ("phone", "name_pair"). Callers normalise
    `content` first and never index single names: those are guessable by frequency.
    """
    return blinder(version)(kind, content)


def blinder(version: int = 1) -> Callable[[str, str], int]:
    """`blind` under one version of the index key, for many contents: the key is fetched once."""
    key, digest, number = provider().index_key(version), hmac.digest, int.from_bytes

    def one(kind: str, content: str) -> int:
        message = f"{kind}\x00{content}".encode()
        return number(digest(key, message, "sha256")[:8], "big", signed=True)

    return one


def new_index_key() -> int:
    """Make the next version of the index key; what is stored under the old ones stays usable."""
    return provider().new_index_key()


def destroy_index_key(version: int) -> None:
    """Destroy a version that nothing stored uses any more."""
    provider().destroy_index_key(version)
