"""Keys inside OpenBao (or HashiCorp Vault), used through the transit engine's HTTP interface.

Organisations' keys never leave the server: it wraps and unwraps, and logs each use on its own
side. An epoch is a version of the organisation's transit key. The installation's two keys are
derived by HMAC under keys that do not leave the server either.
"""

import base64
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sapar.kernel.vault.errors import KeyStoreDown

from .base import Wrapped
from .transit import Missing, Transit

_INDEX = "sapar-index"
_SIGNING = "sapar-journal"


class OpenBaoKeys:
    """One transit key per organisation, `sapar-<uuid>`, with derivation by subject.

    `url` is the server's address (https://…:8200), `token` one whose policy allows keys, encrypt,
    decrypt and hmac of `mount`.
    """

    def __init__(self, url: str, token: str, *, mount: str = "transit") -> None:
        self._transit = Transit(url, token, mount=mount)
        self._index_keys: dict[int, bytes] = {}

    def initialised(self) -> bool:
        return self._versions(_INDEX) != []

    def initialise(self) -> None:
        for name in (_SIGNING, _INDEX):
            # Making a key that exists changes nothing.
            self._transit.post(f"keys/{name}", {"type": "hmac", "key_size": 32})

    def current_epoch(self, organisation: UUID) -> int:
        name = _name(organisation)
        versions = self._versions(name)
        if versions:
            return versions[-1]
        self._transit.post(f"keys/{name}", {"type": "aes256-gcm96", "derived": True})
        return self._versions(name)[-1]

    def oldest_epoch(self, organisation: UUID) -> int:
        self.current_epoch(organisation)
        return self._versions(_name(organisation))[0]

    def new_epoch(self, organisation: UUID) -> int:
        self.current_epoch(organisation)
        name = _name(organisation)
        self._transit.post(f"keys/{name}/rotate", {})
        return self._versions(name)[-1]

    def destroy_epoch(self, organisation: UUID, epoch: int) -> None:
        if epoch >= self.current_epoch(organisation):
            raise ValueError("the newest epoch of an organisation is in use")
        name = _name(organisation)
        if epoch < self._versions(name)[0]:
            return
        self._trim(name, epoch + 1)

    def wrap(self, organisation: UUID, epoch: int, dek: bytes, *, subject: UUID) -> bytes:
        answer = self._transit.post(
            f"encrypt/{_name(organisation)}",
            {"plaintext": _b64(dek), "context": _b64(subject.bytes), "key_version": epoch},
        )
        return str(answer["ciphertext"]).encode()

    def unwrap(self, organisation: UUID, epoch: int, blob: bytes, *, subject: UUID) -> bytes:
        return self.unwrap_many(organisation, [Wrapped(subject, epoch, blob)])[0]

    def unwrap_many(self, organisation: UUID, wraps: Sequence[Wrapped]) -> list[bytes]:
        if not wraps:
            return []
        batch = [{"ciphertext": _text(w), "context": _b64(w.subject.bytes)} for w in wraps]
        answer = self._transit.post(f"decrypt/{_name(organisation)}", {"batch_input": batch})
        results: list[dict[str, Any]] = answer["batch_results"]
        if len(results) != len(wraps) or any(each.get("error") for each in results):
            raise KeyStoreDown("OpenBao could not open every wrap of the batch")
        return [base64.b64decode(each["plaintext"]) for each in results]

    def index_key(self, version: int = 1) -> bytes:
        if version not in self._index_keys:
            self._index_keys[version] = self._derive(_INDEX, b"blind index 1", version)
        return self._index_keys[version]

    def new_index_key(self) -> int:
        self._transit.post(f"keys/{_INDEX}/rotate", {})
        return self._versions(_INDEX)[-1]

    def destroy_index_key(self, version: int) -> None:
        self._index_keys.pop(version, None)
        self._trim(_INDEX, version + 1)

    def signing_key(self) -> Ed25519PrivateKey:
        return self._signing_key

    @cached_property
    def _signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._derive(_SIGNING, b"journal seals 1"))

    def _trim(self, name: str, least: int) -> None:
        # A raised minimum could be lowered again: only trimming destroys the old versions, and
        # the server trims no further than both minimums.
        self._transit.post(f"keys/{name}/config", {"min_decryption_version": least, "min_encryption_version": least})
        self._transit.post(f"keys/{name}/trim", {"min_available_version": least})

    def _derive(self, name: str, label: bytes, version: int = 1) -> bytes:
        # The version by name: rotating the key must not change what was derived from it.
        body = {"input": _b64(label), "key_version": version}
        answer = self._transit.post(f"hmac/{name}/sha2-256", body)
        return base64.b64decode(str(answer["hmac"]).rsplit(":", 1)[1])

    def _versions(self, name: str) -> list[int]:
        try:
            found = self._transit.get(f"keys/{name}")
        except Missing:
            return []
        return sorted(int(version) for version in found["keys"])


def _name(organisation: UUID) -> str:
    return f"sapar-{organisation}"


def _text(wrap: Wrapped) -> str:
    """The transit ciphertext; KeyStoreDown unless it is of the epoch that the wrap claims."""
    text = wrap.blob.decode("ascii", "replace")
    if text.split(":")[1:2] != [f"v{wrap.epoch}"]:
        raise KeyStoreDown(f"a wrap of epoch {wrap.epoch} was altered")
    return text


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
