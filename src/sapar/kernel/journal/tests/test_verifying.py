"""Whoever owns the database can switch the triggers off; verification still finds what they did."""

from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from sapar.kernel import journal
from sapar.kernel.journal import signing, verifying
from sapar.kernel.journal.findings import Flaw

REHASH = """
    UPDATE journal_entry e SET hash = sha256(e.previous || {text}) WHERE e.record = %s AND e.sequence = %s
"""


@pytest.fixture
def chain(owner, somebody):
    """A sealed record with five entries, and triggers switched off."""
    record = uuid4()
    for n in range(5):
        journal.record("step", by=somebody, kind="case", id=record, detail={"n": n})
        journal.record("step", by=somebody, kind="case", id=uuid4(), detail={"n": n})
    journal.seal()
    assert journal.verify().ok
    _run("ALTER TABLE journal_entry DISABLE TRIGGER USER")
    _run("ALTER TABLE journal_seal DISABLE TRIGGER USER")
    return record


def _run(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def _flaws():
    return set(journal.verify().flaws)


@pytest.mark.parametrize(
    "change",
    ["actor = gen_random_uuid()", "organisation = NULL", "action = 'other'", "purpose = 'other'",
     "detail = '{}'", "at = at - interval '1 microsecond'", "kind = 'other'", "hash = sha256('x')",
     "previous = sha256('x')", "record = gen_random_uuid()", "sequence = 17"],
)  # fmt: skip
def test_any_altered_column_is_found(chain, change):
    _run(f"UPDATE journal_entry SET {change} WHERE record = %s AND sequence = 3", chain)

    assert _flaws() & {Flaw.ALTERED, Flaw.BROKEN_SEAL}


def test_an_alteration_with_its_hash_recomputed_breaks_the_chain_and_the_seal(chain):
    _run("UPDATE journal_entry SET purpose = 'x' WHERE record = %s AND sequence = 3", chain)
    _run(REHASH.format(text=verifying.ENTRY_TEXT), chain, 3)

    assert {Flaw.REORDERED, Flaw.BROKEN_SEAL} == _flaws()


def test_a_whole_chain_recomputed_still_breaks_the_seal(chain):
    _run("UPDATE journal_entry SET purpose = 'x' WHERE record = %s AND sequence = 5", chain)
    _run(REHASH.format(text=verifying.ENTRY_TEXT), chain, 5)

    assert _flaws() == {Flaw.BROKEN_SEAL, Flaw.ALTERED}
    _run("UPDATE journal_head h SET hash = e.hash FROM journal_entry e WHERE e.record = %s AND e.sequence = 5"
         " AND (h.kind, h.record) = (e.kind, e.record)", chain)  # fmt: skip
    assert _flaws() == {Flaw.BROKEN_SEAL}


@pytest.mark.parametrize("sequence", [1, 3, 5])
def test_a_removed_entry_is_found_wherever_it_was(chain, sequence):
    _run("DELETE FROM journal_entry WHERE record = %s AND sequence = %s", chain, sequence)

    assert Flaw.REMOVED in _flaws()


def test_a_removed_record_is_found(chain):
    _run("DELETE FROM journal_entry WHERE record = %s", chain)

    findings = [each for each in journal.verify().findings if each.flaw is Flaw.REMOVED]

    assert [(each.count, each.record) for each in findings] == [(5, None), (1, ("case", chain))]
    assert findings[0].seal is not None


def test_the_last_entry_is_missed_even_before_it_was_sealed(chain, somebody):
    _run("ALTER TABLE journal_entry ENABLE TRIGGER USER")
    journal.record("step", by=somebody, kind="case", id=chain)
    _run("ALTER TABLE journal_entry DISABLE TRIGGER USER")
    _run("DELETE FROM journal_entry WHERE record = %s AND sequence = 6", chain)

    assert journal.verify().flaws == {Flaw.REMOVED: 1}


def test_swapped_entries_are_found(chain):
    _run("ALTER TABLE journal_entry DROP CONSTRAINT journal_entry_chain")
    _run("UPDATE journal_entry SET sequence = 5 - sequence WHERE record = %s AND sequence IN (2, 3)", chain)

    assert {Flaw.ALTERED, Flaw.REORDERED} <= _flaws()


def test_swapped_and_rehashed_entries_are_found(chain):
    _run("ALTER TABLE journal_entry DROP CONSTRAINT journal_entry_chain")
    _run("UPDATE journal_entry SET sequence = 5 - sequence WHERE record = %s AND sequence IN (2, 3)", chain)
    for sequence in (2, 3):
        _run(REHASH.format(text=verifying.ENTRY_TEXT), chain, sequence)

    assert {Flaw.REORDERED, Flaw.BROKEN_SEAL} == _flaws()


def test_an_entry_put_in_afterwards_is_found(chain):
    _run("INSERT INTO journal_entry (id, at, action, kind, record, sequence, previous, hash)"
         " OVERRIDING SYSTEM VALUE SELECT max(id) + 1, now(), 'step', 'case', %s, 6, '', '' FROM journal_entry",
         chain)  # fmt: skip

    assert Flaw.ALTERED in _flaws()


def test_a_removed_seal_is_found(chain, somebody):
    _run("ALTER TABLE journal_entry ENABLE TRIGGER USER")
    journal.record("step", by=somebody, kind="case", id=chain)
    journal.seal()
    _run("DELETE FROM journal_seal WHERE id = (SELECT max(id) - 1 FROM journal_seal)")

    assert Flaw.BROKEN_SEAL in _flaws()


def test_a_seal_signed_with_another_key_is_found(chain, somebody, monkeypatch):
    _run("ALTER TABLE journal_entry ENABLE TRIGGER USER")
    journal.record("step", by=somebody, kind="case", id=chain)
    forger = Ed25519PrivateKey.generate()
    with monkeypatch.context() as patch:
        patch.setattr("sapar.kernel.journal.sealing.signing_key", lambda: forger)
        journal.seal()

    assert _flaws() == {Flaw.FORGED_SEAL}
    assert journal.verify(trusted=[forger.public_key()]).ok


@pytest.mark.parametrize(
    "change", ["count = count + 1", "sealed_at = now() + interval '1 day'", "root = sha256('x')",
               "signature = sha512('x')", "key_id = 'other'", "previous = sha256('x')"]
)  # fmt: skip
def test_a_changed_seal_is_found(chain, change):
    _run(f"UPDATE journal_seal SET {change} WHERE id = (SELECT max(id) FROM journal_seal)")

    assert Flaw.FORGED_SEAL in _flaws()


def test_entries_that_wait_too_long_for_a_seal_are_reported(owner, somebody, monkeypatch):
    journal.seal()
    journal.look(by=somebody, kind="case", ids=[uuid4(), uuid4()], fields=["name"])
    assert journal.verify().ok
    monkeypatch.setattr(verifying, "DELAY_SECONDS", -1)

    report = journal.verify()

    assert report.flaws == {Flaw.UNSEALED: 2}
    assert len(report.findings) == 1


def test_a_cut_end_is_found_by_a_root_noted_elsewhere(chain):
    noted = bytes.fromhex(journal.verify().last_root)
    assert journal.verify(anchor=noted).ok
    _run("DELETE FROM journal_seal WHERE root = %s", noted)
    _run("DELETE FROM journal_entry WHERE record = %s", chain)

    assert Flaw.BROKEN_SEAL in journal.verify(anchor=noted).flaws


def test_windows_change_nothing(chain, monkeypatch):
    whole = journal.verify()
    monkeypatch.setattr(verifying, "WINDOW", 3)
    monkeypatch.setattr(verifying, "_CHUNK", 2)
    narrow = journal.verify()

    assert narrow.ok
    assert (narrow.entries, narrow.seals) == (whole.entries, whole.seals)
    _run("DELETE FROM journal_entry WHERE record = %s AND sequence IN (4, 5)", chain)
    assert journal.verify().flaws == {Flaw.REMOVED: 3}


def test_the_web_role_verifies_the_whole_journal(committing, somebody):
    from sapar.kernel.access.context import acting_as

    with acting_as(None):
        journal.record("step", by=somebody, kind="case", id=uuid4())
    journal.seal()

    report = journal.verify()

    assert report.entries > 0
    assert report.ok, report.as_dict()


def test_without_a_key_source_nothing_is_signed(monkeypatch):
    monkeypatch.setattr(signing, "_source", None)

    with pytest.raises(RuntimeError, match="vault must be installed"):
        signing.signing_key()
