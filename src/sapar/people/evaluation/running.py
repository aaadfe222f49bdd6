"""The whole of ``sapar people evaluate``: a throw-away server, filled, asked and gone again."""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sapar.kernel.access.models import User
    from sapar.people.evaluation.measuring import Result

_URLS = ("DATABASE_URL", "SAPAR_OWNER_URL", "SAPAR_KEYS_URL", "SAPAR_KEYS_OWNER_URL")


@contextmanager
def scratch() -> Iterator[None]:
    """A database server and key store of one's own in a temporary folder, migrated; Django is set up on it."""
    from sapar.kernel import postgres

    var = Path(tempfile.mkdtemp(prefix="sapar-evaluate-"))
    os.environ |= {
        "SAPAR_VAR": str(var),
        "SAPAR_KEYS_DIR": str(var / "keys"),
        "SAPAR_KEY_PROVIDER": "file",
        "SAPAR_DEMO": "1",
    }
    for name in _URLS:
        os.environ.pop(name, None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.settings")
    try:
        postgres.boot(var, flavour=os.environ.get("SAPAR_POSTGRES", "auto"), durable=False)
        import django

        django.setup()
        from sapar.testing import databases

        databases.migrate()
        yield
    finally:
        for cluster in postgres.BOOTED:
            cluster.release()
        shutil.rmtree(var, ignore_errors=True)


def worker() -> "User":
    """An organisation and its counsellor, who may see all of its people."""
    from datetime import timedelta

    from django.utils import timezone

    from sapar.kernel.access.models import Organisation, RoleGrant, User
    from sapar.kernel.access.roles import Role
    from sapar.testing import databases

    with databases.as_owner():
        organisation = Organisation.objects.create(
            code="evaluation", labels={"en": "Evaluation"}, kind="ngo", country_code="XX", is_operational=True
        )
        user = User.objects.create(email="counsellor@evaluation.example", name="Counsellor", organisation=organisation)
        until = timezone.now() + timedelta(days=1)
        RoleGrant.objects.create(user=user, role=Role.COUNSELLOR, organisation=organisation, expires_at=until)
    return user


def evaluate(
    index: Path, queries: Path, *, fields: tuple[str, ...], clients: int = 0, most: int | None = None
) -> "list[Result]":
    """Load `index` and ask `queries`. Call inside `scratch`. Raises Invalid for files of another layout."""
    from dataclasses import replace

    from sapar.people.evaluation import loading, measuring
    from sapar.people.evaluation.registrations import read

    asked = list(read(queries))
    if most is not None and len(asked) > most:
        asked = random.Random(0).sample(asked, most)  # noqa: S311  # a sample, not a secret
    wanted = {line.rid for line in asked}
    by = worker()
    people = loading.load(index, by=by, workers=os.cpu_count() or 1)
    scripts = {line.rid: line.script for line in read(index) if line.rid in wanted}
    found = []
    for each in fields:
        result = measuring.measure(asked, people, scripts, by=by, fields=each)
        if clients:
            p95 = measuring.together(asked, people, by=by, fields=each, clients=clients)
            result = replace(result, clients=clients, clients_p95_ms=p95)
        found.append(result)
    return found
