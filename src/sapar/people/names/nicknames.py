"""Short forms and doubles of names: Саша for Александр, Gulya for Gulnara. The table is data: nicknames.yaml."""

from functools import cache, lru_cache
from pathlib import Path

import yaml

from sapar.people.names.folding import CACHED
from sapar.people.names.skeleton import norm

TABLE = Path(__file__).parent / "data" / "nicknames.yaml"
_MOST = 4


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """{softened short form: full names}, so that any script and spelling of the short form is known."""
    told: dict[str, list[str]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    found: dict[str, dict[str, None]] = {}
    for full, shorts in told.items():
        for short in shorts:
            found.setdefault(norm(short.lower()), {})[full.lower()] = None
    return {short: tuple(names)[:_MOST] for short, names in found.items()}


@lru_cache(maxsize=CACHED)
def formal_names(token: str) -> tuple[str, ...]:
    """Full names that a word may be short for; empty for most words. Unless the word is that name itself."""
    return tuple(full for full in _table().get(norm(token), ()) if norm(full) != norm(token))
