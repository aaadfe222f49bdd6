"""Registering one person, and a list of 5,000 with 600 known: beside rows in the clear, without keys or any check."""

import csv
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from benchmarks.filling import Filled
from benchmarks.harness import Line
from sapar.kernel import vault
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.dates_reading import read_date
from sapar.people.actions import import_people, register_person, search_people
from sapar.people.evaluation.measuring import quantile
from sapar.people.importing.planning import plan_import
from sapar.people.inputs import ContactInput, DocumentInput, NameInput, Registration
from sapar.people.queries import Criteria

ONE_BY_ONE = 60
ROWS, KNOWN = int(os.environ.get("BENCH_ROWS", "5000")), 600
HEADING = ("Имя", "Фамилия", "Дата рождения", "Паспорт")
_STARTS, _MIDDLES = "бвгджзклмнпрстфхчш", ("а", "и", "о", "у", "е", "ай", "ур", "ин", "ам", "ек")
type Row = tuple[str, str, str, str]


def lines(world: Filled) -> Iterator[Line]:
    """Median of one registration with all keys and its proposals (the search before it not counted); one list."""
    chance = random.Random(5)  # invented people
    rows = [_row(chance, number) for number in range(ROWS + ONE_BY_ONE)]
    with psycopg.connect(os.environ["SAPAR_OWNER_URL"], autocommit=True) as clear:
        clear.execute("CREATE TABLE clear_list (given text, family text, birth text, document text)")
        clear.execute("CREATE INDEX ON clear_list (family, given)")
        times = [(_registered(world.supervisor, row), _plain(clear, [row])) for row in rows[ROWS:]]
        ours, other = ([each[side] for each in times[5:]] for side in (0, 1))
        yield Line("register a person, all keys", quantile(ours, 50), quantile(other, 50), "ms", "plain insert")
        with TemporaryDirectory() as folder:
            known = _imported(world.supervisor, Path(folder) / "known.csv", rows[: min(KNOWN, ROWS // 2)])
            whole = _imported(world.supervisor, Path(folder) / "list.csv", rows[:ROWS])
        assert known[1] + whole[1] == ROWS, "nobody is lost, nobody is made twice"
        name = f"import {ROWS:,} people, {known[1]} of them known"
        yield Line(name, whole[0], _plain(clear, rows[:ROWS]), "s", "plain inserts")


def _row(chance: random.Random, number: int) -> Row:
    given, family = ("".join(chance.choice(_STARTS) + chance.choice(_MIDDLES) for _ in range(3)) for _ in "ab")
    birth = f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.{chance.randint(1950, 2010)}"
    return given.title(), family.title(), birth, f"AC{1_000_000 + number}"


def _registered(by: User, row: Row) -> float:
    given, family, birth, document = row
    told = Registration(
        names=[NameInput(given, family)], birth=read_date(birth), documents=[DocumentInput(document)],
        contacts=[ContactInput(f"0555{document[-6:]}")],
    )  # fmt: skip
    vault.forget()
    with acting_as(by):
        asked = Criteria(given=given, family=family, birth=told.birth)
        _found, receipt = search_people(by=by, criteria=asked)
        start = time.perf_counter()
        register_person(by=by, told=told, search_token=receipt.id)
        return time.perf_counter() - start


def _imported(by: User, path: Path, rows: list[Row]) -> tuple[float, int]:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADING, *rows])
    vault.forget()
    with acting_as(by):
        start = time.perf_counter()
        batch = import_people(by=by, plan=plan_import(path, by=by))
        return time.perf_counter() - start, batch.registered


def _plain(clear: psycopg.Connection, rows: list[Row]) -> float:
    start = time.perf_counter()
    clear.cursor().executemany("INSERT INTO clear_list VALUES (%s, %s, %s, %s)", rows)
    return time.perf_counter() - start
