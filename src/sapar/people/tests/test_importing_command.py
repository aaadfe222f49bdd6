"""``sapar people import`` as an operator types it."""

from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from sapar.cli import boot
from sapar.cli.people import people
from sapar.kernel.access.context import acting_as
from sapar.people.models import ImportBatch, Person
from sapar.people.tests.test_importing import HEADING, ROWS, workbook

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def run(*arguments: str) -> Result:
    # The test has its database already; the command would boot one.
    with patch.object(boot, "ready"):
        return CliRunner().invoke(people, ["import", *arguments])


def test_dry_run_import_and_undo(cast: SimpleNamespace, tmp_path: Path) -> None:
    path, me = str(workbook(tmp_path / "list.xlsx", [HEADING, *ROWS])), cast.caseworker.email
    dry = run(path, "--as", me, "--dry-run")
    assert dry.exit_code == 0, dry.output
    assert "nothing was written" in dry.output
    with acting_as(cast.caseworker):
        assert not Person.objects.exists()
    done = run(path, "--as", me)
    assert done.exit_code == 0, done.output
    assert "Registered 3 of 3" in done.output
    with acting_as(cast.caseworker):
        batch = ImportBatch.objects.get()
    undone = run("--as", me, "--undo", str(batch.id))
    assert undone.exit_code == 0, undone.output
    with acting_as(cast.caseworker):
        assert not Person.objects.exists()
    for output in (dry.output, done.output, undone.output):
        assert "Асанов" not in output
        assert "0555" not in output


def test_faults_are_told_and_nothing_is_written(cast: SimpleNamespace, tmp_path: Path) -> None:
    path = str(workbook(tmp_path / "list.xlsx", [HEADING, ["Асанов Бакыт", "31.02.1990", "м", "", "", "", ""]]))
    result = run(path, "--as", cast.caseworker.email)
    assert result.exit_code == 1
    assert "B2:" in result.output
    assert "Nothing was imported" in result.output


@pytest.mark.parametrize(
    "arguments",
    [["--as", "nobody@nowhere.example", "list.xlsx"], ["--undo", "not-a-number"], [], ["--map", "a", "x.csv"]],
)
def test_wrong_arguments(cast: SimpleNamespace, arguments: list[str]) -> None:
    more = [] if "--as" in arguments else ["--as", cast.caseworker.email]
    result = run(*arguments, *more)
    assert result.exit_code != 0
    assert "Traceback" not in result.output
