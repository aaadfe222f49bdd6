"""Entries are chained by the database, refuse change and take no personal data."""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from sapar.kernel import journal
from sapar.kernel.journal.access import whole_journal
from sapar.kernel.journal.canonical import ZERO
from sapar.kernel.journal.models import JournalEntry


def _entries(record):
    return list(JournalEntry.objects.filter(record=record).order_by("sequence"))


def test_entries_of_a_record_form_a_chain(owner, somebody):
    record = uuid4()
    journal.record("cases.open_case", by=somebody, kind="case", id=record, detail={"need": "food"})
    journal.look(by=somebody, kind="case", ids=[record], fields=["name", "birth"])
    journal.refused("cases.close_case", by=somebody, kind="case", id=record, reason="NotAllowed")
    journal.exported(by=None, kind="case", ids=[record], fields=["name"], format="xlsx", purpose="donor_report")

    entries = _entries(record)

    assert [each.sequence for each in entries] == [1, 2, 3, 4]
    assert [each.action for each in entries] == ["cases.open_case", "look", "refused", "exported"]
    assert bytes(entries[0].previous) == ZERO
    for before, after in pairwise(entries):
        assert bytes(after.previous) == bytes(before.hash)
    assert entries[1].detail == {"fields": ["birth", "name"]}
    assert entries[1].purpose == "casework"
    assert (entries[0].actor, entries[3].actor) == (somebody.id, None)


def test_one_look_at_many_records_writes_one_statement_and_one_row_each(owner, somebody, django_assert_num_queries):
    ids = [uuid4() for _ in range(50)]

    with django_assert_num_queries(1):
        journal.look(by=somebody, kind="person", ids=ids, fields=["name"], sealed=ids[:2])

    assert JournalEntry.objects.filter(record__in=ids, sequence=1).count() == 50
    assert JournalEntry.objects.filter(record__in=ids, detail__sealed=True).count() == 2


def test_one_transaction_may_journal_more_records_than_locks_would_fit(owner, somebody):
    ids = [uuid4() for _ in range(20_000)]

    journal.look(by=somebody, kind="person", ids=ids, fields=["name"])

    assert journal.verify().ok


def test_writers_of_one_record_queue_and_keep_one_chain(committing, somebody):
    record = uuid4()
    url = os.environ["DATABASE_URL"]
    write = "INSERT INTO journal_entry (action, kind, record) VALUES ('look', 'case', %s)"

    def work() -> None:
        with psycopg.connect(url) as web:
            for _ in range(10):
                web.execute(write, [record])
                web.commit()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(work) for _ in range(4)]:
            done.result()

    with whole_journal():
        assert [each.sequence for each in _entries(record)] == list(range(1, 41))
    journal.seal()
    assert journal.verify().ok


def test_history_shows_the_newest_first(owner, somebody):
    record = uuid4()
    for action in ("one", "two"):
        journal.record(action, by=somebody, kind="case", id=record)

    assert [each.action for each in journal.history("case", record)] == ["two", "one"]
    assert not journal.history("person", record)


@pytest.mark.parametrize(
    "detail", [{"name": "Айгүл Асанова"}, {"reason": "she was beaten"}, {"n": 1.5}, {"a": [["x y"]]}]
)
def test_free_text_is_refused_and_not_repeated_in_the_error(somebody, detail):
    with pytest.raises(ValueError, match="not free text") as caught:
        journal.record("note", by=somebody, kind="case", id=uuid4(), detail=detail)

    assert "Айгүл" not in str(caught.value)


@pytest.mark.parametrize("action", ["", "Close case", "x|y", "a" * 81])
def test_odd_action_names_are_refused(somebody, action):
    with pytest.raises(ValueError, match="not a journal name"):
        journal.record(action, by=somebody, kind="case", id=uuid4())


@pytest.mark.parametrize(
    "change",
    ["UPDATE journal_entry SET purpose = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry",
     "UPDATE journal_seal SET count = 1", "DELETE FROM journal_seal", "TRUNCATE journal_seal"],
)  # fmt: skip
@pytest.mark.parametrize("role", ["owner", "db"])
def test_nobody_changes_the_journal(request, role, change):
    request.getfixturevalue(role)

    with (
        pytest.raises(DatabaseError, match=r"append-only|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_web_role_cannot_choose_time_or_chain(db):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO journal_entry (at, action, kind, record, sequence, previous, hash)"
            " VALUES ('2001-01-01', 'look', 'case', gen_random_uuid(), 7, '', '')"
        )


def test_the_owner_may_try_but_the_trigger_decides(owner):
    record = uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (at, action, kind, record, sequence, previous, hash)"
            " VALUES ('2001-01-01', 'look', 'case', %s, 7, '', '')",
            [record],
        )

    (entry,) = _entries(record)

    assert entry.sequence == 1
    assert entry.at.year > 2001
    assert len(bytes(entry.hash)) == 32
