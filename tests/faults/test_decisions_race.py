"""Two people decide contradicting things at once, at two real connections: one wins, the other is told why."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.faults.test_kill import environment

__all__ = ["environment"]  # the fixture: a copy of the databases with one organisation


def play(environment: dict[str, str], scene: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.faults.deciders", scene]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert found["problems"] == []
    return found


def test_the_same_pair_decided_twice_is_kept_once(environment: dict[str, str]) -> None:
    told = play(environment, "same-pair")["told"]
    assert sorted(each.split(":")[0] for each in told) == ["StaleEdit", "done"]


def test_of_two_contradicting_decisions_one_is_refused(environment: dict[str, str]) -> None:
    found = play(environment, "contradiction")
    assert found["told"].count("done") == 1
    refused = next(each for each in found["told"] if each != "done")
    assert refused.startswith("WorkflowRefused")
    assert "different" in refused or "linked through another file" in refused


@pytest.mark.parametrize("_time", range(3))
def test_linking_while_taking_apart_leaves_what_was_decided(environment: dict[str, str], _time: int) -> None:
    found = play(environment, "apart")
    assert "done" in found["told"]
    assert found["group"] in (1, 3)
