"""Scenes of recognition: strangers whose every pair is proposed, answers, and who is together."""

from types import SimpleNamespace
from typing import Any

from django.db import connection, transaction

from sapar.kernel.access.context import acting_as, linking_role
from sapar.kernel.access.models import User
from sapar.people import actions
from sapar.people.identity import groups
from sapar.people.models import IdentitySide, Person
from sapar.people.tests.conftest import Register

NAMES = ("Айгүл Жээнбекова", "Бакыт Асанов", "Дильноза Каримова", "Мээрим Токтогулова", "Салтанат Усенова")


def decide(by: User, one: Person, other: Person, judgement: str, ground: str = "details", **more: Any) -> None:
    """Answer on one's own side of the pair of these two files."""
    with acting_as(by):
        low, high = sorted((one.pk, other.pk))
        side = IdentitySide.objects.get(pair__low=low, pair__high=high, organisation=by.organisation)
        actions.decide_duplicate(by=by, side=side, judgement=judgement, ground=ground, **more)


def strangers(register: Register, by: User, count: int) -> list[Person]:
    """People with nothing in common, and every pair of them proposed."""
    people = [register(by, name, birth=str(1970 + place)) for place, name in enumerate(NAMES[:count])]
    with acting_as(by):
        pairs = [(a.pk, b.pk, 0.5, ["similar_name"]) for a in people for b in people if a.pk < b.pk]
        assert actions.propose(pairs, model="test") == len(pairs)
    return people


def together(*people: Person) -> bool:
    """Whether these files, and no others, are one person."""
    with linking_role():
        assert groups.problems() == []
        return groups.group_of(people[0].pk) == sorted(person.pk for person in people)


def run_as_linker(statement: str, parameters: list[Any] | None = None) -> None:
    """One statement in the role that keeps the derived tables, with every check that the end would bring."""
    with transaction.atomic(), linking_role(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def across(register: Register, cast: SimpleNamespace) -> tuple[Person, Person]:
    ours = register(cast.caseworker, phone="0555123456")
    theirs = register(cast.other_caseworker, "Aigul Jeenbekova", birth="1987", phone="0555123456")
    return ours, theirs
