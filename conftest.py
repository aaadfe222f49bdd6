"""Databases of the tests: made as owner, used as the web role."""

from collections.abc import Iterator

import pytest
from django.db import connections

pytest_plugins = ["tests.cast"]


@pytest.fixture(scope="session", autouse=True)
def plain_static_files() -> None:
    """Pages of tests link the files as they lie in the source: nothing is collected and hashed first."""
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Migrate the booted databases as owner once, then run every test as ``sapar_app``."""
    import os

    from django.conf import settings

    from sapar.kernel.preparing import prepare_databases
    from sapar.settings import _database

    with django_db_blocker.unblock():
        used = {alias: dict(settings.DATABASES[alias]) for alias in ("default", "keys")}
        owners = {"default": "SAPAR_OWNER_URL", "keys": "SAPAR_KEYS_OWNER_URL"}
        for alias, variable in owners.items():
            connections[alias].close()
            connections[alias].settings_dict.update(_database(os.environ[variable]))
        prepare_databases()
        for alias in owners:
            connections[alias].close()
            connections[alias].settings_dict.update(
                {key: used[alias][key] for key in ("USER", "PASSWORD", "NAME", "HOST")}
            )
    yield
    with django_db_blocker.unblock():
        for alias in used:
            connections[alias].close()
