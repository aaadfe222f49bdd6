"""Cases of the tests: people registered and cases opened through the same actions as the pages use. All invented."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from sapar.cases.actions import open_case
from sapar.cases.models import Case
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.dates_reading import read_date
from sapar.people.actions import give_consent, register_person, search_people
from sapar.people.inputs import ConsentInput, NameInput, Registration
from sapar.people.models import Consent, Person
from sapar.people.queries import Criteria

type NewPerson = Callable[..., Person]
type NewCase = Callable[..., Case]
type Visit = Callable[[User], Client]
type Agrees = Callable[..., Consent]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Messages are compared in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def new_person(cast: SimpleNamespace) -> NewPerson:
    """``new_person(user, birth="1987", sex="female")``: search, then register."""

    def call(by: User, birth: str = "12.03.1987", **more: Any) -> Person:
        name = ("Айгүл", "Сыноочу", "")
        with acting_as(by):
            _found, receipt = search_people(by=by, criteria=Criteria(names=[name], birth=read_date(birth or "1987")))
            told = Registration(names=[NameInput(*name)], birth=read_date(birth, birth=True), **more)
            return register_person(by=by, told=told, search_token=receipt.id)

    return call


@pytest.fixture
def new_case(new_person: NewPerson) -> NewCase:
    """``new_case(user)``: a person registered and a case opened by the user, who leads it."""

    def call(by: User, person: Person | None = None, **more: Any) -> Case:
        someone = person or new_person(by)
        with acting_as(by):
            return open_case(by=by, person=someone, **more)

    return call


@pytest.fixture
def agrees(cast: SimpleNamespace) -> Agrees:
    """``agrees(user, person, organisation, *data_classes)``: the person's yes to referral, recorded by the user."""

    def call(by: User, person: Person, organisation: Organisation, *data_classes: str) -> Consent:
        told = ConsentInput(
            purpose="referral",
            recipient_id=organisation.id,
            how_given="signature",
            data_classes=data_classes or ("identity", "ordinary", "health", "contact"),
        )
        with acting_as(by):
            return give_consent(by=by, person=person, consent=told)

    return call


@pytest.fixture
def visit() -> Visit:
    """``visit(user)``: a browser of that user, in English."""

    def call(user: User) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return call
