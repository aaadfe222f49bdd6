"""Hand-written pages cite files, functions and pages; a citation that leads nowhere is a lie told to the reader."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sapar.options import ROOT

_CITED = re.compile(r"`((?:src/sapar/|tests/)?[a-z_0-9/]+\.py)(?:::([A-Za-z_0-9]+))?`")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s#]+\.md|LICENSE|\.\./LICENSE)(?:#[^)]*)?\)")


def wrong() -> Iterator[str]:
    """One line per citation or link of the documentation that leads nowhere."""
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))):
        yield from wrong_in(path, name=str(path.relative_to(ROOT)))


def wrong_in(path: Path, *, name: str) -> Iterator[str]:
    """The same for one page, called ``name`` in the complaint."""
    text = path.read_text(encoding="utf-8")
    for link in _LINK.findall(text):
        if not (path.parent / link).exists():
            yield f"{name}: the link {link} leads nowhere"
    for file, inside in _CITED.findall(text):
        if not _holds(file, inside):
            yield f"{name}: there is no {file}{f'::{inside}' if inside else ''}"


def _holds(file: str, name: str) -> bool:
    found = [
        path
        for path in (ROOT / file, ROOT / "src" / "sapar" / file, ROOT / "src" / "sapar" / "kernel" / file)
        if path.is_file()
    ]
    if not found:
        # `models.py` alone speaks of the plan of a room, not of one file.
        return "/" not in file and not name
    return not name or name in _names(found[0])


@cache
def _names(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))
