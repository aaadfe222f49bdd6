"""Sealing: what was journalled since the last seal gets a signed Merkle root."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from .access import whole_journal
from .canonical import ZERO, seal_text
from .fields import Runs, to_multirange
from .merkle import MerkleTree
from .models import Seal
from .signing import key_id, signing_key

BATCH = 50_000
"""Most entries of one seal; a backlog gets several."""
LOOK_BACK = 1_000
"""Seals searched for ids that became visible late. A transaction that stays open longer than
this many seals leaves entries which `verify` reports as unsealed."""

_LOCK = 5_391_205_118  # any number that no other advisory lock of the product uses

# Ids between sealed ones: of transactions still open, or rolled back. Only these gaps and what
# comes after the last sealed id are searched, through the primary key.
_UNSEALED = """
    WITH sealed AS (
        SELECT range_agg(s.entries) AS ids, min(lower(s.entries)) AS first, count(*) AS seals
        FROM (SELECT entries FROM journal_seal ORDER BY id DESC LIMIT %(back)s) s
    ), gap AS (
        SELECT unnest(
            int8multirange(int8range(CASE WHEN seals < %(back)s THEN 0 ELSE first END, NULL))
            - coalesce(ids, '{}')
        ) AS ids FROM sealed
    )
    SELECT e.id, e.hash FROM gap
    CROSS JOIN LATERAL (
        SELECT id, hash FROM journal_entry
        WHERE id >= lower(gap.ids) AND id < coalesce(upper(gap.ids), 9223372036854775807)
        ORDER BY id LIMIT %(batch)s
    ) e
    ORDER BY e.id LIMIT %(batch)s
"""
_HEAD = """
    SELECT coalesce(max(id), 0) + 1, (SELECT root FROM journal_seal ORDER BY id DESC LIMIT 1),
           clock_timestamp()
    FROM journal_seal
"""
_INSERT = """
    INSERT INTO journal_seal (id, entries, count, root, previous, sealed_at, key_id, signature)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""


def seal() -> list[Seal]:
    """Seal everything not sealed yet; returns the new seals, none when nothing is new.

    Safe to call from several processes: they wait for one another.
    """
    with whole_journal():
        return list(_seals())


def _seals() -> Iterator[Seal]:
    full = True
    while full:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor.execute(_UNSEALED, {"back": LOOK_BACK, "batch": BATCH})
            found = [(id, bytes(digest)) for id, digest in cursor.fetchall()]
            full = len(found) == BATCH
            if not found:
                return
            made = _sign(cursor, found)
            _store(cursor, made)
        yield made


def _sign(cursor: CursorWrapper, found: list[tuple[int, bytes]]) -> Seal:
    tree = MerkleTree()
    for _, digest in found:
        tree.add(digest)
    cursor.execute(_HEAD)
    number, previous, sealed_at = cursor.fetchone()
    key = signing_key()
    made = Seal(
        id=number,
        entries=runs_of(id for id, _ in found),
        count=tree.count,
        root=tree.root(),
        previous=bytes(previous) if previous else ZERO,
        sealed_at=sealed_at,
        key_id=key_id(key.public_key()),
    )
    made.signature = key.sign(text_of(made))
    return made


def text_of(made: Seal) -> bytes:
    """The bytes that the seal's signature covers."""
    return seal_text(
        number=made.id,
        runs=made.entries,
        count=made.count,
        root=bytes(made.root),
        previous=bytes(made.previous),
        sealed_at=made.sealed_at,
        key_id=made.key_id,
    )


def _store(cursor: CursorWrapper, made: Seal) -> None:
    values: list[Any] = [made.id, to_multirange(made.entries), made.count, made.root]
    values += [made.previous, made.sealed_at, made.key_id, made.signature]
    cursor.execute(_INSERT, values)


def runs_of(ids: Iterable[int]) -> Runs:
    """Rising ids as runs: 1, 2, 3, 7 becomes ((1, 3), (7, 7))."""
    runs: list[tuple[int, int]] = []
    for each in ids:
        if runs and runs[-1][1] == each - 1:
            runs[-1] = (runs[-1][0], each)
        else:
            runs.append((each, each))
    return tuple(runs)
