"""Actors, and the owner's connection to tamper through."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connections, transaction

from sapar.kernel.vault.providers import FileKeys
from sapar.settings import _database


@dataclass(frozen=True)
class Somebody:
    """An actor without a row in the users' table: the journal needs only identifiers."""

    id: UUID = field(default_factory=uuid4)
    organisation_id: UUID | None = field(default_factory=uuid4)


@pytest.fixture
def somebody() -> Somebody:
    return Somebody()


@pytest.fixture
def owner(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The default connection as owner of the tables, in a transaction that is rolled back.

    The owner alone can switch triggers off, and what is tampered with must not outlive the test.
    """
    with django_db_blocker.unblock():
        connection = connections["default"]
        before = dict(connection.settings_dict)
        connection.close()
        connection.settings_dict.update(_database(os.environ["SAPAR_OWNER_URL"]))
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            connection.close()
            connection.settings_dict.update(before)


@pytest.fixture(autouse=True, scope="session")
def _signing_key() -> None:
    """Make the installation's keys, so that sealing asks nothing of the key database."""
    FileKeys(Path(settings.SAPAR["SAPAR_KEYS_DIR"])).initialise()


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The web role's connection without a surrounding transaction.

    What such a test journals stays; the journal is never emptied, and other tests do not mind.
    """
    with django_db_blocker.unblock():
        yield
        connections["default"].close()
