"""Everything a person tells is planted, then every row its organisation can see is searched for it, in every encoding.

Here are the rows that row security shows to the counsellor who registered the person. Every row of every table of
both databases, read as their owner, is searched in tests/faults/test_shredding.py with the same forms.
"""

import os
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connections

from sapar.kernel.access.context import acting_as
from sapar.people.tests.conftest import Register
from tests.faults.test_shredding import forms

NAME, FAMILY, PHONE, DOCUMENT, NOTE = "Зыйнатбүбү", "Чыңгызматова", "0707918273", "QX7391846", "Кара-Суудагы кафе"


@pytest.mark.django_db(databases=["default", "keys"])
def test_nothing_a_person_tells_is_in_a_row_of_either_database(cast: SimpleNamespace, register: Register) -> None:
    person = register(
        cast.counsellor, f"{NAME} {FAMILY}", birth="17.09.1987", phone=PHONE, document=DOCUMENT, note=NOTE
    )
    shapes = [form for text in (NAME, FAMILY, PHONE[1:], DOCUMENT, NOTE, "1987-09-17") for form in forms(text)]
    with acting_as(cast.counsellor), connections["default"].cursor() as cursor:
        assert _rows_with(cursor, [str(person.id)]), "the scan finds what is there"
        assert _rows_with(cursor, shapes) == []
    with psycopg.connect(os.environ["SAPAR_KEYS_OWNER_URL"]) as owner:
        assert _rows_with(owner.cursor(), shapes) == []


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
