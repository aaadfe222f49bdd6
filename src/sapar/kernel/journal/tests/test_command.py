"""`sapar journal` as an operator uses it: words or JSON, and an exit code for monitoring."""

import json
from uuid import uuid4

import pytest
from click.testing import CliRunner

from sapar.cli.journal import journal as command
from sapar.kernel import journal
from sapar.kernel.journal import verifying


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(command, list(arguments))


def test_sealing_says_what_was_sealed(owner, somebody, run):
    run("seal")
    journal.record("look", by=somebody, kind="case", id=uuid4())

    first, second = run("seal"), run("seal")

    assert first.output.startswith("Seal ")
    assert ": 1 entries, root " in first.output
    assert second.output == "Nothing new to seal.\n"


def test_a_whole_journal_gives_exit_code_0(owner, run):
    run("seal")

    words, machine = run("verify"), run("verify", "--json")

    assert (words.exit_code, machine.exit_code) == (0, 0), words.output
    assert "Nothing was altered, removed or reordered." in words.output
    report = json.loads(machine.output)
    assert report["ok"] is True
    assert report["findings"] == []
    assert run("verify", "--root", report["last_root"] or "00").exit_code == (0 if report["seals"] else 1)


def test_a_finding_gives_exit_code_1(owner, somebody, run, monkeypatch):
    run("seal")
    journal.record("look", by=somebody, kind="case", id=uuid4())
    monkeypatch.setattr(verifying, "DELAY_SECONDS", -1)

    words, machine = run("verify"), run("verify", "--json")

    assert (words.exit_code, machine.exit_code) == (1, 1)
    assert "unsealed: 1" in words.output
    assert json.loads(machine.output)["flaws"] == {"unsealed": 1}


@pytest.mark.parametrize("arguments", [("--trust", "xyz"), ("--trust", "00"), ("--root", "no")])
def test_nonsense_is_explained(owner, run, arguments):
    result = run("verify", *arguments)

    assert result.exit_code == 2
    assert "64 hexadecimal digits" in result.output
