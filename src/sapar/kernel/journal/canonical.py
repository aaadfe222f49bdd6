"""The exact bytes that are hashed and signed.

An entry's hash is SHA-256 over the hash before it (32 zero bytes for a record's first entry)
followed by this text in UTF-8, fields parted by `|`:

    1|id|sequence|microseconds since 1970|actor|organisation|kind|record|action|purpose|detail

No field before `detail` may hold a bar (the table checks it), so no two entries share a text.
`detail` is PostgreSQL's own text of a jsonb value, whose form is the same in every version.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

ZERO = bytes(32)
"""What the first link of a chain points at."""

# Assembled by the server from the stored columns with built-in functions only: the verifier
# hashes it outside the database, and four narrow columns stream several times faster than twelve.
ENTRY_TEXT = """convert_to(
    '1|' || e.id || '|' || e.sequence
    || '|' || (extract(epoch FROM e.at) * 1000000)::bigint
    || '|' || coalesce(e.actor::text, '') || '|' || coalesce(e.organisation::text, '')
    || '|' || e.kind || '|' || e.record || '|' || e.action
    || '|' || e.purpose || '|' || e.detail::text, 'UTF8')"""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def seal_text(
    *,
    number: int,
    runs: Iterable[tuple[int, int]],
    count: int,
    root: bytes,
    previous: bytes,
    sealed_at: datetime,
    key_id: str,
) -> bytes:
    """The bytes that a seal's signature covers."""
    ids = ",".join(f"{low}-{high}" for low, high in runs)
    moment = (sealed_at - _EPOCH) // timedelta(microseconds=1)
    parts = ("sapar-seal-1", number, ids, count, root.hex(), previous.hex(), moment, key_id)
    return "|".join(map(str, parts)).encode()
