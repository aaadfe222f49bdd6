"""A list with many known people in it: every row has a clear outcome, nobody is lost, nobody is made twice."""

import csv
import random
from pathlib import Path
from types import SimpleNamespace

import pytest

from sapar.kernel.access.context import acting_as
from sapar.kernel.errors import Invalid
from sapar.people import actions
from sapar.people.importing.planning import ImportPlan, plan_import
from sapar.people.models import ImportBatch, Person
from sapar.people.tests.test_actions import do

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ROWS, KNOWN = 200, 24  # as 5,000 with 600, the size that benchmarks/registering.py measures
GIVEN = [("Айгүл", "Aigul"), ("Бакыт", "Bakyt"), ("Мээрим", "Meerim"), ("Дильноза", "Dilnoza"), ("Рустам", "Rustam")]
FAMILY = [("Асанов", "Asanov"), ("Токтогулов", "Toktogulov"), ("Каримов", "Karimov"), ("Усенов", "Usenov")]


def written(path: Path, rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["Имя", "Фамилия", "Дата рождения", "Паспорт"])
        table.writerows(rows)
    return path


def person(number: int, script: int = 0) -> tuple[str, str, str, str]:
    """The same number is the same person, in Cyrillic (0) or Latin (1); no two share a birth day or a passport."""
    given, family = GIVEN[number % len(GIVEN)][script], FAMILY[number // len(GIVEN) % len(FAMILY)][script]
    year, day = 1950 + number % 50, 1 + number // 50
    return given, family, f"{2 + day:02}.{1 + number % 12:02}.{year}", f"AC{1_000_000 + number}"


def planned(cast: SimpleNamespace, path: Path) -> ImportPlan:
    read = do(cast.caseworker, plan_import, path=path)
    assert read.errors == []
    return read


def test_known_rows_are_told_one_by_one_and_nobody_is_lost(cast: SimpleNamespace, tmp_path: Path) -> None:
    first = planned(cast, written(tmp_path / "first.csv", [person(number) for number in range(KNOWN)]))
    assert do(cast.caseworker, actions.import_people, plan=first).registered == KNOWN
    rows = [person(number, script=1) for number in range(ROWS)]  # the known ones written in Latin now
    random.Random(4).shuffle(rows)
    plan = planned(cast, written(tmp_path / "second.csv", rows))
    with acting_as(cast.caseworker):
        codes = set(Person.objects.values_list("code", flat=True))
    assert {plan.duplicates[row.address].of for row in plan.known} == codes, "each known row names the file it is of"
    batch = do(cast.caseworker, actions.import_people, plan=plan)
    assert (batch.rows, batch.registered) == (ROWS, ROWS - KNOWN)
    with acting_as(cast.caseworker):
        assert Person.objects.count() == ROWS
    again = planned(cast, written(tmp_path / "third.csv", rows[::-1]))
    assert len(again.known) == ROWS, "whoever stood in the list is found, whether known before or new"


def test_a_list_of_mostly_known_people_needs_a_second_word(cast: SimpleNamespace, tmp_path: Path) -> None:
    rows = [person(number) for number in range(24)]
    do(cast.caseworker, actions.import_people, plan=planned(cast, written(tmp_path / "one.csv", rows)))
    more = planned(cast, written(tmp_path / "two.csv", [*rows, *(person(number) for number in range(30, 50))]))
    with pytest.raises(Invalid, match="24 of 44"):
        do(cast.caseworker, actions.import_people, plan=more)
    with acting_as(cast.caseworker):
        assert (Person.objects.count(), ImportBatch.objects.count()) == (24, 1)
    assert do(cast.caseworker, actions.import_people, plan=more, confirmed=True).registered == 20
