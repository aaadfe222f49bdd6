"""Code lists: services, needs, groups, reasons, with names in every language and other schemes' codes.

    terms.get("service", "legal.documents").label
    terms.choices("need")
    terms.require("closing_reason", code, field="reason")

The lists live in ``data/*.yaml`` and reach the database with ``terms.sync()`` after every migration.
"""

from .catalogue import (
    Branch,
    by_mapping,
    choices,
    current,
    fold,
    forget,
    get,
    grouped_choices,
    label,
    require,
    resolve,
    subtree,
    tree,
)
from .loading import BadCodeList, SyncReport, sync

__all__ = [
    "BadCodeList",
    "Branch",
    "SyncReport",
    "by_mapping",
    "choices",
    "current",
    "fold",
    "forget",
    "get",
    "grouped_choices",
    "label",
    "require",
    "resolve",
    "subtree",
    "sync",
    "tree",
]
