"""``docs/actions.md``: every verb that changes something."""

import importlib
import inspect
import pkgutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sapar
from sapar.documenting.markdown import page, sentence, table
from sapar.kernel.actions import ACTIONS

INTRODUCTION = """
Whatever changes in Sapar changes through one of these. Each checks the permission named, locks its row, refuses a stale
edit, and writes one line of the journal under its own name. *Needs* is record and verb of the
[permission table](permissions.md).
"""
ROOT = Path(sapar.__file__).resolve().parent


def actions() -> str:
    """One table per room, in the order of names."""
    _import_rooms()
    rooms: defaultdict[str, list[tuple[str, Callable[..., Any]]]] = defaultdict(list)
    for name in sorted(ACTIONS):
        rooms[name.split(".")[0]].append((name, ACTIONS[name]))
    sections = [
        f"## {room}\n\n" + table(("action", "needs", "what it does", "where"), map(_row, found))
        for room, found in sorted(rooms.items())
    ]
    return page("Actions", INTRODUCTION, *sections)


def _import_rooms() -> None:
    """Every module called actions, or inside a package called so, registers what it holds."""
    for module in pkgutil.walk_packages(sapar.__path__, "sapar."):
        parts = module.name.split(".")
        if "actions" in parts and not {"tests", "migrations", "documenting"} & set(parts):
            importlib.import_module(module.name)


def _row(found: tuple[str, Callable[..., Any]]) -> tuple[str, str, str, str]:
    name, function = found
    _name, record, verb = getattr(function, "sapar_action")  # noqa: B009  # set by the decorator, unknown to the type
    inner = inspect.unwrap(function)
    where = Path(inspect.getfile(inner)).resolve().relative_to(ROOT)
    return f"`{name}`", f"`{record}` {verb}", sentence(inner.__doc__), f"`{where}::{inner.__name__}`"
