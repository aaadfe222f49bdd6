"""Property: whatever is linked and taken apart, each person counts once at every level, and files never change."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import combinations
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sapar.insight import actions as insight
from sapar.insight import figures
from sapar.insight.models import Definition, PrintedFigure
from sapar.kernel import places
from sapar.kernel.access.context import acting_as, linking_role
from sapar.kernel.access.models import User
from sapar.kernel.errors import WorkflowRefused
from sapar.kernel.ledger.posting import What, Who, post
from sapar.people import actions
from sapar.people.identity import groups
from sapar.people.models import IdentitySide, Person
from sapar.people.tests.conftest import register  # noqa: F401  # a fixture
from sapar.people.tests.scenes import NAMES

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.database]
HERE, THERE = 4, 2
PEOPLE = HERE + THERE
#: Which services each file received; two organisations give them.
SERVICES = (
    ("humanitarian.food",), ("humanitarian.food", "legal.counselling"), ("legal.counselling",), (),
    ("humanitarian.food",), ("legal.counselling", "return.travel"),
)  # fmt: skip
SOURCES = (
    "people_person", "people_personname", "people_contact", "people_consent", "people_matchkey",
    "ledger_ledgerentry", "ledger_entryshare", "access_involvement",
)  # fmt: skip


@dataclass
class World:
    """Files of two organisations with services, every pair proposed, and what the test believes was said."""

    cast: SimpleNamespace
    people: list[Person]
    definition: Definition
    said: dict[tuple[UUID, UUID, UUID], str] = field(default_factory=dict)

    def supervisor(self, person: Person) -> User:
        return self.cast.supervisor if person.organisation_id == self.cast.here.pk else self.cast.other_supervisor

    def edges(self, said: dict[tuple[UUID, UUID, UUID], str]) -> tuple[set[Any], set[Any]]:
        """Pairs linked, and pairs decided to be different, by the rule of the issue: all sides, or any."""
        same, different = set(), set()
        for one, other in combinations(sorted(self.people, key=lambda p: p.pk), 2):
            answers = [said.get((one.pk, other.pk, home), "") for home in {one.organisation_id, other.organisation_id}]
            if "different" in answers:
                different.add((one.pk, other.pk))
            elif set(answers) == {"same"}:
                same.add((one.pk, other.pk))
        return same, different


def naive_groups(people: list[Person], same: set[tuple[UUID, UUID]]) -> dict[UUID, int]:
    """The slowest union-find there is: numbers are spread until nothing changes."""
    number = {person.pk: place for place, person in enumerate(people)}
    changed = True
    while changed:
        changed = False
        for one, other in same:
            if number[one] != number[other]:
                number[one] = number[other] = min(number[one], number[other])
                changed = True
    return number


@pytest.fixture
def world(cast: SimpleNamespace, register: Any) -> World:  # noqa: F811
    workers = [cast.caseworker] * HERE + [cast.other_caseworker] * THERE
    names = (*NAMES, "Гүлнара Сыдыкова")
    people = [register(by, name, birth=str(1960 + n)) for n, (by, name) in enumerate(zip(workers, names, strict=True))]
    for person, by, kinds in zip(people, workers, SERVICES, strict=True):
        for kind in kinds:
            with acting_as(by):
                post(
                    by=by, organisation=by.organisation, who=Who(person_id=person.pk),
                    what=What(kind=kind, provider=by.organisation, on=date(2024, 5, 6)),
                    source_kind="test", source_id=uuid4(),
                )  # fmt: skip
    with acting_as(cast.caseworker):
        actions.propose([(a.pk, b.pk, 0.5, ["similar_name"]) for a, b in combinations(people, 2)], model="test")
    question = figures.question_from(("humanitarian", "legal", "return"), (cast.here.code, cast.there.code), None)
    with acting_as(cast.me_officer):
        definition = insight.define_figure(
            by=cast.me_officer, code="unique-people", labels={"en": "People"}, question=question
        )
    return World(cast, people, definition)


def figures_of(world: World, as_of: datetime | None = None) -> Any:
    """The figure at every level it can be asked at."""
    with acting_as(world.cast.me_officer):
        whole = figures.evaluate(world.definition, as_of=as_of).value
        if as_of is not None:
            return whole
        parts = {part.key: part.value for part in figures.by_organisation(world.definition)}
        return whole, parts, {part.key: part.value for part in figures.by_service_group(world.definition)}


def naive_figures(world: World) -> Any:
    number = naive_groups(world.people, world.edges(world.said)[0])
    homes, kinds = {}, {kind: set() for kind in ("humanitarian", "legal", "return")}
    for person, services in zip(world.people, SERVICES, strict=True):
        if services:
            homes.setdefault(person.organisation.code, set()).add(number[person.pk])
        for service in services:
            kinds[service.split(".")[0]].add(number[person.pk])
    whole = set().union(*homes.values())
    return len(whole), {k: len(v) for k, v in homes.items()}, {k: len(v) for k, v in kinds.items()}


def sources(world: World) -> list[Any]:
    """A fingerprint of every row that a merge might be tempted to rewrite, as both organisations read them."""
    found: list[Any] = []
    for user in (world.cast.supervisor, world.cast.other_supervisor):
        with acting_as(user), connection.cursor() as cursor:
            for table in SOURCES:
                cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t")
                found.append((table, cursor.fetchone()))
    return found


steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("decide"), st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1),
            st.sampled_from(["same", "same", "same", "different", "unsure"]), st.booleans(),
        ),
        st.tuples(
            st.just("unlink"), st.integers(0, PEOPLE - 1), st.just(0), st.sampled_from(["different", "unsure"]),
            st.just(False),
        ),
    ),
    min_size=3, max_size=14,
)  # fmt: skip


def decide(world: World, one: Person, other: Person, judgement: str, *, both: bool) -> None:
    """Answer for the organisation of `one`, with `both` for the other one too; remember what was accepted."""
    low, high = sorted((one.pk, other.pk))
    homes = {one.organisation_id: one} | ({other.organisation_id: other} if both else {})
    for home, person in homes.items():
        key = (low, high, home)
        wanted = world.said | {key: judgement}
        same, different = world.edges(wanted)
        number = naive_groups(world.people, same)
        possible = world.said.get(key) != judgement and not any(number[a] == number[b] for a, b in different)
        by = world.supervisor(person)
        refused = True
        with suppress(WorkflowRefused), acting_as(by):
            side = IdentitySide.objects.get(pair__low=low, pair__high=high, organisation=home)
            actions.decide_duplicate(by=by, side=side, judgement=judgement, ground="details")
            refused = False
        assert refused != possible
        if possible:
            world.said = wanted


def unlink(world: World, person: Person, judgement: str) -> None:
    by = world.supervisor(person)
    same, _different = world.edges(world.said)
    touched = [pair for pair in same if person.pk in pair]
    wanted = world.said | {(*pair, person.organisation_id): judgement for pair in touched}
    left, different = world.edges(wanted)
    number = naive_groups(world.people, left)
    possible = bool(touched) and not any(number[a] == number[b] for a, b in different)
    refused = True
    with suppress(WorkflowRefused), acting_as(by):
        actions.unlink_person(by=by, person=person, judgement=judgement, ground="mistake")
        refused = False
    assert refused != possible
    if possible:
        world.said = wanted


def played(world: World, drawn: list[Any]) -> Iterator[tuple[datetime, int]]:
    """Play the steps; after each one every figure must be what the naive count says."""
    for what, first, second, judgement, both in drawn:
        one, other = world.people[first], world.people[second]
        if what == "unlink":
            unlink(world, one, judgement)
        elif first != second:
            decide(world, one, other, judgement, both=both)
        assert figures_of(world) == naive_figures(world)
        yield timezone.now(), naive_figures(world)[0]
    with linking_role(), connection.cursor() as cursor:
        assert groups.problems() == []
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=steps)
def test_merge_and_unmerge_are_the_identity_on_figures_and_files(drawn: list[Any], world: World) -> None:
    with transaction.atomic():
        world.said = {}
        before, rows = figures_of(world), sources(world)
        history = list(played(world, drawn))
        assert sources(world) == rows, "a decision rewrites no file, no consent, no entry"
        for moment, value in history:
            assert figures_of(world, as_of=moment) == value, "the figure of a moment stays that of the moment"
        for person in world.people:
            unlink(world, person, "unsure")
        assert figures_of(world) == before
        assert sources(world) == rows
        transaction.set_rollback(True)


def test_what_was_printed_stays(world: World) -> None:
    officer = world.cast.me_officer

    def printed() -> int | None:
        with acting_as(officer):
            return PrintedFigure.objects.get().value

    with acting_as(officer):
        insight.issue_bulletin(by=officer, region=places.get("central-asia"), definitions=[world.definition])
    before = printed()
    decide(world, world.people[0], world.people[1], "same", both=True)
    assert figures_of(world)[0] == (before or 0) - 1
    assert printed() == before
