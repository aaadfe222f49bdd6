"""Searching by ends and codes, while typing, and with a lost receipt."""

import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client

from sapar.kernel.access.context import acting_as
from sapar.kernel.journal.models import JournalEntry
from sapar.kernel.words import spoken
from sapar.people.matching import Reason
from sapar.people.queries import while_typing
from sapar.people.tests.conftest import Register, Search, criteria

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_end_of_a_phone_beside_a_name_or_a_year(cast: SimpleNamespace, register: Register, search: Search) -> None:
    person = register(cast.counsellor, phone="0555123456")
    for typed in ({"name": "Aigul", "phone": "3456"}, {"birth": "1987", "phone": "23456"}):
        found = search(cast.counsellor, **typed)
        assert [each.person for each in found.candidates] == [person]
        assert Reason.SAME_PHONE_END in found.candidates[0].verdict.reasons
    assert search(cast.counsellor, "Aigul", phone="9999").candidates == ()


def test_by_code_and_by_three_words(cast: SimpleNamespace, register: Register, search: Search) -> None:
    person = register(cast.counsellor)
    for typed in (person.code.lower(), spoken(person.code), spoken(person.code, "ru").title()):
        assert [each.person for each in search(cast.counsellor, code=typed).candidates] == [person]
    assert search(cast.other_caseworker, code=person.code).candidates == ()


@pytest.mark.parametrize("typed", ["Ай Же", "aig jee", "zhe ayg"])
def test_people_one_knows_appear_while_typing(cast: SimpleNamespace, register: Register, typed: str) -> None:
    person = register(cast.counsellor)
    register(cast.counsellor, "Бакыт Асанов")
    with acting_as(cast.counsellor):
        begun = while_typing(by=cast.counsellor, criteria=criteria(typed, "1988"))
        assert [each.person_id for each in begun] == [person.id]
        looks = JournalEntry.objects.filter(action="look", record=person.id, actor=cast.counsellor.id)
        once = looks.count()
        while_typing(by=cast.counsellor, criteria=criteria(typed, "1988"), seen=[person.id])
        assert looks.count() == once
    with acting_as(cast.other_caseworker):
        assert while_typing(by=cast.other_caseworker, criteria=criteria(typed, "1988")) == ()


def test_too_little_typed_is_no_error(cast: SimpleNamespace, register: Register, client: Client) -> None:
    register(cast.counsellor)
    client.force_login(cast.counsellor)
    for typed in ({}, {"given": "А"}, {"given": "Ай", "birth": "19"}):
        page = client.post("/people/find/typing/", typed)
        assert page.status_code == 200
        assert not page.content.strip()
    shown = client.post("/people/find/typing/", {"given": "Ай", "family": "Же", "birth": "1987"}).content.decode()
    assert "Жээнбекова" in shown


def test_a_lost_search_is_said_and_made_again_without_losing_what_was_typed(
    cast: SimpleNamespace, client: Client
) -> None:
    client.force_login(cast.caseworker)
    client.cookies["django_language"] = "en"
    told = {"given": "Бакыт", "family": "Асанов", "birth": "1990", "sex": "male", "address": "Ош",
            "document_kind": "passport", "document_status": "held"}  # fmt: skip
    for token in (str(uuid4()), ""):
        refused = client.post("/people/register/", {**told, "search_token": token})
        assert refused.status_code == 422
        html = refused.content.decode()
        assert "Search for this person before you register" in html
        assert 'value="search" form="register"' in html or 'form="register"' in html
    again = client.post("/people/register/", {**told, "search_token": str(uuid4()), "step": "search"})
    html = again.content.decode()
    assert again.status_code == 200
    assert "Nobody fits" in html
    assert 'value="Ош"' in html
    found = re.search(r'name="search_token" value="([^"]+)"', html)
    assert found
    done = client.post("/people/register/", {**told, "search_token": found[1]})
    assert done.status_code == 302


def test_a_short_form_finds_the_full_name(cast: SimpleNamespace, register: Register, search: Search) -> None:
    person = register(cast.counsellor, "Александр Ковалёв", birth="1990")
    assert [each.person for each in search(cast.counsellor, "Саша Ковалев", birth="1990").candidates] == [person]
    assert [each.person for each in search(cast.counsellor, "Kovalyov Sasha").candidates] == [person]
