"""Copies of the migrated test databases for tests that need real commits, kills or a web server of their own."""

import os
import subprocess
from pathlib import Path

from django.db import connections
from psycopg import sql

from sapar.kernel.postgres import BOOTED, Cluster, Server

#: The two databases of a site: what everybody works in, and the wrapped keys.
PAIR = ("", "_keys")


def cluster() -> Cluster:
    """The throw-away cluster that sapar.testing.boot started."""
    return BOOTED[0]


def _server() -> Server:
    return Server(cluster().socket, cluster()._passwords())


def _make(name: str, template: str | None = None) -> None:
    """Both databases new: as copies of a template, or empty."""
    with cluster()._connect(_server().passwords) as admin:
        for tail in PAIR:
            made = sql.Identifier(name + tail)
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(made))
            like = sql.SQL("")
            if template is not None:
                # A template may have no visitors: threads of earlier tests may have left a connection behind.
                admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [template + tail]
                )
                like = sql.SQL("TEMPLATE {}").format(sql.Identifier(template + tail))
            admin.execute(sql.SQL("CREATE DATABASE {} {} OWNER sapar_owner").format(made, like))


def copy(name: str, *, template: str = "sapar") -> dict[str, str]:
    """Copy both databases under new names; returns an environment in which ``sapar`` and Django use the copies."""
    for alias in ("default", "keys"):
        connections[alias].close()
    _make(name, template)
    server = _server()
    return os.environ | {
        "DATABASE_URL": server.url("sapar_app", name),
        "SAPAR_OWNER_URL": server.url("sapar_owner", name),
        "SAPAR_KEYS_URL": server.url("sapar_app", f"{name}_keys"),
        "SAPAR_KEYS_OWNER_URL": server.url("sapar_owner", f"{name}_keys"),
    }


def dump(name: str, folder: Path) -> None:
    """Write both databases into ``folder`` for another worker's cluster."""
    for tail in PAIR:
        _tool("pg_dump", "--format=custom", "--compress=0", f"--file={folder / f'demo{tail}.dump'}", name + tail)


def restore(name: str, folder: Path) -> None:
    """Make both databases from what ``dump`` wrote."""
    _make(name)
    for tail in PAIR:
        _tool("pg_restore", f"--dbname={name + tail}", str(folder / f"demo{tail}.dump"))


def _tool(program: str, *arguments: str) -> None:
    account = os.environ | {
        "PGHOST": str(cluster().socket),
        "PGUSER": "postgres",
        "PGPASSWORD": _server().passwords["postgres"],
    }
    subprocess.run([cluster().binaries.folder / program, *arguments], env=account, check=True)
