"""Changing a file: stale edits, names, contact rules, erasing, sending a form twice."""

from datetime import datetime, time
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from sapar.kernel.access import policy
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.dates_reading import read_date
from sapar.kernel.errors import Invalid, NotAllowed, NotFound, StaleEdit, WorkflowRefused
from sapar.kernel.journal.words import say
from sapar.people import actions
from sapar.people.actions.correcting import Correction
from sapar.people.inputs import ContactInput, DocumentInput, NameInput, Registration, SafeContactInput
from sapar.people.models import MatchKey, Person, PersonName, SafeContact
from sapar.people.queries import get_person, person_page, safe_contact_of, who_looked
from sapar.people.safety import may_contact
from sapar.people.tests.conftest import Register, Search, criteria

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def do(by: User, function: Any, **arguments: Any) -> Any:
    with acting_as(by):
        return function(by=by, **arguments)


def test_registering_gives_need_to_know_a_code_and_sealed_rows(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker, "Айгүл Жээнбекова", phone="0555 123 456", document="AC1234567")
    assert person.code.startswith("KG-")
    page = do(cast.caseworker, person_page, person_id=person.id)
    assert page.title == "Айгүл Жээнбекова"
    assert [values["value"] for _, values in page.contacts] == ["+996555123456"]
    with acting_as(cast.caseworker):
        kept = PersonName.objects.get(person=person)
    assert "Жээнбекова".encode() not in kept.family.box
    with pytest.raises(NotFound):
        do(cast.lawyer, get_person, person_id=person.id)


def test_the_same_form_sent_twice_registers_once(cast: SimpleNamespace) -> None:
    told, key = Registration(names=[NameInput("Айгүл", "Жээнбекова")]), uuid4()
    receipt = do(cast.caseworker, actions.search_people, criteria=criteria("Айгүл Жээнбекова"))[1]
    first, second = (
        do(cast.caseworker, actions.register_person, told=told, search_token=receipt.id, key=key) for _ in range(2)
    )
    assert first.id == second.id
    with acting_as(cast.caseworker):
        assert Person.objects.count() == 1


def test_what_cannot_be_kept_leaves_nothing_behind(cast: SimpleNamespace) -> None:
    receipt = do(cast.caseworker, actions.search_people, criteria=criteria("Айгүл Жээнбекова"))[1]
    for bad in (
        Registration(names=[NameInput("😀")]),
        Registration(names=[]),
        Registration(names=[NameInput("Айгүл")], sex="robot"),
        Registration(names=[NameInput("Айгүл")], contacts=[ContactInput("12")]),
        Registration(names=[NameInput("Айгүл")], citizenships=("QQ",)),
    ):
        with pytest.raises(Invalid):
            do(cast.caseworker, actions.register_person, told=bad, search_token=receipt.id)
    with acting_as(cast.caseworker):
        assert not Person.objects.exists()


def test_a_stale_edit_is_refused_and_shows_both_values(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    mine = Correction(read_date("1988"), "female", ("KG",), "одно")
    do(cast.caseworker, actions.correct_person, person=person, correction=mine, version=1)
    theirs = Correction(read_date("1986"), "female", ("KG",), "другое")
    with pytest.raises(StaleEdit) as refused:
        do(cast.caseworker, actions.correct_person, person=person, correction=theirs, version=1)
    assert ("1986", "1988") in refused.value.clashes.values()
    assert ("другое", "одно") in refused.value.clashes.values()
    assert refused.value.version == 2


def test_a_person_is_found_under_every_name_and_number_added_later(
    cast: SimpleNamespace, register: Register, search: Search
) -> None:
    person = register(cast.caseworker)
    do(cast.caseworker, actions.add_name, person=person, name=NameInput("Maria", "Petrova", kind="alias"))
    do(cast.caseworker, actions.add_contact, person=person, contact=ContactInput("+7 701 222 33 44"))
    do(cast.caseworker, actions.add_document, person=person, document=DocumentInput("N 7654321", status="withheld"))
    do(cast.caseworker, actions.correct_person, person=person, correction=Correction(read_date("1979"), "female"))
    for wanted in ({"name": "Мария Петрова", "birth": "1979"}, {"phone": "87012223344"}, {"document": "n7654321"}):
        assert [each.person for each in search(cast.caseworker, **wanted).candidates] == [person]


def test_safe_contact_rules(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    rules = SafeContactInput(
        channels=("phone",), days=(1, 2), hour_from=time(10), hour_to=time(16), answerers=("person",), cover="школа"
    )
    row = do(cast.caseworker, actions.set_safe_contact, person=person, rules=rules)
    monday = datetime(2026, 3, 2, 11, 0)
    assert may_contact(row, channel="phone", at=monday)
    assert not may_contact(row, channel="sms", at=monday)
    assert not may_contact(row, channel="phone", at=monday.replace(day=4))
    assert not may_contact(row, channel="phone", at=monday.replace(hour=16))
    assert not may_contact(row, channel="phone", at=monday, leaves_message=True)
    assert not may_contact(None, channel="phone", at=monday)
    do(cast.caseworker, actions.set_safe_contact, person=person, rules=SafeContactInput(never=True))
    with acting_as(cast.caseworker):
        kept = safe_contact_of(person, by=cast.caseworker)
        assert SafeContact.objects.count() == 1
    assert not may_contact(kept.row, channel="phone", at=monday)
    assert kept.cover == ""


@pytest.mark.parametrize(
    "rules",
    [
        SafeContactInput(never=True, channels=("phone",)),
        SafeContactInput(hour_from=time(10)),
        SafeContactInput(hour_from=time(16), hour_to=time(10)),
        SafeContactInput(days=(8,)),
        SafeContactInput(channels=("pigeon",)),
    ],
)
def test_rules_that_contradict_each_other_are_refused(
    cast: SimpleNamespace, register: Register, rules: SafeContactInput
) -> None:
    person = register(cast.caseworker)
    with pytest.raises(Invalid):
        do(cast.caseworker, actions.set_safe_contact, person=person, rules=rules)


def test_erasing_leaves_an_empty_row_and_no_key(
    cast: SimpleNamespace, register: Register, search: Search, django_capture_on_commit_callbacks: Any
) -> None:
    person = register(cast.caseworker, phone="0555123456", note="тайна")
    with pytest.raises(NotAllowed):
        do(cast.caseworker, actions.erase_person, person=person)
    with django_capture_on_commit_callbacks(execute=True):
        do(cast.data_protection_officer, actions.erase_person, person=person)
    with acting_as(cast.data_protection_officer):
        kept = Person.objects.get(pk=person.pk)
        assert kept.erased_at
        assert kept.birth is kept.note is None
        assert not PersonName.objects.exists()
        assert not MatchKey.objects.exists()
    assert search(cast.supervisor, "Айгүл Жээнбекова", birth="1987").candidates == ()
    assert not search(cast.supervisor, phone="0555123456").ask_supervisor
    with pytest.raises(WorkflowRefused):
        do(cast.data_protection_officer, actions.erase_person, person=person)


def test_the_protection_officer_sees_who_looked_and_no_name(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    do(cast.caseworker, person_page, person_id=person.id)
    page = do(cast.data_protection_officer, person_page, person_id=person.id)
    assert page.title == person.code
    assert page.identity is page.contacts is page.documents is None
    assert page.consents == []
    looks = do(cast.data_protection_officer, who_looked, person_id=person.id)
    assert any(
        look.user == cast.caseworker.name and look.action == say("action", "look") and look.fields for look in looks
    )


def test_the_policy_gives_people_to_case_roles_only() -> None:
    spec = policy.policy("person")
    roles = {rule.role.value for rule in spec.rules if "view_identity" in rule.verbs}
    assert roles == {
        "hotline_operator", "counsellor", "caseworker", "shelter_manager", "lawyer", "grants_officer", "supervisor",
    }  # fmt: skip
    assert {rule.role.value for rule in spec.rules_for("erase")} == {"data_protection_officer"}
    assert {rule.role.value for rule in spec.rules_for("view_health")} == {
        "counsellor", "caseworker", "shelter_manager", "supervisor",
    }  # fmt: skip
