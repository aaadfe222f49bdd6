"""Reads the shipped programme description; loaders of later rooms read their own parts from the same file."""

import functools
from pathlib import Path
from typing import Any

import yaml

PROGRAMME = Path(__file__).with_name("programme.yaml")
RESULTS = Path(__file__).with_name("results.yaml")
FACTS = Path(__file__).with_name("facts.csv")

# The C parser reads the file ten times faster; some builds of PyYAML come without it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def programme() -> dict[str, Any]:
    """The description as nested lists and mappings. Nobody may change what is returned."""
    return _read(PROGRAMME, "sapar-programme/1")


@functools.cache
def results() -> dict[str, Any]:
    """What the projects promised and did, likewise."""
    return _read(RESULTS, "sapar-results/1")


def _read(path: Path, schema: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # both are safe
    if document.get("schema") != schema:
        raise ValueError(f"{path.name}: unknown schema {document.get('schema')!r}")
    return document
