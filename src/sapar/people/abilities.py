"""Difficulties in daily life, as the Washington Group short set asks for them: never a diagnosis.

Kept sealed as JSON ``{domain: level}`` with the codes of the lists disability_domain and disability_level.
"""

import json
from collections.abc import Mapping

from sapar.kernel import terms

#: From this level on a person counts as having a disability in statistics (the Group's recommended cut-off).
CUT_OFF = ("a_lot", "cannot")


def packed(levels: Mapping[str, str]) -> str | None:
    """The text to seal; None when nothing was asked. Raises Invalid for a code that is not of the lists."""
    kept = {domain: level for domain, level in levels.items() if level}
    for domain, level in kept.items():
        terms.require("disability_domain", domain, field="disability")
        terms.require("disability_level", level, field="disability")
    return json.dumps(kept, sort_keys=True) if kept else None


def unpacked(text: str | None) -> dict[str, str]:
    """The answers; {} when nothing was asked."""
    return dict(json.loads(text)) if text else {}


def counts_as_disability(levels: Mapping[str, str]) -> bool | None:
    """Whether at least one answer reaches the cut-off; None when nothing was asked."""
    return any(level in CUT_OFF for level in levels.values()) if levels else None
