"""Everything a person tells is planted, then every row its organisation can see is searched for it, in every encoding.

The rows are those that row security shows to the counsellor who registered the person: hers are among them.
"""

import base64
import os
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connections

from sapar.kernel.access.context import acting_as
from sapar.people.tests.conftest import Register

NAME, FAMILY, PHONE, DOCUMENT, NOTE = "Зыйнатбүбү", "Чыңгызматова", "0707918273", "QX7391846", "Кара-Суудагы кафе"


@pytest.mark.django_db(databases=["default", "keys"])
def test_nothing_a_person_tells_is_in_a_row_of_either_database(cast: SimpleNamespace, register: Register) -> None:
    person = register(
        cast.counsellor, f"{NAME} {FAMILY}", birth="17.09.1987", phone=PHONE, document=DOCUMENT, note=NOTE
    )
    forms = [form for text in (NAME, FAMILY, PHONE[1:], DOCUMENT, NOTE, "1987-09-17") for form in _forms(text)]
    with acting_as(cast.counsellor), connections["default"].cursor() as cursor:
        assert _rows_with(cursor, [str(person.id)]), "the scan finds what is there"
        assert _rows_with(cursor, forms) == []
    with psycopg.connect(os.environ["SAPAR_KEYS_OWNER_URL"]) as owner:
        assert _rows_with(owner.cursor(), forms) == []


def _forms(text: str) -> set[str]:
    """The text as PostgreSQL would print it: itself, in lower case, bytes as hexadecimal, base64, escaped."""
    found = {text, text.lower(), text.upper(), text.encode("unicode_escape").decode()}
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251"):
        content = text.encode(encoding, "replace")
        found |= {content.hex(), base64.b64encode(content).decode().rstrip("=")}
    return found


def _rows_with(cursor: object, forms: list[str]) -> list[str]:
    cursor.execute(  # type: ignore[attr-defined]  # cursors of Django and of psycopg have no common type
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND n.nspname = 'public' AND has_table_privilege(c.oid, 'SELECT')"
    )
    tables = [table for (table,) in cursor.fetchall()]  # type: ignore[attr-defined]
    found = []
    for table in tables:
        text = f"SELECT count(*) FROM {table} t WHERE t::text ILIKE ANY (%s)"  # names from the catalogue
        try:
            cursor.execute(text, [[f"%{_plain(form)}%" for form in forms]])  # type: ignore[attr-defined]
        except Exception as error:
            raise AssertionError(f"{table} cannot be scanned") from error
        if cursor.fetchone()[0]:  # type: ignore[attr-defined]
            found.append(table)
    return found


def _plain(form: str) -> str:
    return form.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
