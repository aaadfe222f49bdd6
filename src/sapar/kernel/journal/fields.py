"""A column type Django does not know: a set of runs of whole numbers."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.types.multirange import Int8Multirange
from psycopg.types.range import Int8Range

type Runs = tuple[tuple[int, int], ...]
"""Runs of ids, both ends included, in rising order."""


def to_multirange(runs: Iterable[tuple[int, int]]) -> Int8Multirange:
    """The PostgreSQL value of `runs`."""
    return Int8Multirange([Int8Range(low, high + 1, "[)") for low, high in runs])


class Int8MultirangeField(models.Field):  # type: ignore[type-arg]  # not subscriptable at run time
    """PostgreSQL `int8multirange`; in Python a tuple of (first, last) pairs."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "int8multirange"

    def from_db_value(self, value: Any, expression: object, connection: object) -> Runs | None:
        if value is None:
            return None
        return tuple((part.lower, part.upper - 1) for part in value)

    def get_prep_value(self, value: Any) -> Int8Multirange | None:
        return None if value is None else to_multirange(value)
