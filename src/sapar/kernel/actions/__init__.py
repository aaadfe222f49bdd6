"""Every change is an action: one keyword-only function per verb of the field, with ``by=``."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sapar.kernel.actions.decorator import ACTIONS, action, after_commit
    from sapar.kernel.actions.models import Versioned

__all__ = ["ACTIONS", "Versioned", "action", "after_commit"]

_HOME = {"ACTIONS": "decorator", "action": "decorator", "after_commit": "decorator", "Versioned": "models"}


def __getattr__(name: str) -> Any:
    """Import on first use: Django imports this package before models may be imported."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
