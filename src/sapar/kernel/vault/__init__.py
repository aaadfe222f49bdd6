"""The vault: what identifies a person is encrypted, and only its organisations can open it.

Every person has a random key. That key is wrapped (encrypted) for each organisation that may
know the person; the organisations' own keys live outside the database. Sharing adds a wrap,
withdrawing removes one, erasing removes all of them: ciphertext without a wrap is noise, in
every backup. Reading goes through `read`, which journals before it decrypts.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .actions import create, erase, share, withdraw
    from .bulk import create_many, weigh
    from .cache import forget
    from .epochs import new_epoch, rewrap
    from .errors import Damaged, KeyStoreDown, NoKey
    from .fields import SealedField
    from .index import blind, blinder, destroy_index_key, new_index_key
    from .models import SealedModel
    from .providers import provider
    from .queries import knows, organisations, organisations_of
    from .sealed import Sealed
    from .sealing import ReadResult, put, read
    from .upkeep import check, settle

__all__ = [
    "Damaged",
    "KeyStoreDown",
    "NoKey",
    "ReadResult",
    "Sealed",
    "SealedField",
    "SealedModel",
    "blind",
    "blinder",
    "check",
    "create",
    "create_many",
    "destroy_index_key",
    "erase",
    "forget",
    "knows",
    "new_epoch",
    "new_index_key",
    "organisations",
    "organisations_of",
    "provider",
    "put",
    "read",
    "rewrap",
    "settle",
    "share",
    "weigh",
    "withdraw",
]

_HOME = {
    "create": "actions",
    "share": "actions",
    "withdraw": "actions",
    "erase": "actions",
    "forget": "cache",
    "new_epoch": "epochs",
    "rewrap": "epochs",
    "Damaged": "errors",
    "KeyStoreDown": "errors",
    "NoKey": "errors",
    "SealedField": "fields",
    "blind": "index",
    "blinder": "index",
    "new_index_key": "index",
    "destroy_index_key": "index",
    "create_many": "bulk",
    "weigh": "bulk",
    "SealedModel": "models",
    "provider": "providers",
    "knows": "queries",
    "organisations": "queries",
    "organisations_of": "queries",
    "Sealed": "sealed",
    "ReadResult": "sealing",
    "put": "sealing",
    "read": "sealing",
    "check": "upkeep",
    "settle": "upkeep",
}


def __getattr__(name: str) -> Any:
    """Import on first use: Django imports this package before models may be imported."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
