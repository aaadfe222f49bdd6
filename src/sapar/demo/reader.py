"""Reads the shipped programme description; loaders of later rooms read their own parts from the same file."""

import functools
from pathlib import Path
from typing import Any

import yaml

PROGRAMME = Path(__file__).with_name("programme.yaml")
FACTS = Path(__file__).with_name("facts.csv")

# The C parser reads the file ten times faster; some builds of PyYAML come without it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def programme() -> dict[str, Any]:
    """The description as nested lists and mappings. Nobody may change what is returned."""
    text = PROGRAMME.read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506  # both loaders are the safe ones
    if document.get("schema") != "sapar-programme/1":
        raise ValueError(f"{PROGRAMME.name}: unknown schema {document.get('schema')!r}")
    return document
