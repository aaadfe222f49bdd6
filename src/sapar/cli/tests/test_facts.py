"""The command ``sapar facts`` over the shipped programme."""

import json

import pytest
from click.testing import CliRunner

from sapar.cli import facts as command
from sapar.demo.tests.conftest import loaded, manager
from sapar.kernel.access.models import RoleGrant
from sapar.kernel.access.roles import Role
from sapar.programmes.models import Project

__all__ = ["loaded", "manager"]  # fixtures of the floor below
pytestmark = pytest.mark.usefixtures("manager")


def test_without_a_project_manager_the_command_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(command, "ready", lambda **_: None)
    RoleGrant.objects.filter(role=Role.PROJECT_MANAGER).delete()
    answer = CliRunner().invoke(command.facts)
    assert answer.exit_code == 1
    assert "No project manager" in answer.output


def test_the_command_prints_the_list_and_fails_only_on_a_difference(monkeypatch):
    monkeypatch.setattr(command, "ready", lambda **_: None)
    good = CliRunner().invoke(command.facts, ["--json", "--document", "s0"])
    assert good.exit_code == 0
    listed = json.loads(good.output)
    assert {row["id"][:2] for row in listed} == {"S0"}
    assert {"id", "entity", "kind", "expected", "given", "source", "where", "verdict", "needs"} == set(listed[0])
    Project.objects.filter(code="kg-peace-2010").update(duration_months=13)
    bad = CliRunner().invoke(command.facts, ["--only", "differs"])
    assert bad.exit_code == 1
    assert "S0-06a" in bad.output
