"""Who the database believes is asking, and the narrow roles put on for one question.

All of it is local to the transaction: a pooled connection never carries one user's rights to the next.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from sapar.kernel.access.models import User

_current: ContextVar[User | None] = ContextVar("sapar_current_user", default=None)


def current_user() -> User | None:
    """The user the running request, command or test acts as."""
    return _current.get()


def _act_as(user_id: UUID | str | None) -> None:
    """Generated with the row security (rowsecurity.act_as): sets the user and what follows from the roles."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_act_as(%s)", [str(user_id) if user_id else None])


@contextmanager
def acting_as(user: User | None) -> Iterator[None]:
    """Run a transaction in which row security sees ``user``. Without a user no protected row is seen."""
    token = _current.set(user)
    try:
        with transaction.atomic():
            before = _setting()
            _act_as(user.id if user else None)
            yield
            # Only reached without an error: after one, PostgreSQL rolls the setting back itself.
            _act_as(before)
    finally:
        _current.reset(token)


def _setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('sapar.user', true), '')")
        return str(cursor.fetchone()[0])


@contextmanager
def _wearing(role: str) -> Iterator[None]:
    """Put the role on, and whatever was worn before back on: one question may be asked inside another."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('role'), set_config('role', %s, true)", [role])
            before = cursor.fetchone()[0]
        yield
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', %s, true)", [before])


def ask_as_matching(statement: str, values: Mapping[str, str | int]) -> list[Any]:
    """The rows of one SELECT in the role of `matching_role`: putting it on, asking and taking it off travel together.

    An error leaves the whole transaction unusable, so the role cannot outlive it.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE sapar_matching; {statement}; RESET ROLE", values)
        cursor.nextset()
        return list(cursor.fetchall())


def figures_role() -> AbstractContextManager[None]:
    """Count over the ledger of all organisations: may read entries and shares, and nothing else."""
    return _wearing("sapar_figures")


def matching_role() -> AbstractContextManager[None]:
    """Look blind keys up across organisations: may read keys and where a file lives, no personal field."""
    return _wearing("sapar_matching")


def linking_role() -> AbstractContextManager[None]:
    """Propose, decide and derive who is one person, across organisations: ids and codes, no personal field."""
    return _wearing("sapar_linking")


def sealer_role() -> AbstractContextManager[None]:
    """Read the whole journal and add seals to it: the worker and ``sapar journal verify``."""
    return _wearing("sapar_sealer")
