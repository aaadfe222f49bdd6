"""Proving that the journal is as it was written.

Three passes over one snapshot, each in constant memory: the seals and their signatures; every
entry's hash together with the seals' Merkle roots, in order of id; and the links of the chains.
"""

import hashlib
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection, transaction

from .access import whole_journal
from .canonical import ENTRY_TEXT, ZERO
from .findings import Finding, Flaw, Report
from .merkle import MerkleTree
from .models import Seal
from .sealing import text_of
from .signing import key_id, signing_key

__all__ = ["Finding", "Flaw", "Report", "verify"]

DELAY_SECONDS = 120
"""Entries may wait this long for their seal."""
WINDOW = 200_000
"""Width, in ids, of one step of the entry pass."""
_CHUNK = 1_000

_ENTRIES = f"""
    SELECT e.id, e.previous, {ENTRY_TEXT}, e.hash, e.at < now() - %s * interval '1 second'
    FROM journal_entry e WHERE e.id >= %s AND e.id < %s ORDER BY e.id
"""  # noqa: S608  # the text put in is a constant
_COVERING = """
    SELECT s.id, lower(part), upper(part) FROM journal_seal s, unnest(s.entries) part
    WHERE s.entries && int8range(%s, %s) AND part && int8range(%s, %s)
    ORDER BY lower(part), s.id
"""
_ENDING = """
    SELECT s.id, s.count, s.root FROM journal_seal s
    WHERE s.entries && int8range(%(low)s, %(high)s) AND upper(s.entries) <= %(high)s
    ORDER BY s.id
"""
_NEXT = """
    SELECT least(
        (SELECT min(id) FROM journal_entry WHERE id >= %(low)s),
        (SELECT min(greatest(lower(part), %(low)s)) FROM journal_seal s, unnest(s.entries) part
         WHERE s.entries && int8range(%(low)s, NULL) AND upper(part) > %(low)s)
    )
"""
# Only the broken links leave the database. A first entry must be number 1 after 32 zero bytes.
_LINKS = """
    SELECT id, kind, record, sequence - coalesce(before, 0) - 1
    FROM (
        SELECT id, kind, record, sequence, previous,
               lag(sequence) OVER chain AS before, lag(hash) OVER chain AS hash_before
        FROM journal_entry WINDOW chain AS (PARTITION BY kind, record ORDER BY sequence)
    ) link
    WHERE sequence <> coalesce(before, 0) + 1 OR previous <> coalesce(hash_before, %s)
    ORDER BY id
"""

# A chain whose last entry is missing or is not the one that was written last.
_ENDS = """
    SELECT h.kind, h.record, e.id FROM journal_head h
    LEFT JOIN journal_entry e
      ON e.kind = h.kind AND e.record = h.record AND e.sequence = h.sequence
    WHERE e.hash IS DISTINCT FROM h.hash
"""


def verify(*, trusted: Collection[Ed25519PublicKey] = (), anchor: bytes | None = None) -> Report:
    """Recompute every hash, chain, root and signature and report what does not fit.

    `trusted` are public keys that may have signed seals, beside the one in use now. `anchor` is
    a root noted outside the database: some seal must have it, or the journal's end was cut.
    Reads only.
    """
    report = Report()
    started = time.perf_counter()
    with _snapshot(), whole_journal():
        _check_seals(report, {key_id(key): key for key in (*trusted, _own_key())})
        if anchor is not None and not Seal.objects.filter(root=anchor).exists():
            report.add(Finding(Flaw.BROKEN_SEAL))
        _check_entries(report)
        _check_links(report)
    report.seconds = time.perf_counter() - started
    return report


def _own_key() -> Ed25519PublicKey:
    return signing_key().public_key()


@contextmanager
def _snapshot() -> Iterator[None]:
    """All passes must see the same rows, or new entries would look like damage."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _check_seals(report: Report, keys: dict[str, Ed25519PublicKey]) -> None:
    previous = ZERO
    for number, seal in enumerate(Seal.objects.order_by("id").iterator(chunk_size=_CHUNK), 1):
        report.seals = number
        if seal.id != number or bytes(seal.previous) != previous:
            report.add(Finding(Flaw.BROKEN_SEAL, seal=seal.id))
        if not _signed(seal, keys.get(seal.key_id)):
            report.add(Finding(Flaw.FORGED_SEAL, seal=seal.id))
        previous = bytes(seal.root)
    report.last_root = previous.hex() if report.seals else ""


def _signed(seal: Seal, key: Ed25519PublicKey | None) -> bool:
    if key is None:
        return False
    try:
        key.verify(bytes(seal.signature), text_of(seal))
    except InvalidSignature:
        return False
    return True


def _check_entries(report: Report) -> None:
    trees: dict[int, MerkleTree] = {}
    unsealed: list[int] = [0, 0]  # how many, first id
    low = _next_id(0)
    while low is not None:
        high = low + WINDOW
        _check_window(report, low, high, trees, unsealed)
        _close_seals(report, low, high, trees)
        low = _next_id(high)
    if unsealed[0]:
        report.add(Finding(Flaw.UNSEALED, entry=unsealed[1], count=unsealed[0]))


def _next_id(low: int) -> int | None:
    found: int | None = _rows(_NEXT, {"low": low})[0][0]
    return found


def _rows(query: str, params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return list(cursor.fetchall())


def _stream(query: str, params: Any) -> Iterator[tuple[Any, ...]]:
    """Rows as the server makes them: it works on the next while these are hashed here."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        yield from cursor.stream(query, params, binary=True, size=_CHUNK)


def _check_window(report: Report, low: int, high: int, trees: dict[int, MerkleTree], unsealed: list[int]) -> None:
    covering = iter(_rows(_COVERING, [low, high, low, high]))
    seal, first, end = next(covering, (None, high, high))
    sha256 = hashlib.sha256
    for id, previous, text, digest, late in _stream(_ENTRIES, [DELAY_SECONDS, low, high]):
        report.entries += 1
        if sha256(previous + text).digest() != digest:
            report.add(Finding(Flaw.ALTERED, entry=id))
        while id >= end and seal is not None:
            seal, first, end = next(covering, (None, high, high))
        if seal is not None and id >= first:
            tree = trees.get(seal)
            if tree is None:
                tree = trees[seal] = MerkleTree()
            tree.add(digest)
        elif late:
            unsealed[0] += 1
            unsealed[1] = unsealed[1] or id


def _close_seals(report: Report, low: int, high: int, trees: dict[int, MerkleTree]) -> None:
    """Compare the roots of seals whose last entry lies before `high`."""
    for seal, count, root in _rows(_ENDING, {"low": low, "high": high}):
        tree = trees.pop(seal, None) or MerkleTree()
        if tree.count < count:
            report.add(Finding(Flaw.REMOVED, seal=seal, count=count - tree.count))
        elif tree.root() != bytes(root):
            report.add(Finding(Flaw.BROKEN_SEAL, seal=seal))


def _check_links(report: Report) -> None:
    for id, kind, record, gap in _stream(_LINKS, [ZERO]):
        flaw = Flaw.REMOVED if gap > 0 else Flaw.REORDERED
        report.add(Finding(flaw, entry=id, record=(kind, record), count=max(gap, 1)))
    with _whole_tables():
        for kind, record, last in _stream(_ENDS, []):
            flaw = Flaw.REMOVED if last is None else Flaw.ALTERED
            report.add(Finding(flaw, entry=last, record=(kind, record)))


@contextmanager
def _whole_tables() -> Iterator[None]:
    """Join by hashing: the planner takes a table filled since the last ANALYZE for a tiny one."""
    switch = "SELECT set_config('enable_nestloop', %s, true)"
    _rows(switch, ["off"])
    yield
    _rows(switch, ["on"])
