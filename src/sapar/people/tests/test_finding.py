"""Search first: found in any spelling, with reasons; nothing of those one may not see."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from sapar.kernel import places
from sapar.kernel.access.context import acting_as
from sapar.kernel.errors import Invalid, NotAllowed
from sapar.kernel.journal.models import JournalEntry
from sapar.people.actions import register_person, restrict_person, search_people, set_recognition, share_person
from sapar.people.inputs import AddressInput, ConsentInput, NameInput, Registration
from sapar.people.matching import Reason
from sapar.people.models import MatchKey, Person, SearchReceipt
from sapar.people.queries import Criteria
from sapar.people.tests.conftest import Register, Search, criteria
from sapar.people.tests.test_actions import do

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Jeenbekova Aigul", Reason.OTHER_SCRIPT),
        ("Zheenbekova Aygul", Reason.OTHER_SCRIPT),
        ("Женбекова Айгуль", Reason.OTHER_SPELLING),
        ("Айгүл Жээнбекова", Reason.SAME_NAME),
        ("Айгуль Женекова", Reason.SIMILAR_NAME),
    ],
)
def test_found_in_any_spelling(
    cast: SimpleNamespace, register: Register, search: Search, typed: str, reason: Reason
) -> None:
    person = register(cast.counsellor)
    found = search(cast.counsellor, typed, birth="1988")
    assert [each.person.code for each in found.candidates] == [person.code]
    reasons = found.candidates[0].verdict.reasons
    assert reason in reasons
    assert Reason.YEAR_APART in reasons
    assert not found.ask_supervisor


def test_found_by_phone_or_document_alone(cast: SimpleNamespace, register: Register, search: Search) -> None:
    person = register(cast.counsellor, phone="0555123456", document="AC1234567")
    by_phone = search(cast.counsellor, phone="+996 555 123-456")
    by_document = search(cast.counsellor, document="ас 1234567")
    assert by_phone.candidates[0].person == by_document.candidates[0].person == person
    assert by_phone.candidates[0].verdict.reasons == (Reason.SAME_PHONE,)
    assert by_document.candidates[0].verdict.reasons == (Reason.SAME_DOCUMENT,)


def test_a_namesake_of_another_age_is_not_proposed_as_strongly(
    cast: SimpleNamespace, register: Register, search: Search
) -> None:
    near = register(cast.counsellor, birth="12.03.1987")
    far = register(cast.counsellor, birth="1955")
    found = search(cast.counsellor, "Жээнбекова Айгүл", birth="12.03.1987")
    codes = [each.person.code for each in found.candidates]
    assert codes[0] == near.code
    assert found.candidates[0].verdict.score > found.candidates[-1].verdict.score + 0.5 or far.code not in codes


def test_somebody_one_may_not_see_is_one_line_without_data(
    cast: SimpleNamespace, register: Register, search: Search
) -> None:
    register(cast.counsellor)
    found = search(cast.other_caseworker, "Jeenbekova Aigul", birth="1987")
    assert found.candidates == ()
    assert found.ask_supervisor
    colleague = search(cast.lawyer, "Jeenbekova Aigul", birth="1987")
    assert colleague.candidates == ()
    assert colleague.ask_supervisor
    assert not search(cast.lawyer, "Jeenbekova Aigul", birth="1950").ask_supervisor


def test_nobody_elsewhere_hears_of_a_file_kept_out_of_recognition(
    cast: SimpleNamespace, register: Register, search: Search
) -> None:
    person = register(cast.caseworker)
    with acting_as(cast.supervisor):
        set_recognition(by=cast.supervisor, person=person, allowed=False)
    assert not search(cast.other_caseworker, "Jeenbekova Aigul", birth="1987").ask_supervisor
    assert search(cast.lawyer, "Jeenbekova Aigul", birth="1987").ask_supervisor, "colleagues still hear"


def test_the_same_place_is_a_reason(cast: SimpleNamespace, register: Register, search: Search) -> None:
    village = places.get("KG-O")
    person = register(cast.counsellor, addresses=[AddressInput(place_id=village.pk)])
    around = frozenset(places.subtree_ids(places.get("KG")))
    found = search(cast.counsellor, "Jeenbekova Aigul", birth="1987", places=around)
    assert [each.person for each in found.candidates] == [person]
    assert Reason.SAME_PLACE in found.candidates[0].verdict.reasons
    elsewhere = frozenset({places.get("UZ").pk})
    far = search(cast.counsellor, "Jeenbekova Aigul", birth="1987", places=elsewhere)
    assert [each.person for each in far.candidates] == [person], "a place helps to order, it hides nobody"
    assert far.candidates[0].verdict.score < found.candidates[0].verdict.score


def test_names_of_a_shared_file_are_candidates_only_while_the_person_agrees(
    cast: SimpleNamespace, register: Register, search: Search
) -> None:
    yes = ConsentInput(
        "referral", how_given="signature", recipient_id=cast.there.id, data_classes=("identity", "ordinary")
    )
    person = register(cast.caseworker, consents=[yes])
    do(cast.caseworker, share_person, person=person, organisation=cast.there)
    assert search(cast.other_caseworker, "Jeenbekova Aigul", birth="1987").candidates
    with acting_as(cast.caseworker):
        Person.objects.filter(pk=person.pk).update(frozen_at=timezone.now())
    found = search(cast.other_caseworker, "Jeenbekova Aigul", birth="1987")
    assert (found.candidates, found.ask_supervisor) == ((), True)


def test_a_restricted_person_is_one_line_even_for_colleagues_who_see_all(
    cast: SimpleNamespace, register: Register, search: Search
) -> None:
    person = register(cast.caseworker)
    with acting_as(cast.supervisor):
        restrict_person(by=cast.supervisor, person=person, restricted=True)
    found = search(cast.counsellor, "Jeenbekova Aigul", birth="1987")
    assert found.candidates == ()
    assert found.ask_supervisor
    assert search(cast.supervisor, "Jeenbekova Aigul", birth="1987").candidates
    assert search(cast.caseworker, "Jeenbekova Aigul", birth="1987").candidates


def test_the_journal_keeps_field_names_and_no_content(
    cast: SimpleNamespace, register: Register, search: Search
) -> None:
    register(cast.counsellor)
    search(cast.counsellor, "Jeenbekova Aigul", birth="1987")
    with acting_as(cast.counsellor):
        rows = list(JournalEntry.objects.filter(actor=cast.counsellor.id))
    text = " ".join(f"{row.action} {row.detail}" for row in rows)
    assert "people.searched" in text
    for secret in ("eenbek", "ээнбек", "1987", "igul"):
        assert secret not in text


@pytest.mark.parametrize(
    "role", ["donor_viewer", "project_manager", "me_officer", "administrator", "data_protection_officer", "trainer"]
)
def test_roles_without_people_cannot_search(cast: SimpleNamespace, search: Search, role: str) -> None:
    with pytest.raises(NotAllowed):
        search(getattr(cast, role), "Jeenbekova Aigul")


def test_one_name_alone_is_too_little(cast: SimpleNamespace, search: Search) -> None:
    with pytest.raises(Invalid, match="too many"):
        search(cast.counsellor, "Айгүл")
    with pytest.raises(Invalid, match="nothing to search"):
        search(cast.counsellor)
    assert search(cast.counsellor, "Айгүл", birth="1987").candidates == ()


def _told() -> Registration:
    return Registration(names=[NameInput("Айгүл", "Жээнбекова")])


def test_no_registration_without_a_search(cast: SimpleNamespace) -> None:
    with pytest.raises(Invalid, match="Search"), acting_as(cast.counsellor):
        register_person(by=cast.counsellor, told=_told(), search_token=uuid4())
    assert not Person.objects.exists()


def test_a_receipt_serves_its_user_once_within_half_an_hour(cast: SimpleNamespace) -> None:
    with acting_as(cast.counsellor):
        receipt = search_people(by=cast.counsellor, criteria=criteria("Айгүл Жээнбекова"))[1]
    with pytest.raises(Invalid, match="Search"), acting_as(cast.caseworker):
        register_person(by=cast.caseworker, told=_told(), search_token=receipt.id)
    with acting_as(cast.counsellor):
        register_person(by=cast.counsellor, told=_told(), search_token=receipt.id)
    with pytest.raises(Invalid, match="Search"), acting_as(cast.counsellor):
        register_person(by=cast.counsellor, told=_told(), search_token=receipt.id)
    old = SearchReceipt.objects.create(user=cast.counsellor, keys=1, shown=0, at=timezone.now() - timedelta(minutes=31))
    with pytest.raises(Invalid, match="Search"), acting_as(cast.counsellor):
        register_person(by=cast.counsellor, told=_told(), search_token=old.id)


def test_the_web_role_reads_no_keys_of_others(cast: SimpleNamespace, register: Register) -> None:
    register(cast.counsellor)
    with acting_as(cast.counsellor):
        assert MatchKey.objects.exists()
    with acting_as(cast.other_caseworker):
        assert not MatchKey.objects.exists()


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_search_for_somebody_else_opens_no_registration(cast: SimpleNamespace) -> None:
    by = cast.caseworker
    with acting_as(by):
        _found, receipt = search_people(by=by, criteria=Criteria(given="Тест", family="Тестов"))
        told = Registration(names=[NameInput(given="Айгүл", family="Сыдыкова")])
        with pytest.raises(Invalid, match="somebody else"):
            register_person(by=by, told=told, search_token=receipt.id)
        latin = Registration(names=[NameInput(given="Test", family="Testov")])
        assert register_person(by=by, told=latin, search_token=receipt.id)
