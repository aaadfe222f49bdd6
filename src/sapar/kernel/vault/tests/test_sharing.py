"""Keys follow consent: shared, withdrawn, erased; and they are stored before the data is."""

import os
import subprocess
import sys
import textwrap
from uuid import uuid4

import psycopg
import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from sapar.kernel import vault
from sapar.kernel.errors import Invalid
from sapar.kernel.journal.access import whole_journal
from sapar.kernel.journal.models import JournalEntry
from sapar.kernel.vault import actions
from sapar.kernel.vault.models import KeyWrap

from .conftest import Somebody
from .notes import content, note

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("note_table"),
]


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Runs what an action left for after the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_creating_twice_keeps_the_key(somebody):
    row = note(somebody, name="Aigul")
    vault.create(row.person, organisation_id=somebody.organisation_id)

    assert content(row, somebody) == "Aigul"


def test_another_organisation_cannot_make_a_second_key(somebody, stranger):
    row = note(somebody, name="Aigul")
    with pytest.raises(vault.NoKey):
        vault.create(row.person, organisation_id=stranger.organisation_id)


def test_sharing_needs_a_key(stranger, somebody):
    row = note(somebody, name="Aigul")
    with pytest.raises(vault.NoKey):
        vault.share(row.person, organisation_id=stranger.organisation_id, by=stranger)


def test_keys_follow_every_sequence_of_sharing_and_withdrawing(note_table, commit):
    class Consent(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.everybody = [Somebody() for _ in range(3)]
            self.row = note(self.everybody[0], name="Aigul")
            self.holders = {self.everybody[0]}

        @rule(by=st.integers(0, 2), to=st.integers(0, 2))
        def share(self, by, to):
            by, to = self.everybody[by], self.everybody[to]
            if by in self.holders:
                vault.share(self.row.person, organisation_id=to.organisation_id, by=by)
                self.holders.add(to)
            else:
                with pytest.raises(vault.NoKey):
                    vault.share(self.row.person, organisation_id=to.organisation_id, by=by)

        @rule(who=st.integers(0, 2), by=st.integers(0, 2))
        def withdraw(self, who, by):
            who, by = self.everybody[who], self.everybody[by]
            arguments = {"organisation_id": who.organisation_id, "by": by}
            if self.holders == {who}:
                with pytest.raises(Invalid):
                    vault.withdraw(self.row.person, **arguments)
                return
            with commit():
                vault.withdraw(self.row.person, **arguments)
            self.holders.discard(who)

        @rule(by=st.integers(0, 2))
        def erase(self, by):
            with commit():
                vault.erase(self.row.person, self.everybody[by])
            self.holders = set()

        @invariant()
        def holders_and_only_they_read(self):
            organisations = {each.organisation_id for each in self.holders}
            assert vault.organisations_of(self.row.person) == organisations
            for each in self.everybody:
                assert vault.knows(self.row.person, each.organisation_id) == (each in self.holders)
                assert content(self.row, each) == ("Aigul" if each in self.holders else None)

    run_state_machine_as_test(
        Consent,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_changes_of_keys_are_journalled(somebody, stranger, commit):
    row = note(somebody, name="Aigul")
    other = stranger.organisation_id
    with commit():
        vault.share(row.person, organisation_id=other, by=somebody)
        vault.withdraw(row.person, organisation_id=other, by=somebody)
        vault.erase(row.person, somebody)

    with whole_journal():
        told = [(e.action, e.detail) for e in JournalEntry.objects.filter(record=row.person).order_by("id")]
    assert told == [
        ("vault.share", {"organisation": str(other)}),
        ("vault.withdraw", {"organisation": str(other)}),
        ("vault.erase", {}),
    ]


def test_an_erasure_that_fails_half_way_destroys_no_key(somebody):
    row = note(somebody, name="Aigul")

    def fail():
        with transaction.atomic():
            vault.erase(row.person, somebody)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert content(row, somebody) == "Aigul"


def test_what_a_crash_left_undone_is_settled(somebody, stranger):
    """The main database committed, the process died before the key store was changed."""
    erased, withdrawn, kept = (note(somebody, name="Aigul") for _ in range(3))
    for row in (withdrawn, kept):
        vault.share(row.person, organisation_id=stranger.organisation_id, by=somebody)
    vault.erase(erased.person, somebody)
    vault.withdraw(withdrawn.person, organisation_id=stranger.organisation_id, by=somebody)
    before = vault.check()

    vault.settle()
    vault.forget()

    assert before.unfinished >= 2
    assert vault.check().unfinished == 0
    assert content(erased, somebody) is None
    assert content(withdrawn, stranger) is None
    assert content(withdrawn, somebody) == content(kept, stranger) == "Aigul"


def test_sharing_again_after_a_withdrawal_stays(somebody, stranger, commit):
    row = note(somebody, name="Aigul")
    other = stranger.organisation_id
    for step in (vault.share, vault.withdraw, vault.share):
        with commit():
            step(row.person, organisation_id=other, by=somebody)

    vault.settle()

    assert content(row, stranger) == "Aigul"


KILLED = """
    import os
    from uuid import UUID
    import django
    django.setup()
    from django.db import transaction
    from sapar.kernel import vault
    from sapar.kernel.vault.tests.conftest import Somebody
    from sapar.kernel.vault.tests.notes import Note
    by, person = Somebody(organisation_id=UUID("{organisation}")), UUID("{person}")
    with transaction.atomic():
        vault.create(person, organisation_id=by.organisation_id)
        row = Note(person=person)
        vault.put(row, by=by, name="Aigul")
        row.save()
        os._exit(9)
"""


def test_a_kill_before_the_commit_leaves_a_key_without_data_never_data_without_a_key(note_table):
    person, organisation = uuid4(), uuid4()
    script = textwrap.dedent(KILLED).format(person=person, organisation=organisation)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}

    done = subprocess.run([sys.executable, "-c", script], env=environment, check=False)

    assert done.returncode == 9
    with psycopg.connect(os.environ["SAPAR_OWNER_URL"]) as owner:
        query = "SELECT count(*) FROM vault_test_note WHERE person = %s"
        assert owner.execute(query, [person]).fetchone() == (0,)
    with psycopg.connect(os.environ["SAPAR_KEYS_OWNER_URL"], autocommit=True) as owner:
        gone = owner.execute("DELETE FROM vault_keywrap WHERE subject = %s RETURNING 1", [person])
        assert len(gone.fetchall()) == 1


def test_removing_without_a_wrap_is_no_error():
    assert actions.remove(uuid4()) == 0
    assert not KeyWrap.objects.filter(subject=uuid4()).exists()
