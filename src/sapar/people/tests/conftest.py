"""People of the tests: registered through the same actions as the pages use. All are invented."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.dates_reading import read_date
from sapar.people.actions import register_person, search_people
from sapar.people.inputs import ContactInput, DocumentInput, NameInput, Registration
from sapar.people.models import Person
from sapar.people.queries import Criteria, Found

type Register = Callable[..., Person]
type Search = Callable[..., Found]


def criteria(name: str = "", birth: str = "", phone: str = "", document: str = "", **more: Any) -> Criteria:
    """What somebody types into the search form, words separated by spaces."""
    return Criteria(given=name, birth=read_date(birth), phone=phone, document=document, **more)


@pytest.fixture
def register(cast: SimpleNamespace) -> Register:
    """``register(user, "Given Family Patronymic", birth="1987", phone=…)``: search, then register."""

    def call(
        by: User, name: str = "Айгүл Жээнбекова", birth: str = "1987", phone: str = "", document: str = "", **more: Any
    ) -> Person:
        given, family, patronymic = [*name.split(" ", 2), "", ""][:3]
        told = Registration(
            names=[NameInput(given, family, patronymic)],
            birth=read_date(birth, birth=True),
            contacts=[ContactInput(phone)] if phone else [],
            documents=[DocumentInput(document)] if document else [],
            **more,
        )
        with acting_as(by):
            _found, receipt = search_people(by=by, criteria=criteria(name or "x y", birth, phone, document))
            return register_person(by=by, told=told, search_token=receipt.id)

    return call


@pytest.fixture
def search(cast: SimpleNamespace) -> Search:
    """``search(user, "Jeenbekova Aigul", birth="1988")`` gives what that user is shown."""

    def call(by: User, name: str = "", birth: str = "", **more: Any) -> Found:
        with acting_as(by):
            return search_people(by=by, criteria=criteria(name, birth, **more))[0]

    return call
