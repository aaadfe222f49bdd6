"""Identifiers: time-ordered UUIDs for rows, short readable codes for people to say aloud."""

import os
import secrets
import time
from uuid import UUID

# No 0/O, 1/I/L, and no U (read as V in handwriting): a code survives a bad telephone line.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then randomness.

    Rows created together stay together in an index. PostgreSQL has ``uuidv7()`` only since 18 and
    Python only since 3.14, so it is made here.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def short_code(prefix: str, groups: tuple[int, ...] = (4, 2)) -> str:
    """A random code such as ``KG-7F3K-2M``: says nothing about the person, is easy to read aloud."""
    parts = ["".join(secrets.choice(CODE_ALPHABET) for _ in range(size)) for size in groups]
    return "-".join([prefix, *parts])
