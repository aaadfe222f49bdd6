"""What is sealed is nowhere in the databases as it was typed."""

import os
from uuid import uuid4

import psycopg
from django.db import connections

from sapar.kernel import vault
from sapar.kernel.vault import actions

from .conftest import Somebody
from .notes import content, note


def test_planted_text_is_in_no_column_of_either_database(note_table, django_db_blocker):
    by, secret = Somebody(), f"Айгүл-{uuid4()}"
    with django_db_blocker.unblock():
        row = note(by, name=secret, phone=secret)
        try:
            assert content(row, by) == secret
            vault.blind("name", secret)
            for url in (os.environ["SAPAR_OWNER_URL"], os.environ["SAPAR_KEYS_OWNER_URL"]):
                with psycopg.connect(url) as owner:
                    assert _tables_with(owner, secret) == []
                    assert _tables_with(owner, str(row.person))  # the scan does find what is there
        finally:
            actions.remove(row.person)
            connections.close_all()


def _tables_with(owner: psycopg.Connection, secret: str) -> list[str]:
    tables = owner.execute(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND n.nspname = 'public'"
    ).fetchall()
    forms = [f"%{secret}%", f"%{secret.encode().hex()}%"]
    query = "SELECT EXISTS (SELECT 1 FROM {} t WHERE t::text ILIKE ANY (%s))"
    return [t for (t,) in tables if owner.execute(query.format(t), [forms]).fetchone() == (True,)]
