"""The person's own copy, requests, and what is left out because it is somebody else's."""

import io
import json
import zipfile
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sapar.assistance import actions as assistance
from sapar.cases import actions as cases
from sapar.kernel.access.context import acting_as
from sapar.kernel.errors import Invalid, NotAllowed, WorkflowRefused
from sapar.kernel.journal.models import JournalEntry
from sapar.people import actions, notices, own_copy
from sapar.people.inputs import AbilitiesInput, AddressInput, ConsentInput, RelationshipInput, SafeContactInput
from sapar.people.models import Duty, OwnCopy, Person
from sapar.people.own_copy.words import LANGUAGES, word
from sapar.people.own_copy.writing import as_page
from sapar.people.queries import person_page, requests_of
from sapar.people.retaining import tidy
from sapar.people.tests.conftest import Register
from sapar.people.tests.test_actions import do

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def person(cast: SimpleNamespace, register: Register) -> Person:
    """Somebody of whom something is held in every part."""
    worker = cast.caseworker
    told = {"note": "Записка о себе", "safe_contact": SafeContactInput(channels=("phone",), code_word="войлок")}
    found = register(worker, "Айгүл Жээнбекова", phone="0555123456", document="AC1234567", **told)
    do(worker, actions.add_address, person=found, address=AddressInput(text="Ошская, 7"))
    relative = RelationshipInput(relation="sibling", name="Нурбек Чужойбратов", reach="+996777000111")
    do(worker, actions.add_relationship, person=found, told=relative)
    abilities = AbilitiesInput(languages=("ky", "ru"), interpreter=True, difficulties=(("seeing", "a_lot"),))
    do(worker, actions.change_abilities, person=found, told=abilities)
    do(worker, actions.give_consent, person=found, consent=ConsentInput(purpose="casework", how_given="thumb_print"))
    case = do(worker, cases.open_case, person=found)
    do(worker, cases.write_note, case=case, text="Она рассказала о Салтанат.")
    do(
        worker,
        assistance.record_delivery,
        case=case,
        kind="legal.counselling",
        on=timezone.localdate(),
        provider=cast.here,
    )
    return found


def unpacked(row: OwnCopy) -> tuple[str, dict[str, Any], list[str]]:
    with zipfile.ZipFile(io.BytesIO(row.handed_over)) as archive:
        return archive.read("copy.html").decode(), json.loads(archive.read("copy.json")), archive.namelist()


def make(cast: SimpleNamespace, person: Person, language: str = "ru", **more: Any) -> tuple[str, dict[str, Any]]:
    row = do(cast.caseworker, actions.make_own_copy, person=person, language=language, **more)
    page, data, _names = unpacked(do(cast.caseworker, actions.fetch_own_copy, copy=row))
    return page, data


def test_the_copy_holds_everything_of_the_person_and_nothing_of_others(cast: SimpleNamespace, person: Person) -> None:
    do(cast.counsellor, person_page, person_id=person.pk)
    page, data = make(cast, person)
    text = json.dumps(data, ensure_ascii=False)
    for held in (
        "Жээнбекова", "+996555123456", "AC1234567", "Ошская, 7", "войлок", "Отпечаток пальца", "Брат или сестра",
        "Юридическая", "Консультант", "Test Mission", "Кыргызский",
    ):  # fmt: skip
        assert held.split()[0] in page, held
        assert held.split()[0] in text, held
    for others in ("Чужойбратов", "996777000111", "Салтанат", cast.caseworker.name, cast.counsellor.name, "@"):
        assert others not in page
        assert others not in text
    assert set(data["sections"]) >= {"person", "contacts", "documents", "consents", "cases", "services", "looks"}
    assert data["person_code"] == person.code
    assert "Записка" not in text
    assert word("notes_left_out", "ru") in page


def test_notes_go_in_when_somebody_has_read_them(cast: SimpleNamespace, person: Person) -> None:
    page, data = make(cast, person, notes_read=True)
    assert "Салтанат" in page
    assert "Записка о себе" in page
    assert data["notes_included"] is True


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_portal_has_all_words(cast: SimpleNamespace, person: Person, language: str) -> None:
    with acting_as(cast.caseworker):
        copy = own_copy.gather(person, by=cast.caseworker, language=language, with_notes=False)
        page = as_page(copy)
    assert f'<html lang="{language}">' in page
    for section in copy.sections:
        assert word(section.key, language) in page.replace("&#x27;", "'")


def test_a_copy_is_fetched_once_and_expires(cast: SimpleNamespace, person: Person) -> None:
    row = do(cast.caseworker, actions.make_own_copy, person=person, language="ky")
    assert b"PK" not in row.content.box[:40]
    do(cast.caseworker, actions.fetch_own_copy, copy=row)
    with pytest.raises(WorkflowRefused, match="fetched already"):
        do(cast.caseworker, actions.fetch_own_copy, copy=row)
    forgotten = do(cast.caseworker, actions.make_own_copy, person=person, language="ky")
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=True), pytest.raises(WorkflowRefused):
        do(cast.caseworker, actions.fetch_own_copy, copy=forgotten)
    with acting_as(cast.caseworker):
        OwnCopy.objects.filter(pk=forgotten.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert tidy().copies == 1
    with acting_as(cast.caseworker):
        assert OwnCopy.objects.get(pk=forgotten.pk).content is None


def test_making_and_fetching_are_journalled_and_the_officer_cannot_open_it(
    cast: SimpleNamespace, person: Person
) -> None:
    with pytest.raises(NotAllowed):
        do(cast.data_protection_officer, actions.make_own_copy, person=person, language="ru")
    row = do(cast.caseworker, actions.make_own_copy, person=person, language="ru")
    with pytest.raises(NotAllowed):
        do(cast.data_protection_officer, actions.fetch_own_copy, copy=row)
    do(cast.caseworker, actions.fetch_own_copy, copy=row)
    with acting_as(cast.data_protection_officer):
        said = set(JournalEntry.objects.values_list("action", flat=True))
    assert {"people.make_own_copy", "people.fetch_own_copy"} <= said


def test_the_file_is_not_named_after_the_person(cast: SimpleNamespace, person: Person, client: Client) -> None:
    client.force_login(cast.caseworker, backend=SIGN_IN)
    shown = client.post(f"/people/{person.id}/own-data/", {"language": "ky", "show": "1"})
    assert "Жээнбекова" in shown.content.decode()
    assert shown["Cache-Control"]
    assert client.post(f"/people/{person.id}/own-data/", {"language": "ky"}).status_code == 302
    with acting_as(cast.caseworker):
        row = OwnCopy.objects.get()
    fetched = client.post(f"/people/copies/{row.pk}/fetch/")
    assert fetched["Content-Disposition"] == 'attachment; filename="copy.zip"'
    assert "no-store" in fetched["Cache-Control"]


def test_a_request_is_answered_by_those_who_may(
    cast: SimpleNamespace, person: Person, django_capture_on_commit_callbacks: Any
) -> None:
    with pytest.raises(Invalid):
        do(cast.caseworker, actions.ask_request, person=person, kind="correction")
    wrong = do(cast.caseworker, actions.ask_request, person=person, kind="correction", text="Фамилия с одной е")
    with pytest.raises(NotAllowed):
        do(cast.caseworker, actions.decide_request, request=wrong, grant=True)
    with pytest.raises(Invalid, match="must say why"):
        do(cast.supervisor, actions.decide_request, request=wrong, grant=False)
    do(cast.supervisor, actions.decide_request, request=wrong, grant=True, answer="Исправлено")
    with acting_as(cast.data_protection_officer):
        assert requests_of(person, by=cast.data_protection_officer)[0][1] == {"text": "", "answer": ""}
        told = Duty.objects.filter(about=wrong.pk)
        assert told.exists()
        assert not told.filter(done_at=None).exists(), "who was told of an answered request is told no more"
    erasure = do(cast.caseworker, actions.ask_request, person=person, kind="erasure")
    with pytest.raises(WorkflowRefused, match="waiting"):
        do(cast.caseworker, actions.ask_request, person=person, kind="erasure")
    with pytest.raises(NotAllowed):
        do(cast.supervisor, actions.decide_request, request=erasure, grant=True)
    with django_capture_on_commit_callbacks(execute=True):
        do(cast.data_protection_officer, actions.decide_request, request=erasure, grant=True)
    with acting_as(cast.data_protection_officer):
        assert Person.objects.get(pk=person.pk).erased_at


def test_every_notice_has_words_in_every_language_and_never_changes() -> None:
    from hashlib import sha256

    published = {path.stem: sha256(path.read_bytes()).hexdigest() for path in notices.DATA.glob("*.yaml")}
    kept = dict(line.split() for line in (notices.DATA / "published.txt").read_text().splitlines())
    assert published == kept, "a published notice was changed: write a new version, and add its line"
    for purpose in ("casework", "referral", "statistics", "research", "donor_audit", "media"):
        for language in notices.LANGUAGES:
            assert all(notices.text(purpose, version=notices.current(), language=language).paragraphs)


def test_the_notice_is_shown(cast: SimpleNamespace, client: Client) -> None:
    client.force_login(cast.caseworker, backend=SIGN_IN)
    html = client.get("/people/notices/referral/1/uz/").content.decode()
    assert "roziligingizni" in html.lower()
    assert client.get("/people/notices/referral/7/uz/").status_code == 404
    assert client.get("/people/notices/spying/1/uz/").status_code == 404
