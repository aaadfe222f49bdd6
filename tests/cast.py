"""The fixed cast of every test: two operational organisations, one donor, and a user per role.

Emails are unmistakably synthetic. Factories go through the same actions as the pages do.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Organisation, RoleGrant, Team, User
from sapar.kernel.access.roles import Role

PASSWORD = "a-test-password-of-the-cast"


@cache
def password_hash() -> str:
    """Made once: the hash is slow on purpose, and every test has a cast of seventeen."""
    return make_password(PASSWORD)


def make_user(organisation: Organisation, name: str, *roles: Role, team: Team | None = None) -> User:
    """A user with unexpired grants of the given roles in their own organisation."""
    (user,) = make_users([(organisation, name, roles, team)])
    return user


def make_users(told: Sequence[tuple[Organisation, str, Sequence[Role], Team | None]]) -> list[User]:
    """The same for many at once: every test has a cast of seventeen, and row by row that is most of its time."""
    users = [
        User(
            email=f"{name}@{organisation.code}.example", name=name.replace("-", " ").title(), is_demo=True,
            organisation=organisation, password=password_hash(),
        )
        for organisation, name, _roles, _team in told
    ]  # fmt: skip
    until = timezone.now() + timedelta(days=90)
    User.objects.bulk_create(users)
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role, organisation=organisation, team=team, expires_at=until)
        for user, (organisation, _name, roles, team) in zip(users, told, strict=True)
        for role in roles
    )
    return users


def make_organisation(
    code: str, name: str, kind: str = "mission", country: str = "KG", *, operational: bool = True
) -> Organisation:
    return Organisation.objects.create(
        code=code, labels={"en": name}, kind=kind, country_code=country, is_operational=operational
    )


@pytest.fixture
def cast(db: Any) -> SimpleNamespace:
    """Users by role in ``here`` (a mission) and ``there`` (an NGO), a donor viewer, and one without any role."""
    here = make_organisation("test-mission", "Test Mission")
    there = make_organisation("test-ngo", "Test NGO", kind="ngo")
    donor = make_organisation("test-donor", "Test Donor", kind="state", country="NO")
    team = Team.objects.create(organisation=here, name="Field team")
    people = SimpleNamespace(here=here, there=there, donor=donor, team=team)
    told = {
        role.value: (donor, role.value.replace("_", "-"), [role], None)
        if role is Role.DONOR_VIEWER
        else (here, role.value.replace("_", "-"), [role], team)
        for role in Role
    } | {
        "other_caseworker": (there, "other-caseworker", [Role.CASEWORKER], None),
        "other_supervisor": (there, "other-supervisor", [Role.SUPERVISOR], None),
        "nobody": (here, "nobody", [], None),
    }
    vars(people).update(zip(told, make_users(list(told.values())), strict=True))
    return people


@pytest.fixture
def act() -> Callable[..., Any]:
    """``act(user, function, **arguments)``: call an action or query as ``user`` with row security on."""

    def call(user: User, function: Callable[..., Any], **arguments: Any) -> Any:
        with acting_as(user):
            return function(by=user, **arguments)

    return call
