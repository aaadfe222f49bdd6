"""What neither a supervisor nor a statement may do to decisions and groups, and what is said of it."""

from types import SimpleNamespace
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from django.db import DatabaseError, connection

from sapar.cli import boot
from sapar.cli.people import people as people_commands
from sapar.kernel.access.context import acting_as, linking_role
from sapar.kernel.errors import Invalid, NotAllowed, StaleEdit, WorkflowRefused
from sapar.kernel.journal.models import JournalEntry
from sapar.people import actions
from sapar.people.identity import groups
from sapar.people.models import IdentitySide
from sapar.people.tests.conftest import Register
from sapar.people.tests.scenes import decide, run_as_linker, strangers, together

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

_PAIR = "INSERT INTO people_identitypair (id, low_id, high_id, probability, reasons, model, status, proposed_at, updated_at)"
_MEMBER = 'INSERT INTO people_identitymember (id, person_id, "group", since)'


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("UPDATE people_identitypair SET status = 'open'", "was decided to be different"),
        (
            f"{_PAIR} SELECT gen_random_uuid(), low_id, high_id, 1, '[]', 'x', 'open', now(), now() FROM people_identitypair",
            "pair_once",
        ),
        ("DELETE FROM people_identitypair", "foreign key"),
    ],
)
def test_the_database_never_lets_a_different_pair_be_asked_again(
    cast: SimpleNamespace, register: Register, statement: str, complaint: str
) -> None:
    one, other = strangers(register, cast.caseworker, 2)
    decide(cast.supervisor, one, other, "different")
    with pytest.raises(DatabaseError, match=complaint):
        run_as_linker(statement)


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("UPDATE people_identitydecision SET judgement = 'same'", "only added and closed"),
        ("UPDATE people_identitydecision SET ground = 'told'", "only added and closed"),
        ("DELETE FROM people_identitydecision", "permission denied"),
        (
            f"{_MEMBER} SELECT gen_random_uuid(), person_id, person_id, now() FROM people_identityside",
            "permission denied",
        ),
        ("UPDATE people_identitypair SET status = 'same'", "permission denied"),
    ],
)
def test_the_web_role_rewrites_no_decision_and_no_group(
    cast: SimpleNamespace, register: Register, statement: str, complaint: str
) -> None:
    one, other = strangers(register, cast.caseworker, 2)
    decide(cast.supervisor, one, other, "different")
    with pytest.raises(DatabaseError, match=complaint), acting_as(cast.supervisor), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_group_never_holds_two_files_said_to_be_different(cast: SimpleNamespace, register: Register) -> None:
    a, b, c = strangers(register, cast.caseworker, 3)
    by = cast.supervisor
    decide(by, a, b, "same")
    decide(by, a, c, "different")
    with pytest.raises(WorkflowRefused) as refused:
        decide(by, b, c, "same")
    assert a.code in str(refused.value.message)
    assert c.code in str(refused.value.message)
    assert together(a, b)
    assert together(c)
    decide(by, a, c, "unsure")
    decide(by, b, c, "same")
    assert together(a, b, c)
    with pytest.raises(WorkflowRefused, match="through another file"):
        decide(by, a, c, "different")
    assert together(a, b, c)


def test_the_database_itself_refuses_such_a_group(cast: SimpleNamespace, register: Register) -> None:
    a, b = strangers(register, cast.caseworker, 2)
    decide(cast.supervisor, a, b, "different")
    with pytest.raises(DatabaseError, match="different people"):
        run_as_linker(
            f"{_MEMBER} SELECT gen_random_uuid(), id, %s, now() FROM people_person WHERE id = ANY(%s)",
            [min(a.pk, b.pk), [a.pk, b.pk]],
        )


def test_a_stale_or_repeated_answer_is_refused_in_words(cast: SimpleNamespace, register: Register) -> None:
    one, other = strangers(register, cast.caseworker, 2)
    decide(cast.supervisor, one, other, "same", version=1)
    with pytest.raises(StaleEdit) as stale:
        decide(cast.supervisor, one, other, "different", version=1)
    assert list(stale.value.clashes.values()) == [("Different people", "The same person")]
    with pytest.raises(WorkflowRefused, match="already"):
        decide(cast.supervisor, one, other, "same")
    assert together(one, other)


@pytest.mark.parametrize(
    ("judgement", "ground", "note", "field"),
    [
        ("perhaps", "told", "", "judgement"),
        ("same", "", "", "ground"),
        ("same", "too_little", "", "ground"),
        ("unsure", "other", "  ", "note"),
    ],
)
def test_an_answer_without_a_fitting_reason_is_refused(
    cast: SimpleNamespace, register: Register, judgement: str, ground: str, note: str, field: str
) -> None:
    one, other = strangers(register, cast.caseworker, 2)
    with pytest.raises(Invalid) as refused:
        decide(cast.supervisor, one, other, judgement, ground, note=note)
    assert refused.value.field == field


def test_only_the_own_supervisor_answers(cast: SimpleNamespace, register: Register) -> None:
    one, _other = strangers(register, cast.caseworker, 2)
    with acting_as(cast.supervisor):
        side = IdentitySide.objects.get()
    for user in (cast.caseworker, cast.counsellor):
        with acting_as(user):
            assert not IdentitySide.objects.exists()
    with acting_as(cast.supervisor), pytest.raises(NotAllowed):
        actions.decide_duplicate(by=cast.caseworker, side=side, judgement="same", ground="told")
    with acting_as(cast.caseworker), pytest.raises(NotAllowed):
        actions.unlink_person(by=cast.caseworker, person=one, judgement="different", ground="mistake")


def test_the_journal_tells_who_decided_and_no_name(cast: SimpleNamespace, register: Register) -> None:
    one = register(cast.caseworker, phone="0555123456")
    other = register(cast.caseworker, "Aigul Jeenbekova", birth="1987", phone="0555123456")
    decide(cast.supervisor, one, other, "same", note="Она показала паспорт Жээнбековой")
    with acting_as(cast.supervisor):
        rows = list(JournalEntry.objects.filter(organisation=cast.here.pk))
        assert {"people.propose", "people.decide_duplicate"} <= {row.action for row in rows}
        text = " ".join(f"{row.action} {row.detail}" for row in rows)
        assert not any(secret in text for secret in ("ээнбек", "eenbek", "паспорт", "1987"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT note FROM people_identitydecision")
            assert "паспорт".encode() not in bytes(cursor.fetchone()[0])


def groups_command(*arguments: str) -> Result:
    """``sapar people groups`` as an operator types it."""
    with patch.object(boot, "ready"):  # the test has its database already
        return CliRunner().invoke(people_commands, ["groups", *arguments])


def test_groups_out_of_step_are_found_and_mended(cast: SimpleNamespace, register: Register) -> None:
    a, b, c = strangers(register, cast.caseworker, 3)
    decide(cast.supervisor, a, b, "same")
    run_as_linker(
        f"{_MEMBER} SELECT gen_random_uuid(), id, %s, now() FROM people_person WHERE id = %s",
        [min(a.pk, c.pk), c.pk],
    )
    run_as_linker("UPDATE people_identitypair SET status = 'unsure' WHERE status = 'same'")
    with linking_role():
        assert len(groups.problems()) >= 2
    found = groups_command()
    assert found.exit_code == 1
    assert str(c.pk) in found.output
    mended = groups_command("--mend")
    assert mended.exit_code == 0, mended.output
    assert "Groups are what was decided" in groups_command().output
    assert together(a, b)
    assert together(c)
