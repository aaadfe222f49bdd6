"""The sealed form of one value: AES-256-GCM, bound to its place.

Layout: one byte format version, one byte key version, 12 bytes nonce, ciphertext with its 16-byte
tag. Table, column, row and key version are authenticated with it, so that a ciphertext copied to
another row or column does not open.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db.models import Model

from .errors import Damaged
from .sealed import Sealed

FORMAT = 1
KEY_VERSION = 1
_NONCE = 12
_HEAD = 2


def seal_value(cipher: AESGCM, row: Model, field: str, plain: str) -> Sealed:
    """Encrypt `plain` for this column of this row."""
    nonce = os.urandom(_NONCE)
    content = cipher.encrypt(nonce, plain.encode(), _place(row, field, KEY_VERSION))
    return Sealed(bytes((FORMAT, KEY_VERSION)) + nonce + content)


def open_value(cipher: AESGCM, row: Model, field: str, sealed: Sealed) -> str:
    """The text inside. Raises Damaged when it was altered, moved or sealed with another key."""
    box = sealed.box
    try:
        if box[:1] != bytes((FORMAT,)):
            raise ValueError("unknown format")
        body = _HEAD + _NONCE
        plain = cipher.decrypt(box[_HEAD:body], box[body:], _place(row, field, box[1]))
    except (InvalidTag, ValueError, IndexError) as error:
        raise Damaged(f"{row._meta.db_table}.{field} of {row.pk}") from error
    return plain.decode()


def _place(row: Model, field: str, key_version: int) -> bytes:
    column = getattr(row._meta.get_field(field), "column", field)
    return f"{row._meta.db_table}|{column}|{row.pk}|{key_version}".encode()
