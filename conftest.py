"""Databases of the tests: made as owner, used as the web role."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.utils import translation

pytest_plugins = ["tests.cast"]


@pytest.fixture(autouse=True)
def language_of_the_source() -> Iterator[None]:
    """Every test begins in English: a page asked in Kyrgyz leaves its language on the thread."""
    translation.activate("en")
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Migrate the booted databases as owner once, then run every test as ``sapar_app``."""
    from sapar.testing import databases

    with django_db_blocker.unblock():
        databases.migrate()
    yield
    with django_db_blocker.unblock():
        connections.close_all()
