"""``docs/workflows.md``: the lives of records as diagrams."""

import importlib
import pkgutil

import sapar
from sapar.documenting.markdown import page, table
from sapar.kernel.access.roles import WORDS
from sapar.kernel.workflow import Workflow

INTRODUCTION = """
Which state may follow which, and whose turn it is. Anything not drawn here is refused with a sentence that names the
possible next states.
"""
_HOMES = (".workflow", ".workflows", ".lives")


def workflows() -> str:
    """One section per workflow of any room."""
    return page("Workflows", INTRODUCTION, *(_section(each) for each in all_workflows()))


def all_workflows() -> list[Workflow]:
    """Every workflow in the modules where rooms keep them, by name."""
    found: dict[str, Workflow] = {}
    for module in pkgutil.walk_packages(sapar.__path__, "sapar."):
        if module.name.endswith(_HOMES):
            values = vars(importlib.import_module(module.name)).values()
            found |= {value.name: value for value in values if isinstance(value, Workflow)}
    return [found[name] for name in sorted(found)]


def _section(workflow: Workflow) -> str:
    rows = [
        (
            f"`{state}`",
            label,
            _turn(workflow, state),
            ", ".join(str(workflow.states[after]) for after in workflow.moves[state]) or "final",
        )
        for state, label in workflow.states.items()
    ]
    states = table(("state", "shown as", "whose turn", "may become"), rows)
    return f"## {workflow.name.replace('_', ' ').capitalize()}\n\n```mermaid\n{workflow.mermaid()}\n```\n\n{states}"


def _turn(workflow: Workflow, state: str) -> str:
    role = workflow.turn[state]
    return str(WORDS[role].title) if role else "nobody's"
