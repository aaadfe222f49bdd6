"""Protection in a browser: a blocked call, a consent taken back, the person's own copy, erasing for good."""

import io
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_the_slice import CASEWORKER, PARTNER, PROTECTION, fill, send

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
SUPERVISOR = "supervisor@iom-kyrgyzstan.example"


def registered(worker: Visitor, given: str, family: str) -> str:
    """Register somebody with a phone; returns the path of the file."""
    page = worker.page
    worker.go("/people/find/")
    fill(page, given=given, family=family, birth="1994")
    send(page, "Search")
    page.locator("main form[action$='/register/'] button").first.click()
    fill(page, phone="+996 555 010 777", sex="female")
    send(page, "Register")
    expect(page.get_by_role("heading", level=1)).to_contain_text(given)
    return page.url.removeprefix(worker.site.address)


def agree(worker: Visitor, person: str, purpose: str, *, recipient: str = "") -> None:
    """Record a yes to everything for one purpose."""
    page = worker.page
    worker.go(f"{person}consents/add/")
    page.locator("main [name=answer][value=give]").check()
    fill(page, purpose=purpose, how_given="oral_witness", witness_role="interpreter", notice_language="uz")
    if recipient:
        page.locator("main [name=recipient]").select_option(label=recipient)
    for box in page.locator("main [name=data_classes]").all():
        box.check()
    worker.check()
    send(page, "Save the answer")
    expect(page.locator("main")).to_contain_text("Oʻzbekcha")


def test_a_call_against_the_rules_is_stopped_and_an_emergency_is_told(visitor: Callable[..., Visitor]) -> None:
    worker = visitor(CASEWORKER)
    page = worker.page
    person = registered(worker, "Назира", "Тосмокова")
    worker.go(f"{person}contact/").check()
    expect(page.locator("main")).not_to_contain_text("555010777")
    page.get_by_role("button", name="Why not now?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Do not make contact now")
    worker.check("contact-refused")
    fill(page, emergency="Her recruiter is on the way to the house; she must leave before noon.")
    send(page, "Make contact in an emergency")
    expect(page.get_by_role("heading", level=1)).to_contain_text("+996555010777")
    worker.check()
    fill(page, outcome="spoke", answered_by="person")
    send(page, "Save")
    supervisor = visitor(SUPERVISOR)
    expect(supervisor.page.locator("#duties")).to_contain_text("against the rules in an emergency")
    supervisor.check()

    worker.go(f"{person}safe-contact/")
    page.locator("main [name=channels][value=phone]").check()
    send(page, "Save")
    worker.go(f"{person}contact/")
    expect(page.locator("main")).to_contain_text("+996555010777")
    page.get_by_role("button", name="Begin").first.click()
    worker.check("contact-begun")


def test_a_consent_taken_back_ends_everything(visitor: Callable[..., Visitor]) -> None:
    worker, partner = visitor(CASEWORKER), visitor(PARTNER)
    page = worker.page
    person = registered(worker, "Зейнеп", "Кайтарова")
    agree(worker, person, "referral", recipient='Public Foundation "Ulybka"')
    worker.go(f"{person}share/")
    page.locator("main [name=organisation]").select_option(label='Public Foundation "Ulybka"')
    send(page, "Share")
    partner.go(person)
    expect(partner.page.get_by_role("heading", level=1)).to_contain_text("Зейнеп")
    worker.go(person)
    page.get_by_role("link", name="Withdraw").first.click()
    worker.check()
    send(page, "Withdraw the consent")
    answer = partner.page.goto(partner.site.address + person)
    assert answer.status == 404
    partner.complaints.clear()
    told = visitor("supervisor@ulybka.example")
    expect(told.page.locator("#duties")).to_contain_text("Destroy printed and saved copies")
    told.check("duties")
    told.page.locator("#duties").get_by_role("button", name="Done").first.click()


def test_the_own_copy_and_erasing_for_good(visitor: Callable[..., Visitor]) -> None:
    worker = visitor(CASEWORKER)
    page = worker.page
    person = registered(worker, "Жылдыз", "Өчүрүлова")
    code = page.locator("main .lede .mono").first.inner_text()
    worker.go("/people/notices/casework/1/uz/").check("consent-notice")
    worker.go(f"{person}own-data/").check("own-data")
    with page.context.expect_page() as shown:
        page.get_by_role("button", name="Show on the screen").click()
    expect(shown.value.locator("h1")).to_have_text("What is held about you")
    expect(shown.value.locator("main")).to_contain_text("Өчүрүлова")
    shown.value.close()
    send(page, "Make the file")
    with page.expect_download() as download:
        page.get_by_role("button", name="Fetch once").click()
    assert download.value.suggested_filename == "copy.zip"
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        assert "Өчүрүлова" in archive.read("copy.html").decode()
    worker.go(f"{person}own-data/ask/").check()
    page.locator("main [name=kind][value=erasure]").check()
    send(page, "Save")

    officer = visitor(PROTECTION)
    officer.go("/people/retention/").check("retention")
    officer.go(f"{person}own-data/")
    expect(officer.page.locator("main")).not_to_contain_text("Өчүрүлова")
    officer.page.get_by_role("link", name="Answer").first.click()
    officer.page.locator("main [name=grant][value=yes]").check()
    officer.check()
    send(officer.page, "Save the answer")
    officer.go(person)
    expect(officer.page.locator("main")).to_contain_text("This person was erased")
    officer.check("erased")
    supervisor = visitor(SUPERVISOR)
    supervisor.go(person)
    expect(supervisor.page.locator("main")).not_to_contain_text("Өчүрүлова")
    expect(supervisor.page.locator("main")).to_contain_text(code)


@pytest.mark.parametrize("language", ["ru", "ky"])
def test_the_pages_of_protection_on_a_phone(visitor: Callable[..., Visitor], language: str) -> None:
    desk = visitor(CASEWORKER)
    person = registered(desk, "Мээрим", "Телефонова")
    worker = visitor(CASEWORKER, width=375, language=language)
    for path in (
        "", "contact/", "own-data/", "own-data/ask/", "consents/add/", "abilities/", "relatives/add/", "household/", "photos/add/",
    ):  # fmt: skip
        worker.go(f"{person}{path}").check()
    visitor(PROTECTION, width=375, language=language).go("/people/retention/").check()
