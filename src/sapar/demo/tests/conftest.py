"""The shipped programme, loaded once for all tests of a module that ask for it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from sapar.demo.load import LoadReport, load_programme
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.access.roles import Role
from tests.cast import make_organisation, make_user


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[tuple[User, LoadReport]]:
    """Loads as the web role by a project manager, as a first start does; undone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        manager = make_user(make_organisation("loaders", "Loaders"), "loader", Role.PROJECT_MANAGER)
        yield manager, load_programme(by=manager)
        transaction.set_rollback(True)


@pytest.fixture
def manager(loaded, db) -> Iterator[User]:
    """The project manager who loaded the programme, looking at it."""
    with acting_as(loaded[0]):
        yield loaded[0]
