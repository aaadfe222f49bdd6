"""Where seals get their signature from.

The journal stands below the vault, which holds the keys, so it cannot ask for one: the vault
hands a source in when the application starts (`sign_with`).
"""

import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

type KeySource = Callable[[], Ed25519PrivateKey]

_source: KeySource | None = None


def sign_with(source: KeySource) -> None:
    """Use `source` for the signing key of seals from now on."""
    global _source
    _source = source


def signing_key() -> Ed25519PrivateKey:
    """The key that signs seals; RuntimeError when nothing was handed in."""
    if _source is None:
        raise RuntimeError("no signing key: sapar.kernel.vault must be installed")
    return _source()


def key_id(key: Ed25519PublicKey) -> str:
    """Short name of a public key: 16 hexadecimal digits of its SHA-256."""
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:16]
