"""kill -9 of the application and of the database during writes: nothing acknowledged is lost, nothing is half-written."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from tests import databases

ACKNOWLEDGED = 8
PATIENCE = 60


@pytest.fixture
def environment(django_db_setup: Any, django_db_blocker: Any) -> dict[str, str]:
    """A copy of the databases with one organisation and one caseworker."""
    with django_db_blocker.unblock():
        environment = databases.copy("killed")
    now = timezone.now()
    with psycopg.connect(environment["SAPAR_OWNER_URL"], autocommit=True) as owner:
        owner.execute(
            "INSERT INTO access_organisation (id, code, labels, kind, country_code, is_operational)"
            """ VALUES (gen_random_uuid(), 'writers', '{"en": "Writers"}', 'ngo', 'KG', true)"""
        )
        owner.execute(
            "INSERT INTO access_user (id, password, email, name, organisation_id, language, is_active, is_demo)"
            " SELECT gen_random_uuid(), '', 'writer@example.org', 'Writer', id, '', true, true FROM access_organisation WHERE code = 'writers'"
        )
        owner.execute(
            "INSERT INTO access_rolegrant (id, user_id, role, organisation_id, granted_at, expires_at)"
            " SELECT gen_random_uuid(), id, 'caseworker', organisation_id, %s, %s FROM access_user WHERE name = 'Writer'",
            [now - timedelta(days=1), now + timedelta(days=1)],
        )
    return environment


def write_until(environment: dict[str, str], kill: Any) -> list[str]:
    """Let a writer work until enough is acknowledged, kill it or its database, return what was acknowledged."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writer"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines: list[str] = []
    limit = time.monotonic() + PATIENCE
    while len(lines) < ACKNOWLEDGED and time.monotonic() < limit:
        line = writer.stdout.readline()
        if not line:
            pytest.fail(writer.stderr.read()[-2000:])
        lines.append(line.split()[0])
    kill(writer)
    lines += [line.split()[0] for line in writer.communicate(timeout=PATIENCE)[0].splitlines() if " " in line]
    return lines


def assert_whole(environment: dict[str, str], acknowledged: list[str]) -> None:
    with psycopg.connect(environment["SAPAR_OWNER_URL"]) as owner:
        kept = {str(row[0]) for row in owner.execute("SELECT id FROM assistance_delivery")}
        orphans = owner.execute(
            "SELECT count(*) FROM assistance_delivery d FULL JOIN"
            " (SELECT * FROM ledger_ledgerentry WHERE reverses_id IS NULL AND source_kind = 'delivery') e ON e.source_id = d.id"
            " WHERE d.id IS NULL OR e.id IS NULL"
        ).fetchone()
        people = {row[0] for row in owner.execute("SELECT id FROM people_person")}
    with psycopg.connect(environment["SAPAR_KEYS_OWNER_URL"]) as keys:
        wrapped = {row[0] for row in keys.execute("SELECT subject FROM vault_keywrap")}
    assert len(acknowledged) >= ACKNOWLEDGED
    assert set(acknowledged) <= kept, "an acknowledged service was lost"
    assert orphans == (0,), "a service without its entry, or an entry without its service"
    assert people <= wrapped, "a person without a key"


def test_kill_9_of_the_application(environment: dict[str, str]) -> None:
    acknowledged = write_until(environment, lambda writer: writer.kill())
    assert_whole(environment, acknowledged)


def test_kill_9_of_the_database(environment: dict[str, str]) -> None:
    cluster = databases.cluster()

    def kill(writer: subprocess.Popen[str]) -> None:
        postmaster = int((cluster.data / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(
            ["pgrep", "-P", str(postmaster)], capture_output=True, text=True, check=False
        ).stdout.split()
        for pid in (postmaster, *map(int, children)):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue  # it fell with its parent

    acknowledged = write_until(environment, kill)
    cluster._child.wait()
    cluster.release()
    cluster.ensure()
    assert_whole(environment, acknowledged)
