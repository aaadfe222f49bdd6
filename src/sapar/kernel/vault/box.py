"""The sealed form of one value: AES-256-GCM, bound to its place.

Layout: one byte format version, one byte key version, 12 bytes nonce, ciphertext with its 16-byte
tag. Table, column, row and key version are authenticated with it, so that a ciphertext copied to
another row or column does not open.
"""

import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db.models import Model

from .errors import Damaged
from .sealed import Sealed

FORMAT = 1
KEY_VERSION = 1
_NONCE = 12
_HEAD = 2
_BODY = _HEAD + _NONCE


def seal_value(cipher: AESGCM, row: Model, field: str, plain: str) -> Sealed:
    """Encrypt `plain` for this column of this row."""
    return Sealed(seal_bytes(cipher, type(row), row.pk, field, plain))


def seal_bytes(cipher: AESGCM, model: type[Model], pk: object, field: str, plain: str) -> bytes:
    """The bytes of `seal_value`, for a row that is written without its model."""
    nonce = os.urandom(_NONCE)
    content = cipher.encrypt(nonce, plain.encode(), _place(model, pk, field, KEY_VERSION))
    return bytes((FORMAT, KEY_VERSION)) + nonce + content


def open_value(cipher: AESGCM, row: Model, field: str, sealed: Sealed) -> str:
    """The text inside. Raises Damaged when it was altered, moved or sealed with another key."""
    return open_bytes(cipher, type(row), row.pk, field, sealed.box)


def open_bytes(cipher: AESGCM, model: type[Model], pk: object, field: str, box: bytes) -> str:
    """The text inside a value read without its row; else as `open_value`."""
    try:
        if box[0] != FORMAT:
            raise ValueError("unknown format")
        plain = cipher.decrypt(box[_HEAD:_BODY], box[_BODY:], _place(model, pk, field, box[1]))
    except (InvalidTag, ValueError, IndexError) as error:
        raise Damaged(f"{model._meta.db_table}.{field} of {pk}") from error
    return plain.decode()


def _place(model: type[Model], pk: object, field: str, key_version: int) -> bytes:
    return f"{_column(model, field)}|{pk}|{key_version}".encode()


@cache
def _column(model: type[Model], field: str) -> str:
    return f"{model._meta.db_table}|{getattr(model._meta.get_field(field), 'column', field)}"
