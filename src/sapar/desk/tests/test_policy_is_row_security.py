"""Property: Python's policy and PostgreSQL's row security give the same answer, whatever the grants.

A user with a supervisor's grant in every organisation sees all rows, so Python's filter can be evaluated
without row security narrowing it, and compared with what row security alone lets through.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from sapar.cases.models import Case
from sapar.kernel.access import policy
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Basis, Involvement, Organisation, RoleGrant, Team, User
from sapar.kernel.access.roles import Role
from sapar.people.models import Person

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.database]

ORGANISATIONS, TEAMS, USERS, PEOPLE = 3, 3, 3, 4
DAY = timedelta(days=1)
MODELS: dict[str, Any] = {"person": Person, "case": Case}

grants = st.tuples(
    st.integers(0, USERS - 1), st.sampled_from(list(Role)), st.integers(0, ORGANISATIONS - 1),
    st.none() | st.integers(0, TEAMS - 1), st.sampled_from(["in force", "in force", "expired", "revoked"]),
)  # fmt: skip
involvements = st.tuples(
    st.integers(0, PEOPLE - 1), st.sampled_from(["person", "case"]),
    st.sampled_from(["user", "team", "organisation"]), st.integers(0, 2),
    st.sampled_from(list(Basis)), st.sampled_from(["lasting", "ending", "ended"]),
)  # fmt: skip
worlds = st.fixed_dictionaries(
    {
        "grants": st.lists(grants, max_size=6, unique_by=lambda drawn: drawn[:4]),
        "involvements": st.lists(involvements, max_size=8, unique_by=lambda drawn: drawn[:4]),
        "switched_off": st.sets(st.integers(0, USERS - 1), max_size=1),
    }
)


@dataclass
class World:
    """The fixed rows of all examples; grants and need-to-know are drawn anew for each."""

    homes: list[Organisation]
    teams: list[Team]
    users: list[User]
    seer: User
    rows: dict[str, list[Any]] = field(default_factory=dict)


@pytest.fixture
def world(db: None) -> World:
    homes = [
        Organisation.objects.create(code=f"property-{n}", labels={"en": f"Property {n}"}, kind="ngo")
        for n in range(ORGANISATIONS)
    ]
    teams = [Team.objects.create(organisation=homes[n % ORGANISATIONS], name=f"Team {n}") for n in range(TEAMS)]
    users = [
        User.objects.create(email=f"p{n}@property.example", name=f"P{n}", organisation=homes[0]) for n in range(USERS)
    ]
    seer = User.objects.create(email="seer@property.example", name="Seer", organisation=homes[0])
    for home in homes:
        RoleGrant.objects.create(user=seer, role=Role.SUPERVISOR, organisation=home, expires_at=timezone.now() + DAY)
    made = World(homes, teams, users, seer, {"person": [], "case": []})
    with acting_as(seer):
        for n in range(PEOPLE):
            home = homes[n % ORGANISATIONS]
            person = Person.objects.create(organisation=home, code=f"PR-{n}", registered_by=seer)
            case = Case.objects.create(
                code=f"CA-{n}", person=person, organisation=home, owner=seer, opened_by=seer,
                opened_on=timezone.localdate(),
            )  # fmt: skip
            made.rows["person"].append(person)
            made.rows["case"].append(case)
    return made


def draw_into(world: World, drawn: dict[str, Any]) -> list[User]:
    """Write the drawn grants and involvements; returns the users, freshly read."""
    now = timezone.now()
    User.objects.filter(pk__in=[world.users[n].pk for n in drawn["switched_off"]]).update(is_active=False)
    RoleGrant.objects.bulk_create(
        RoleGrant(
            user=world.users[who], role=role, organisation=world.homes[home],
            team=None if team is None else world.teams[team],
            granted_at=now - 2 * DAY, expires_at=now + (-DAY if state == "expired" else DAY),
            revoked_at=now if state == "revoked" else None,
        )
        for who, role, home, team, state in drawn["grants"]
    )  # fmt: skip
    Involvement.objects.bulk_create(_involvement(world, *each) for each in drawn["involvements"])
    return list(User.objects.filter(pk__in=[user.pk for user in world.users]))


def _involvement(world: World, which: int, kind: str, whose: str, number: int, basis: Basis, state: str) -> Involvement:
    if basis == Basis.BREAK_GLASS:
        # The database refuses an emergency without an end, or of anybody but one user.
        whose, state = "user", "ended" if state == "ended" else "ending"
    holders: dict[str, list[Any]] = {"user": world.users, "team": world.teams, "organisation": world.homes}
    until = {"lasting": None, "ending": timezone.now() + DAY, "ended": timezone.now() - DAY}[state]
    return Involvement(
        subject_id=world.rows[kind][which].pk, kind=kind, basis=basis, reason="written down", until=until,
        **{whose: holders[whose][number]},
    )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=worlds)
def test_python_and_the_database_agree_on_every_row(drawn: dict[str, Any], world: World) -> None:
    with transaction.atomic():
        for user in draw_into(world, drawn):
            for kind, model in MODELS.items():
                with acting_as(world.seer):
                    by_filter = set(model.objects.filter(policy.rows(user, "view", kind)).values_list("pk", flat=True))
                with acting_as(user):
                    by_database = set(model.objects.values_list("pk", flat=True))
                assert by_filter == by_database
                event(f"{kind}: {len(by_database)} rows")
        transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=worlds, kind=st.sampled_from(["person", "case"]), data=st.data())
def test_the_three_questions_have_one_answer(
    drawn: dict[str, Any], kind: str, data: st.DataObject, world: World
) -> None:
    """may(user, verb, row), row in rows(user, verb) and user in who(verb, row) always agree."""
    verb = data.draw(st.sampled_from(sorted(policy.policy(kind).verbs())))
    with transaction.atomic():
        users = draw_into(world, drawn)
        with acting_as(world.seer):
            may_rows = {
                user.pk: set(MODELS[kind].objects.filter(policy.rows(user, verb, kind)).values_list("pk", flat=True))
                for user in users
            }
            for row in world.rows[kind]:
                allowed = set(policy.who(verb, kind, row))
                held = policy.holding(users, kind, row)
                for user in users:
                    one = bool(policy.may(user, verb, kind, row))
                    assert one == (row.pk in may_rows[user.pk]) == (user in allowed)
                    assert one == any(verb in rule.verbs for rule, _grant in held[user.pk])
        transaction.set_rollback(True)
