"""The journal: who did or saw what, to which record, when and for what purpose.

Rows are only ever added. Each record has its own chain of SHA-256 hashes, and every minute a
signed Merkle root seals what was added since, so a changed, removed or reordered row is found by
`verify`. The journal holds codes, field names and counts, never personal data: erasing a person
and keeping the journal whole do not conflict.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .actions import exported, look, record, refused
    from .models import JournalEntry, Seal
    from .queries import history
    from .rowsecurity import policy_sql
    from .sealing import seal
    from .signing import sign_with
    from .verifying import Finding, Report, verify

__all__ = [
    "Finding",
    "JournalEntry",
    "Report",
    "Seal",
    "exported",
    "history",
    "look",
    "policy_sql",
    "record",
    "refused",
    "seal",
    "sign_with",
    "verify",
]

_HOME = {
    "record": "actions",
    "look": "actions",
    "refused": "actions",
    "exported": "actions",
    "history": "queries",
    "policy_sql": "rowsecurity",
    "seal": "sealing",
    "sign_with": "signing",
    "verify": "verifying",
    "Report": "verifying",
    "Finding": "verifying",
    "JournalEntry": "models",
    "Seal": "models",
}


def __getattr__(name: str) -> Any:
    """Import on first use: Django imports this package before models may be imported."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
