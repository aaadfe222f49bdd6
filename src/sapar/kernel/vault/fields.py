"""The model field of encrypted values."""

import base64
import binascii
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.lookups import Lookup, Transform

from .sealed import Sealed


class SealedField(models.Field):  # type: ignore[type-arg]  # not subscriptable at run time
    """A `bytea` column that only takes what `vault.put` sealed.

    Assigning text and saving raises TypeError, so plaintext cannot reach the database by
    mistake. The only possible filter is `isnull`; forms leave the field out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: Any, expression: object, connection: object) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None:
            return None
        if isinstance(value, Sealed):
            return value.box
        # The value itself must stay out of the message: it is what the vault protects.
        raise TypeError(f"{self.model.__name__}.{self.name} takes sealed values: use vault.put()")

    def get_lookup(self, lookup_name: str) -> "type[Lookup[Any]] | None":
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> type[Transform] | None:
        return None

    def to_python(self, value: Any) -> Sealed | None:
        """Accept what a fixture holds: base64 of the ciphertext."""
        if value is None or isinstance(value, Sealed):
            return value
        try:
            return Sealed(base64.b64decode(value, validate=True))
        except (binascii.Error, TypeError, ValueError) as error:
            raise ValidationError("not a sealed value", code="invalid") from error

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return base64.b64encode(value.box).decode("ascii") if isinstance(value, Sealed) else ""
