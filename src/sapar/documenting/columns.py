"""Columns of a model in words."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sapar.documenting.markdown import cell
from sapar.documenting.meanings import anywhere, in_table
from sapar.kernel.vault.fields import SealedField

_TYPES: dict[str, str] = {
    "UUIDField": "uuid",
    "TextField": "text",
    "SlugField": "short name",
    "EmailField": "e-mail",
    "BooleanField": "yes or no",
    "DateField": "day",
    "DateTimeField": "moment",
    "TimeField": "time of day",
    "JSONField": "JSON",
    "BinaryField": "bytes",
    "Int8MultirangeField": "runs of numbers",
}


@dataclass(frozen=True)
class Column:
    """One column as the dictionary shows it."""

    name: str
    type: str
    null: bool
    sealed: bool
    meaning: str


def columns(model: type[models.Model]) -> Iterator[Column]:
    """The columns of a model in the order of the table."""
    told = inspect.getdoc(model) or ""
    for field in model._meta.concrete_fields:
        yield Column(
            str(field.column), _type(field), bool(field.null), isinstance(field, SealedField), _meaning(field, told)
        )


def _type(field: models.Field) -> str:  # type: ignore[type-arg]  # any field
    if isinstance(field, models.ForeignKey):
        return f"→ `{field.related_model._meta.db_table}`"
    if isinstance(field, SealedField):
        return "ciphertext"
    if isinstance(field, ArrayField):
        return f"list of {_type(field.base_field)}"
    if isinstance(field, models.DecimalField):
        return f"number, {field.max_digits - field.decimal_places} digits and {field.decimal_places} decimals"
    if isinstance(field, models.IntegerField | models.AutoField):
        return "whole number"
    kind = _TYPES.get(type(field).__name__)
    return kind or (f"text, up to {field.max_length}" if field.max_length else "text")


def _meaning(field: models.Field, told: str) -> str:  # type: ignore[type-arg]  # any field
    """Help text, else what is said of this table, else the docstring's sentence, else what the name always means."""
    if said := field.help_text or in_table(field.model._meta.db_table, field.name):
        return cell(said)
    named = re.compile(rf"`{re.escape(field.name)}`")
    for sentence in re.split(r"(?<=[.;:])\s+", " ".join(told.replace("``", "`").split())):
        if named.search(sentence):
            return cell(sentence[0].upper() + sentence[1:]).rstrip(";:") + ("." if sentence[-1] in ";:" else "")
    if field.choices:
        return "One of " + ", ".join(f"`{value}`" for value, _label in field.flatchoices) + "."
    return anywhere(field.name)
