"""Which pages are generated, writing them, and telling which are out of date."""

from collections.abc import Iterator
from pathlib import Path

import click
from django.utils import translation

from sapar.documenting.commands import commands
from sapar.documenting.dictionary import dictionary
from sapar.documenting.glossary import glossary
from sapar.documenting.permissions import permissions
from sapar.documenting.variables import settings
from sapar.documenting.verbs import actions
from sapar.documenting.workflows import workflows
from sapar.options import ROOT

DOCS = ROOT / "docs"


def generate(main: click.Group) -> dict[Path, str]:
    """Each generated page with what it should hold, in English. ``main`` is the command line to describe."""
    with translation.override("en"):
        return {
            DOCS / "glossary.md": glossary(),
            DOCS / "settings.md": settings(),
            DOCS / "data-dictionary.md": dictionary(),
            DOCS / "permissions.md": permissions(),
            DOCS / "workflows.md": workflows(),
            DOCS / "commands.md": commands(main),
            DOCS / "actions.md": actions(),
        }


def write(main: click.Group) -> Iterator[Path]:
    """Write the pages that differ, yielding each."""
    for path, text in generate(main).items():
        if not _says(path, text):
            path.write_text(text, encoding="utf-8")
            yield path


def outdated(main: click.Group) -> list[Path]:
    """Pages that differ from what the code says now."""
    return [path for path, text in generate(main).items() if not _says(path, text)]


def _says(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
