"""Codes of upper rooms by which a person is found too: a case number. Rooms register finders in ``apps.ready()``."""

from collections.abc import Callable
from uuid import UUID

from django.db.models import Q

from sapar.kernel.access.models import User
from sapar.kernel.words import heard

_finders: dict[str, Callable[[User, Q], set[UUID]]] = {}


def register(name: str, finder: Callable[[User, Q], set[UUID]]) -> None:
    """Add a finder: of the records of that room which ``user`` may view and whose ``code`` the filter means, the
    persons. The same name again replaces it."""
    _finders[name] = finder


def meaning(typed: str) -> Q:
    """The filter on a field ``code`` for what was typed: the code itself, or its three words."""
    end = heard(typed)
    return Q(code__endswith=f"-{end}") if end else Q(code=typed.strip().upper())


def people_of(by: User, typed: str) -> set[UUID]:
    """The persons of those records of upper rooms that ``typed`` means."""
    return {person for finder in _finders.values() for person in finder(by, meaning(typed))}
