"""pytest plugin: boots a throw-away PostgreSQL before Django reads its settings.

Tests run as ``sapar_app``, the role of the web process, so row security is never bypassed by accident.
``SAPAR_POSTGRES=system`` runs them on the system's PostgreSQL instead of the embedded one.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_flavour = os.environ.get("SAPAR_POSTGRES", "auto")
VAR = Path(tempfile.mkdtemp(prefix="sapar-test-"))

os.environ["SAPAR_VAR"] = str(VAR)
os.environ["SAPAR_KEYS_DIR"] = str(VAR / "keys")
os.environ["SAPAR_DEMO"] = "1"
os.environ["SAPAR_LANGUAGE"] = "en"  # tests read messages in the language they are written in
# Playwright keeps an event loop open between journeys; Django would take every later test for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
for _name in ("DATABASE_URL", "SAPAR_OWNER_URL", "SAPAR_KEYS_URL", "SAPAR_KEYS_OWNER_URL"):
    os.environ.pop(_name, None)

from sapar.kernel import postgres  # noqa: E402  # the environment above must be set first

postgres.boot(VAR, flavour=_flavour, durable=False)
(VAR / "static").mkdir()  # where WhiteNoise looks for collected files; tests link the sources


@pytest.hookimpl(wrapper=True)
def pytest_unconfigure() -> Iterator[None]:
    import shutil

    yield
    for cluster in postgres.BOOTED:
        cluster.release()
    shutil.rmtree(VAR, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def plain_static_files() -> None:
    """Pages of tests link static files as they lie in the source: nothing is collected and hashed first."""
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
