"""A person is helped by two organisations, recorded once, and counted in the bulletin: three people's work in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey

CASEWORKER = "caseworker@iom-kyrgyzstan.example"
PARTNER = "caseworker@ulybka.example"
OFFICER = "me-officer@iom-kyrgyzstan.example"
PROTECTION = "data-protection-officer@iom-kyrgyzstan.example"


def fill(page: Page, **values: str) -> None:
    """Fill fields by name: text is typed, options are chosen by value or, where there is none, by label."""
    for name, value in values.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("e => e.tagName") == "SELECT":
            known = field.evaluate("(e, v) => [...e.options].some(o => o.value === v)", value)
            field.select_option(value=value) if known else field.select_option(label=value)
        else:
            field.fill(value)


def send(page: Page, label: str) -> None:
    page.locator("main").get_by_role("button", name=label, exact=True).first.click()


def headline(page: Page) -> str:
    return page.locator(".figure-value").first.inner_text().split()[0]


def test_from_the_first_search_to_the_bulletin(visitor: Callable[..., Visitor]) -> None:
    officer = visitor(OFFICER)
    officer.go("/figures/")
    assert headline(officer.page) == "192"
    officer.check("bulletin-live")

    case = _register_and_help(visitor(CASEWORKER))
    officer.go("/figures/")
    assert headline(officer.page) == "193", "the live figure follows the service at once"
    officer.page.get_by_role("link", name="Bulletin 1").click()
    assert headline(officer.page) == "192", "what was issued stays"
    officer.check("bulletin-issued")

    officer.go("/figures/vulnerable-migrants-assisted/evidence/")
    expect(officer.page.locator("main")).not_to_contain_text("Чынара")
    officer.check("figure-evidence")

    _serve_as_partner(visitor(PARTNER), case)
    officer.go("/figures/")
    assert headline(officer.page) == "193", "a second service makes no second person"


def _register_and_help(worker: Visitor) -> str:
    page = worker.page
    worker.check("my-desk")
    worker.go("/people/find/").check("find-person")
    fill(page, given="Чынара", family="Сынакова", birth="1994")
    send(page, "Search")
    worker.check()
    send(page, "Register a new person")
    fill(page, citizenship="KG", phone="+996 555 010 203", sex="female", cover="The tailor's shop", code_word="felt")
    page.locator("main [name=consent]").check()
    fill(page, how_given="signature")
    worker.check("register-person")
    send(page, "Register")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Чынара")
    worker.check("person-page")
    person = page.url
    page.goto(f"{person}consents/add/")
    page.locator("main [name=answer][value=give]").check()
    fill(page, purpose="referral", how_given="signature")
    page.locator("main [name=recipient]").select_option(label='Public Foundation "Ulybka"')
    for box in page.locator("main [name=data_classes]").all():
        box.check()
    send(page, "Save the answer")
    page.get_by_role("link", name="Open a case").click()
    fill(page, risk="high")
    send(page, "Open the case")
    case = page.url
    worker.check()
    page.goto(f"{case}needs/add/")
    fill(page, category="documents.identification")
    page.locator("main form button[type=submit]").first.click()
    page.goto(f"{case}steps/add/")
    fill(page, service="legal.documents.identity")
    page.locator("main form button[type=submit]").first.click()
    _serve(worker, case, "legal.counselling")
    worker.check("case-page").check("../../images/desk")
    page.goto(f"{case}share/")
    page.locator("main [name=consent]").first.check()
    worker.check("share-case")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Ulybka")
    return case.removeprefix(worker.site.address)


def _serve(worker: Visitor, case: str, kind: str) -> None:
    """Record a service given today."""
    page = worker.page
    page.goto(f"{worker.site.address}/services{case.removeprefix(worker.site.address)}")
    fill(page, kind=kind)
    worker.check("record-service")
    page.locator("main form button[type=submit]").last.click()
    expect(page).to_have_url(f"{worker.site.address}{case.removeprefix(worker.site.address)}")


def _serve_as_partner(partner: Visitor, case: str) -> None:
    partner.go("/cases/").check()
    partner.go(case)
    expect(partner.page.locator("main")).to_contain_text("Чынара Сынакова")
    partner.check()
    _serve(partner, case, "humanitarian.psychological.counselling")


def test_somebody_elses_case_is_nowhere(visitor: Callable[..., Visitor]) -> None:
    worker = visitor(CASEWORKER)
    worker.go("/cases/")
    case = worker.page.locator("main a[href*='/cases/0']").first.get_attribute("href")
    stranger = visitor("supervisor@iom-tajikistan.example")
    answer = stranger.page.goto(stranger.site.address + case)
    assert answer.status == 404
    stranger.complaints.clear()
    officer = visitor(PROTECTION)
    officer.go("/journal/").check("journal")
    officer.go(f"/journal/case/{case.rstrip('/').rsplit('/', 1)[-1]}/").check("who-looked")
    officer.go("/cases/emergency/accesses/").check("emergencies")
