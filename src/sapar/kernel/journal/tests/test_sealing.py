"""Seals cover every entry once, whenever it became visible."""

import hashlib
import os
from itertools import pairwise
from uuid import uuid4

import psycopg
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from sapar.kernel import journal
from sapar.kernel.journal import sealing
from sapar.kernel.journal.merkle import MerkleTree
from sapar.kernel.journal.models import JournalEntry, Seal

WRITE = "INSERT INTO journal_entry (action, kind, record) VALUES ('look', 'case', %s) RETURNING id"


def _root(leaves: list[bytes]) -> bytes:
    """The definition, level by level."""
    while len(leaves) > 1:
        pairs = [leaves[i : i + 2] for i in range(0, len(leaves), 2)]
        leaves = [hashlib.sha256(b"\x01" + b"".join(p)).digest() if len(p) == 2 else p[0] for p in pairs]
    return leaves[0]


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70))
def test_merkle_root_is_that_of_the_definition(leaves):
    tree = MerkleTree()
    for leaf in leaves:
        tree.add(leaf)

    assert tree.root() == _root(leaves)
    assert tree.count == len(leaves)


@given(st.sets(st.integers(1, 200)))
def test_runs_hold_exactly_their_ids(ids):
    runs = sealing.runs_of(sorted(ids))

    assert {n for low, high in runs for n in range(low, high + 1)} == ids
    assert all(a[1] + 1 < b[0] for a, b in pairwise(runs))


def test_sealing_again_without_news_makes_no_seal(owner, somebody):
    journal.record("look", by=somebody, kind="case", id=uuid4())

    assert journal.seal()
    assert journal.seal() == []


def test_a_seal_covers_what_is_new_and_follows_the_one_before(owner, somebody):
    journal.seal()
    before = Seal.objects.count()
    records = [uuid4() for _ in range(5)]
    journal.look(by=somebody, kind="case", ids=records, fields=["name"])
    (first,) = journal.seal()
    journal.record("look", by=somebody, kind="case", id=uuid4())
    (second,) = journal.seal()

    assert (first.id, second.id) == (before + 1, before + 2)
    assert second.previous == first.root
    sealed = {n for low, high in first.entries for n in range(low, high + 1)}
    assert sealed == set(JournalEntry.objects.filter(record__in=records).values_list("id", flat=True))
    stored = Seal.objects.get(id=first.id)
    assert stored.entries == first.entries
    assert bytes(stored.signature) == first.signature


def test_a_backlog_gets_several_seals(owner, somebody, monkeypatch):
    journal.seal()
    monkeypatch.setattr(sealing, "BATCH", 4)
    journal.look(by=somebody, kind="case", ids=[uuid4() for _ in range(10)], fields=["name"])

    assert [each.count for each in journal.seal()] == [4, 4, 2]


def test_an_entry_that_commits_late_is_sealed_late_and_by_the_web_role(committing):
    assert connections["default"].settings_dict["USER"] == "sapar_app"
    with (
        psycopg.connect(os.environ["SAPAR_OWNER_URL"]) as slow,
        psycopg.connect(os.environ["SAPAR_OWNER_URL"], autocommit=True) as quick,
    ):
        (low,) = slow.execute(WRITE, [uuid4()]).fetchone()
        (high,) = quick.execute(WRITE, [uuid4()]).fetchone()
        journal.seal()
        assert not _sealed(low)
        assert _sealed(high)

        slow.commit()
        journal.seal()

    assert _sealed(low)
    assert journal.seal() == []


def _sealed(entry: int) -> bool:
    return any(low <= entry <= high for seal in Seal.objects.all() for low, high in seal.entries)
