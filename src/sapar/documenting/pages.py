"""Which pages are generated, writing them, and telling which are out of date."""

from collections.abc import Callable, Iterator
from pathlib import Path

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
PAGES: dict[str, Callable[[], str]] = {
    "glossary.md": glossary,
    "settings.md": settings,
    "data-dictionary.md": dictionary,
    "permissions.md": permissions,
    "workflows.md": workflows,
    "commands.md": commands,
    "actions.md": actions,
}


def generate() -> Iterator[tuple[Path, str]]:
    """Each generated page with what it should hold, in English."""
    with translation.override("en"):
        for name, make in PAGES.items():
            yield DOCS / name, make()


def write() -> list[Path]:
    """Write the pages that differ; returns them."""
    stale = [(path, text) for path, text in generate() if not _says(path, text)]
    for path, text in stale:
        path.write_text(text, encoding="utf-8")
    return [path for path, _text in stale]


def outdated() -> list[Path]:
    """Pages that differ from what the code says now."""
    return [path for path, text in generate() if not _says(path, text)]


def _says(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
