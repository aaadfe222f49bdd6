"""Keys as small files in a private folder: for a site without a key server."""

import os
import secrets
import stat
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sapar.kernel.vault.errors import KeyStoreDown

from .base import Wrapped

_NONCE = 12
_SIZE = 32
_INDEX = "index.key"
_SIGNING = "journal-signing.key"


class FileKeys:
    """`FOLDER/organisations/<uuid>/<epoch>.key`, plus the installation's two keys in `FOLDER`.

    Files are 0600 and appear whole or not at all. A folder that others may read is refused with
    KeyStoreDown. Whoever copies the folder and the databases can read everything: keep it out of
    the database's backups.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: dict[tuple[UUID, int], AESGCM] = {}
        self._index_keys: dict[int, bytes] = {}
        _make_private(folder)
        if stat.S_IMODE(folder.stat().st_mode) & 0o077:
            raise KeyStoreDown(f"others may read {folder}; run: chmod 700 {folder}")

    def initialised(self) -> bool:
        return (self._folder / _INDEX).exists()

    def initialise(self) -> None:
        _create(self._folder / _SIGNING)
        _create(self._folder / _INDEX)

    def current_epoch(self, organisation: UUID) -> int:
        epochs = self._epochs(organisation)
        if epochs:
            return epochs[-1]
        _create(self._path(organisation, 1))
        return 1

    def oldest_epoch(self, organisation: UUID) -> int:
        self.current_epoch(organisation)
        return self._epochs(organisation)[0]

    def new_epoch(self, organisation: UUID) -> int:
        epoch = self.current_epoch(organisation) + 1
        _create(self._path(organisation, epoch))
        return epoch

    def destroy_epoch(self, organisation: UUID, epoch: int) -> None:
        if epoch >= self.current_epoch(organisation):
            raise ValueError("the newest epoch of an organisation is in use")
        for each in self._epochs(organisation):
            if each <= epoch:
                self._keys.pop((organisation, each), None)
                _destroy(self._path(organisation, each))

    def wrap(self, organisation: UUID, epoch: int, dek: bytes, *, subject: UUID) -> bytes:
        nonce = os.urandom(_NONCE)
        bound = _binding(organisation, epoch, subject)
        return nonce + self._key(organisation, epoch).encrypt(nonce, dek, bound)

    def unwrap(self, organisation: UUID, epoch: int, blob: bytes, *, subject: UUID) -> bytes:
        return _unwrap(self._key(organisation, epoch), blob, _binding(organisation, epoch, subject), epoch)

    def unwrap_many(self, organisation: UUID, wraps: Sequence[Wrapped]) -> list[bytes]:
        # A search opens hundreds at once: each epoch's key is looked for once, not once per wrap.
        keys = {epoch: self._key(organisation, epoch) for epoch in {wrap.epoch for wrap in wraps}}
        return [_unwrap(keys[w.epoch], w.blob, _binding(organisation, w.epoch, w.subject), w.epoch) for w in wraps]

    def index_key(self, version: int = 1) -> bytes:
        if version not in self._index_keys:
            self._index_keys[version] = _load(self._index_path(version))
        return self._index_keys[version]

    def new_index_key(self) -> int:
        known = [int(each.stem.partition("-")[2]) for each in self._folder.glob("index-*.key")]
        version = max([1, *known]) + 1
        _create(self._index_path(version))
        return version

    def destroy_index_key(self, version: int) -> None:
        self._index_keys.pop(version, None)
        if version == 1:
            # The file of the first version also marks the folder as in use: it stays, with other bytes in it.
            _overwrite(self._index_path(1))
        elif self._index_path(version).exists():
            _destroy(self._index_path(version))

    def _index_path(self, version: int) -> Path:
        return self._folder / (_INDEX if version == 1 else f"index-{version}.key")

    def signing_key(self) -> Ed25519PrivateKey:
        return self._signing_key

    @cached_property
    def _signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(_load(self._folder / _SIGNING))

    def _path(self, organisation: UUID, epoch: int) -> Path:
        return self._folder / "organisations" / str(organisation) / f"{epoch}.key"

    def _epochs(self, organisation: UUID) -> list[int]:
        folder = self._path(organisation, 0).parent
        return sorted(int(each.stem) for each in folder.glob("*.key"))

    def _key(self, organisation: UUID, epoch: int) -> AESGCM:
        path = self._path(organisation, epoch)
        # Asked on every use: another process may have destroyed the epoch meanwhile.
        if not path.exists():
            raise KeyStoreDown(f"epoch {epoch} of organisation {organisation} is gone")
        if (organisation, epoch) not in self._keys:
            self._keys[organisation, epoch] = AESGCM(_load(path))
        return self._keys[organisation, epoch]


def _unwrap(key: AESGCM, blob: bytes, bound: bytes, epoch: int) -> bytes:
    try:
        return key.decrypt(blob[:_NONCE], blob[_NONCE:], bound)
    except (InvalidTag, ValueError) as error:
        raise KeyStoreDown(f"a wrap of epoch {epoch} does not open with its key") from error


def _binding(organisation: UUID, epoch: int, subject: UUID) -> bytes:
    return f"wrap|{organisation}|{epoch}|{subject}".encode()


def _load(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KeyStoreDown(f"{path.name} cannot be read: {error.strerror}") from error
    if len(content) != _SIZE:
        raise KeyStoreDown(f"{path.name} is not a key of {_SIZE} bytes")
    return content


def _make_private(folder: Path) -> None:
    # One by one: mkdir(parents=True) gives the folders in between the ordinary, readable mode.
    if not folder.exists():
        _make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _create(path: Path) -> None:
    """Write a new random key, whole and durable, unless another process was first."""
    _make_private(path.parent)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(_SIZE))
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # fails if the name exists, unlike a rename
    except FileExistsError:
        return
    finally:
        draft.unlink()
        _sync(path.parent)


def _destroy(path: Path) -> None:
    # Overwritten before unlinking: on plain disks the old bytes would stay readable.
    _overwrite(path)
    path.unlink(missing_ok=True)
    _sync(path.parent)


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(_SIZE))
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
