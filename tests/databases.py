"""Copies of the migrated test databases for tests that need real commits, kills or a web server of their own."""

import os

from django.db import connections
from psycopg import sql

from sapar.kernel.postgres import BOOTED, Cluster, Server


def cluster() -> Cluster:
    """The throw-away cluster that sapar.testing.boot started."""
    return BOOTED[0]


def copy(name: str) -> dict[str, str]:
    """Copy both databases under new names; returns an environment in which ``sapar`` and Django use the copies."""
    server = Server(cluster().socket, cluster()._passwords())
    for alias in ("default", "keys"):
        connections[alias].close()  # a template may have no visitors
    with cluster()._connect(server.passwords) as admin:
        for source, made in (("sapar", name), ("sapar_keys", f"{name}_keys")):
            # Threads of earlier tests may have left a connection behind.
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(made)))
            admin.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER sapar_owner").format(
                    sql.Identifier(made), sql.Identifier(source)
                )
            )
    return os.environ | {
        "DATABASE_URL": server.url("sapar_app", name),
        "SAPAR_OWNER_URL": server.url("sapar_owner", name),
        "SAPAR_KEYS_URL": server.url("sapar_app", f"{name}_keys"),
        "SAPAR_KEYS_OWNER_URL": server.url("sapar_owner", f"{name}_keys"),
    }
