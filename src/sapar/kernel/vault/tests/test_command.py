"""`sapar vault` as an operator uses it."""

from uuid import uuid4

import pytest
from click.testing import CliRunner

from sapar.cli.vault import vault as command
from sapar.kernel import vault
from sapar.kernel.vault.models import KeyWrap

from .conftest import Somebody
from .notes import content, note

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("note_table"),
]


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(command, [str(each) for each in arguments])


def test_an_epoch_for_one_organisation(somebody, stranger, run):
    row, other = note(somebody, name="Aigul"), note(stranger, name="Bakyt")

    result = run("new-epoch", "--organisation", somebody.organisation_id)

    assert "epoch 2, 1 keys rewrapped, nothing old enough to destroy" in result.output
    assert content(row, somebody) == "Aigul"
    assert KeyWrap.objects.get(subject=other.person).epoch == 1


def test_an_epoch_for_all(somebody, stranger, run):
    note(somebody, name="Aigul"), note(stranger, name="Bakyt")

    result = run("new-epoch", "--keep", 0)

    assert result.output.count("destroyed up to epoch") >= 2


def test_check_settles_and_reports(somebody, run):
    row = note(somebody, name="Aigul")
    assert run("check").exit_code == 0
    vault.erase(row.person, somebody)  # the process dies before the key store is changed

    assert run("check").exit_code == 1
    settled = run("check", "--settle")

    assert (settled.exit_code, "1 left-over keys removed." in settled.output) == (0, True)
    assert content(row, somebody) is None


def test_only_a_data_protection_officer_erases_and_only_once(cast, run, django_capture_on_commit_callbacks):
    by = Somebody(organisation_id=cast.here.id)
    row = note(by, name="Aigul")
    officer = cast.data_protection_officer.email
    refused = run("erase", row.person, "--by", cast.supervisor.email, "--yes")
    assert (refused.exit_code, content(row, by)) == (1, "Aigul")
    assert run("erase", row.person, "--by", officer).exit_code == 1  # asks first

    with django_capture_on_commit_callbacks(execute=True):
        done = run("erase", row.person, "--by", officer, "--yes")

    assert (done.exit_code, content(row, by)) == (0, None)
    assert "wrong id, or erased before" in run("erase", row.person, "--by", officer, "--yes").output
    assert run("erase", uuid4(), "--by", "nobody@example.org", "--yes").exit_code == 1
