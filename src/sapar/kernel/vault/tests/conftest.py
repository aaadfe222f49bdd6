"""A table with sealed columns of its own, and organisations without rows."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings

from sapar.kernel import vault
from sapar.kernel.vault import providers
from sapar.kernel.vault.providers import FileKeys

TABLE = "vault_test_note"


@dataclass(frozen=True)
class Somebody:
    """An actor of an organisation; the vault needs only identifiers."""

    organisation_id: UUID = field(default_factory=uuid4)
    id: UUID = field(default_factory=uuid4)


@pytest.fixture(scope="session")
def note_table(django_db_setup: None) -> Iterator[None]:
    with psycopg.connect(os.environ["SAPAR_OWNER_URL"], autocommit=True) as owner:
        owner.execute(f"CREATE TABLE {TABLE} (id uuid PRIMARY KEY, person uuid, name bytea, phone bytea)")
        owner.execute(f"GRANT ALL ON {TABLE} TO sapar_app")
    yield
    with psycopg.connect(os.environ["SAPAR_OWNER_URL"], autocommit=True) as owner:
        owner.execute(f"DROP TABLE {TABLE}")


@pytest.fixture(scope="session")
def keys() -> FileKeys:
    """The key folder of the test run: wraps that other tests left behind open with it."""
    made = FileKeys(Path(settings.SAPAR["SAPAR_KEYS_DIR"]))
    made.initialise()
    return made


@pytest.fixture(autouse=True)
def _own_keys(keys: FileKeys) -> Iterator[None]:
    providers.provider.cache_clear()
    vault.forget()
    yield
    providers.provider.cache_clear()
    vault.forget()


@pytest.fixture
def somebody() -> Somebody:
    return Somebody()


@pytest.fixture
def stranger() -> Somebody:
    return Somebody()
