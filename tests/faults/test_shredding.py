"""Erasing a person for good: figures stay, nothing opens, not even from the backups of the day before.

Real databases with real commits: planted, copied as a backup is, erased, restored.
"""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql

from sapar.kernel.postgres import Server
from sapar.people.tests.pictures import PNG
from tests import databases

WORDS = {
    "erased": {
        "given": "Сыдыкжан", "family": "Жашыруунова", "phone": "+996555987654", "document": "QZ8877665",
        "address": "Тайныйпереулок, 13", "cover": "Мастерскаявойлока", "code_word": "шырдакоюу", "note": "Запискатайная",
        "witness": "Докторовасвидетель", "relative": "Энесижашыруун", "relative_phone": "+996777123987",
        "request": "Исправитьсекретное", "case_note": "Рассказоссекретом",
    },
    "kept": {
        "given": "Бакытбек", "family": "Сакталганов", "phone": "+996700111222", "document": "KE1122334",
        "address": "Открытаяулица, 2", "cover": "Школаязыков", "code_word": "алачыгым", "note": "Обычнаяпометка",
        "witness": "Свидетельобычный", "relative": "Атасысакталган", "relative_phone": "+996707555444",
        "request": "Попросилпоправить", "case_note": "Записьодне",
    },
}  # fmt: skip
LATIN = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", [
    "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts",
    "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
], strict=True))  # fmt: skip


def forms(text: str) -> set[str]:
    """One word in every dress: encodings, spellings, base64 at each of its three positions, hexadecimal, reversed."""
    spelled = {text, text.lower(), text.upper(), text[::-1], "".join(LATIN.get(c, c) for c in text.lower())}
    raw = set()
    for each in spelled:
        raw |= {
            each.encode("utf-8"),
            each.encode("utf-16-le"),
            each.encode("utf-16-be"),
            each.encode("cp1251", "ignore"),
        }
    return spelled | {form for each in raw if len(each) > 5 for form in bytes_forms(each)}


def bytes_forms(raw: bytes) -> set[str]:
    """How a dump could show these bytes: hexadecimal as bytea is printed, base64, and base64 inside bytea."""
    found = {raw.hex(), raw[::-1].hex()}
    for shift in range(3):
        inside = base64.b64encode(b"\0" * shift + raw)[4 if shift else 0 : -4]
        if len(inside) > 7:
            found |= {inside.decode(), inside.hex()}
    return found


def dump(address: str) -> Iterator[tuple[str, str]]:
    """Every row of every table as text: (table, row). Sees what a stolen dump shows."""
    with psycopg.connect(address) as owner:
        tables = owner.execute(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
            " ORDER BY 1"
        ).fetchall()
        for (table,) in tables:
            for (row,) in owner.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.SQL(table))):
                yield table, row


def found_in(environment: dict[str, str], needles: dict[str, set[str]]) -> set[tuple[str, str]]:
    """(table, word) of every planted word that shows in either database in any form."""
    hits = set()
    for address in (environment["SAPAR_OWNER_URL"], environment["SAPAR_KEYS_OWNER_URL"]):
        for table, row in dump(address):
            low = row.lower()
            hits |= {
                (table, word)
                for word, shapes in needles.items()
                for form in shapes
                if form in row or form.lower() in low
            }
    return hits


def tell(environment: dict[str, str], *arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.shredder", *arguments], env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def backup(environment: dict[str, str], name: str) -> dict[str, str]:
    """Copies of both databases as they are now; the environment that opens the copies."""
    server = Server(databases.cluster().socket, databases.cluster()._passwords())
    source = environment["SAPAR_OWNER_URL"].rsplit("/", 1)[-1].split("?")[0]
    with databases.cluster()._connect(server.passwords) as admin:
        for old, new in ((source, name), (f"{source}_keys", f"{name}_keys")):
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [old])
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(new)))
            admin.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER sapar_owner").format(
                    sql.Identifier(new), sql.Identifier(old)
                )
            )
    return environment | {
        "DATABASE_URL": server.url("sapar_app", name), "SAPAR_OWNER_URL": server.url("sapar_owner", name),
        "SAPAR_KEYS_URL": server.url("sapar_app", f"{name}_keys"),
        "SAPAR_KEYS_OWNER_URL": server.url("sapar_owner", f"{name}_keys"),
    }  # fmt: skip


def figures(environment: dict[str, str]) -> list[tuple[Any, ...]]:
    with psycopg.connect(environment["SAPAR_OWNER_URL"]) as owner:
        return owner.execute("SELECT l::text FROM ledger_ledgerentry l ORDER BY id").fetchall()


@pytest.fixture(scope="module")
def planted(django_db_setup: Any, django_db_blocker: Any) -> tuple[dict[str, str], dict[str, str]]:
    with django_db_blocker.unblock():
        environment = databases.copy("shredded") | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return environment, tell(environment, "plant", json.dumps(WORDS))


def test_the_scan_finds_what_is_there(planted: tuple[dict[str, str], dict[str, str]]) -> None:
    environment, made = planted
    assert found_in(environment, {"id": {made["kept"]}, "organisation": forms("test-shredder")})
    shapes = forms("Жашыруунова")
    for dress in ("utf-8", "utf-16-le", "cp1251"):
        assert "Жашыруунова".encode(dress).hex() in shapes
    assert "zhashyruunova" in shapes
    assert "авонуурышаЖ" in shapes
    assert any(form in base64.b64encode("xЖашыруунова y".encode()).decode() for form in shapes)


def test_nothing_that_was_told_is_readable_then_erased_for_good(
    planted: tuple[dict[str, str], dict[str, str]],
) -> None:
    environment, made = planted
    needles = {text: forms(text) for told in WORDS.values() for text in told.values()}
    needles["photo"] = bytes_forms(PNG[33:]) | bytes_forms(PNG[-70:-40])
    assert found_in(environment, needles) == set()
    before = {who: tell(environment, "opens", made[who]) for who in made}
    assert before["erased"]["open"] == before["erased"]["sealed"] >= 13
    ledger = figures(environment)
    assert len(ledger) == 2

    old = backup(environment, "shredded_old")
    tell(environment, "erase", made["erased"])
    assert figures(environment) == ledger, "figures stay, letter by letter"
    assert tell(environment, "opens", made["erased"])["open"] == 0
    assert tell(environment, "opens", made["kept"]) == before["kept"]

    # The main database comes back from the backup, the key store is today's: the usual restore.
    restored = old | {name: environment[name] for name in ("SAPAR_KEYS_URL", "SAPAR_KEYS_OWNER_URL")}
    assert tell(restored, "opens", made["erased"]) == {"sealed": before["erased"]["sealed"], "open": 0}
    assert tell(restored, "opens", made["kept"]) == before["kept"]

    # Both databases come back: until two epochs have passed this opens, as the threat model says; then never.
    assert tell(old, "opens", made["erased"]) == before["erased"]
    tell(environment, "epochs")
    assert tell(environment, "opens", made["kept"]) == before["kept"]
    assert tell(restored, "opens", made["kept"]) == before["kept"]
    assert tell(old, "opens", made["erased"]) == {"sealed": before["erased"]["sealed"], "open": 0}
