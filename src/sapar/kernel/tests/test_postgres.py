"""A PostgreSQL is found, booted, shared, killed and started again."""

import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from sapar.kernel import postgres

FLAVOUR = os.environ.get("SAPAR_POSTGRES", "auto")


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> postgres.Cluster:
    # pytest's folders are closed to other accounts: booting here also proves the way round that.
    made = postgres.Cluster(tmp_path_factory.mktemp("var"), FLAVOUR)
    yield made
    made.release()


def test_the_web_role_is_neither_owner_nor_superuser(cluster: postgres.Cluster) -> None:
    server = cluster.ensure()
    with psycopg.connect(server.url("sapar_app", "sapar")) as connection:
        superuser, bypass, inherit = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolinherit FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert (superuser, bypass, inherit) == (False, False, False)


def test_two_processes_share_it_and_the_last_stops_it(cluster: postgres.Cluster) -> None:
    server = cluster.ensure()
    second = postgres.Cluster(cluster.var, FLAVOUR)
    second.ensure()
    cluster.release()
    psycopg.connect(server.url("sapar_app", "sapar")).close()
    second.release()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url("sapar_app", "sapar"))


def test_what_was_committed_survives_kill_9(cluster: postgres.Cluster) -> None:
    server = cluster.ensure()
    with psycopg.connect(server.url("sapar_owner", "sapar"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")
        os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    cluster._child.wait()
    limit = time.monotonic() + 10  # backends notice the death of their parent within moments
    again = postgres.Cluster(cluster.var, FLAVOUR)
    while time.monotonic() < limit:
        try:
            server = again.ensure()
            break
        except postgres.NoPostgres:
            time.sleep(0.3)
    with psycopg.connect(server.url("sapar_owner", "sapar")) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (7,)
    again.release()


def test_a_folder_of_another_version_is_not_touched(cluster: postgres.Cluster) -> None:
    cluster.ensure()
    cluster.release()
    (cluster.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(postgres.NoPostgres, match="made by PostgreSQL 12"):
        postgres.Cluster(cluster.var, FLAVOUR).ensure()


def test_a_machine_without_postgresql_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_candidates", lambda flavour: iter([(Path("/nowhere"), False)]))
    with pytest.raises(postgres.NoPostgres, match=r"apt install postgresql.*DATABASE_URL"):
        postgres.find_binaries()
