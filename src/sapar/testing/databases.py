"""Migrating the booted test databases as their owner, and going back to the web role."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections

from sapar.kernel.preparing import prepare_databases

OWNERS = {"default": "SAPAR_OWNER_URL", "keys": "SAPAR_KEYS_OWNER_URL"}
WHO = ("USER", "PASSWORD", "NAME", "HOST")


@contextmanager
def as_owner() -> Iterator[None]:
    """Let Django's connections be the owner's: outside row security, as migrations are."""
    from sapar.settings import _database

    used = {alias: {key: connections[alias].settings_dict[key] for key in WHO} for alias in OWNERS}
    try:
        for alias, variable in OWNERS.items():
            connections[alias].close()
            connections[alias].settings_dict.update({key: _database(os.environ[variable])[key] for key in WHO})
        yield
    finally:
        for alias in OWNERS:
            connections[alias].close()
            connections[alias].settings_dict.update(used[alias])


def migrate() -> None:
    """Migrate both databases; afterwards Django is the web role again."""
    assert settings.DEMO, "only for throw-away databases"
    with as_owner():
        prepare_databases()
