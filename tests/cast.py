"""The fixed cast of every test: two operational organisations, one donor, and a user per role.

Emails are unmistakably synthetic. Factories go through the same actions as the pages do.
"""

from collections.abc import Callable
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
    user = User(
        email=f"{name}@{organisation.code}.example",
        name=name.replace("-", " ").title(),
        organisation=organisation,
        is_demo=True,
    )
    user.password = password_hash()
    user.save()
    for role in roles:
        RoleGrant.objects.create(
            user=user, role=role, organisation=organisation, team=team, expires_at=timezone.now() + timedelta(days=90)
        )
    return user


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
    for role in Role:
        home = donor if role is Role.DONOR_VIEWER else here
        setattr(
            people, role.value, make_user(home, role.value.replace("_", "-"), role, team=team if home is here else None)
        )
    people.other_caseworker = make_user(there, "other-caseworker", Role.CASEWORKER)
    people.other_supervisor = make_user(there, "other-supervisor", Role.SUPERVISOR)
    people.nobody = make_user(here, "nobody")
    return people


@pytest.fixture
def act() -> Callable[..., Any]:
    """``act(user, function, **arguments)``: call an action or query as ``user`` with row security on."""

    def call(user: User, function: Callable[..., Any], **arguments: Any) -> Any:
        with acting_as(user):
            return function(by=user, **arguments)

    return call
