"""What the vault asks of a key store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A person key encrypted with an organisation's key of one epoch."""

    subject: UUID
    epoch: int
    blob: bytes


class KeyProvider(Protocol):
    """Keys of organisations, numbered by epoch from 1, and two keys of the installation.

    A wrap is bound to its organisation, epoch and subject: moved elsewhere it does not open.
    Every method raises KeyStoreDown when the store cannot do what is asked, whatever the cause.
    """

    def initialised(self) -> bool:
        """Whether the installation's keys exist."""

    def initialise(self) -> None:
        """Make the installation's keys unless they exist."""

    def current_epoch(self, organisation: UUID) -> int:
        """Newest epoch of the organisation; its first key is made on the first call."""

    def oldest_epoch(self, organisation: UUID) -> int:
        """Oldest epoch that was not destroyed."""

    def new_epoch(self, organisation: UUID) -> int:
        """Make the organisation's next key and return its number."""

    def destroy_epoch(self, organisation: UUID, epoch: int) -> None:
        """Destroy this and every older key of the organisation for good.

        Raises ValueError for the newest one.
        """

    def wrap(self, organisation: UUID, epoch: int, dek: bytes, *, subject: UUID) -> bytes:
        """Encrypt the subject's key for the organisation."""

    def unwrap(self, organisation: UUID, epoch: int, blob: bytes, *, subject: UUID) -> bytes:
        """The subject's key. Raises KeyStoreDown when the epoch is gone or the wrap is damaged."""

    def unwrap_many(self, organisation: UUID, wraps: Sequence[Wrapped]) -> list[bytes]:
        """Several keys of one organisation at once, in the order asked."""

    def index_key(self, version: int = 1) -> bytes:
        """32 bytes for blind indexes, of one version. A version never changes; see `new_index_key`."""

    def new_index_key(self) -> int:
        """Make the next version of the index key and return its number."""

    def destroy_index_key(self, version: int) -> None:
        """Destroy this version for good: nothing can be looked up under it any more."""

    def signing_key(self) -> Ed25519PrivateKey:
        """Signs the journal's seals."""
