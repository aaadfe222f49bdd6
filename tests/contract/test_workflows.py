"""Every workflow table is total: each state has a label, next states, a turn, and can be reached."""

import importlib
import pkgutil

import pytest

import sapar
from sapar.kernel.errors import WorkflowRefused
from sapar.kernel.workflow import Workflow


def all_workflows() -> list[Workflow]:
    found = {}
    for module in pkgutil.walk_packages(sapar.__path__, "sapar."):
        if module.name.endswith((".workflow", ".workflows", ".lives")):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, Workflow):
                    found[value.name] = value
    return list(found.values())


def test_there_is_a_case_workflow() -> None:
    assert "case" in {workflow.name for workflow in all_workflows()}


@pytest.mark.parametrize("workflow", all_workflows(), ids=lambda w: w.name)
def test_total_and_reachable(workflow: Workflow) -> None:
    states = set(workflow.states)
    assert set(workflow.moves) == states
    assert set(workflow.turn) == states
    assert workflow.start in states
    seen, todo = set(), [workflow.start]
    while todo:
        state = todo.pop()
        if state not in seen:
            seen.add(state)
            assert set(workflow.moves[state]) <= states
            todo += workflow.moves[state]
    assert seen == states, "a state nobody can reach"


@pytest.mark.parametrize("workflow", all_workflows(), ids=lambda w: w.name)
def test_every_other_move_is_refused_with_words(workflow: Workflow) -> None:
    for state in workflow.states:
        for wanted in workflow.states:
            if wanted in workflow.moves[state]:
                workflow.check(state, wanted)
            else:
                with pytest.raises(WorkflowRefused) as refused:
                    workflow.check(state, wanted)
                assert str(refused.value.message)
                assert str(refused.value.advice)
    assert workflow.mermaid().startswith("stateDiagram-v2")
