"""A returning person under another spelling, and one known to two organisations: recognised, counted once, and apart again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_the_slice import fill, headline, send

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

CASEWORKER = "caseworker@iom-kyrgyzstan.example"
SHELTER = "shelter-manager@iom-kyrgyzstan.example"
SUPERVISOR = "supervisor@iom-kyrgyzstan.example"
OFFICER = "me-officer@iom-kyrgyzstan.example"
THEIR_CASEWORKER = "caseworker@iom-tajikistan.example"
THEIR_SUPERVISOR = "supervisor@iom-tajikistan.example"
QUEUE = "/people/duplicates/"


def register(worker: Visitor, phone: str, given: str, family: str, birth: str) -> str:
    """Search, register; returns the address of the file."""
    page = worker.go("/people/find/").page
    fill(page, given=given, family=family, birth=birth)
    send(page, "Search")
    worker.check()
    page.get_by_role("button", name="register a new person").click()
    fill(page, phone=phone, sex="female")
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(given)
    return page.url.removeprefix(worker.site.address)


def help_once(worker: Visitor, file: str) -> str:
    """Open a case and record one service; returns the case's address."""
    page = worker.go(file).page
    page.get_by_role("link", name="Open a case").click()
    fill(page, risk="high")
    send(page, "Open the case")
    case = page.url.removeprefix(worker.site.address)
    worker.go(f"/services{case}")
    fill(page, kind="legal.counselling")
    page.locator("main form button[type=submit]").last.click()
    expect(page).to_have_url(worker.site.address + case)
    return case


def strike_out(worker: Visitor, case: str) -> None:
    """Take the service back, so that other journeys find the figures as they were."""
    page = worker.go(case).page
    page.locator("main a[href$='/void/']").first.evaluate("link => link.click()")
    page.wait_for_url("**/void/")
    page.locator("main form textarea, main form input[type=text]").first.fill("Recorded by a journey only.")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def count(officer: Visitor) -> int:
    return int(headline(officer.go("/figures/").page))


def answer(page: Page, judgement: str, ground: str) -> None:
    """Answer by keyboard alone: the answer is chosen with space, the reason typed."""
    radio = page.locator(f"main input[name=judgement][value={judgement}]")
    radio.focus()
    page.keyboard.press("Space")
    page.locator("main select[name=ground]").focus()
    page.keyboard.type(ground)
    page.locator("main #decide button[type=submit], main #change button[type=submit]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def test_a_returning_person_is_recognised_counted_once_and_taken_apart(visitor: Callable[..., Visitor]) -> None:
    officer, worker, shelter = visitor(OFFICER), visitor(CASEWORKER), visitor(SHELTER)
    before = count(officer)
    first = register(worker, "+996 555 404 141", "Нурзат", "Сынабаева", "1991")
    code = worker.page.locator("main .lede .mono").first.inner_text()
    first_case = help_once(worker, first)
    page = shelter.go("/people/find/").page
    fill(page, given="Nurzat", family="Synabaeva", birth="1991")
    send(page, "Search")
    expect(page.locator("main")).to_contain_text("someone your supervisor can check")
    expect(page.locator("main")).not_to_contain_text("Нурзат")
    shelter.check("ask-the-supervisor")
    send(page, "Ask the supervisor to check")
    expect(page.locator("main")).to_contain_text("not answered yet")
    shelter.check()
    second = register(shelter, "+996 555 404 141", "Nurzat", "Synabaeva", "1991")
    second_case = help_once(shelter, second)
    assert count(officer) == before + 2

    supervisor = visitor(SUPERVISOR)
    page = supervisor.page
    expect(page.locator("#duplicates")).to_contain_text("waited for")
    supervisor.check()
    supervisor.go(QUEUE).check("possible-duplicates")
    page.get_by_role("link", name=f"may mean {code}").click()
    expect(page.locator("main")).to_contain_text("Нурзат Сынабаева")
    supervisor.check()
    page.locator("main input[name=outcome][value=talk]").check()
    send(page, "Save the answer")
    page.get_by_role("link", name="Сынабаева").or_(page.get_by_role("link", name="Synabaeva")).first.click()
    expect(page.locator("main")).to_contain_text("same name written in another script")
    supervisor.check("same-person")
    answer(page, "same", "A document")
    expect(page.locator("body")).to_contain_text("The files are linked")
    supervisor.go(first)
    linked = page.locator("#linked")
    expect(linked).to_contain_text("Nurzat Synabaeva")
    expect(linked.locator(f"a[href='{second_case}']")).to_be_visible()
    expect(page.locator(f"main a[href='{first_case}']").first).to_be_visible()
    supervisor.check("linked-files")
    assert count(officer) == before + 1, "one person, whatever the files"
    worker.go(first)
    expect(worker.page.locator("#linked")).to_contain_text("not yours to open")

    page.get_by_role("link", name="Take this file out").click()
    supervisor.check()
    answer(page, "different", "They are")
    expect(page.locator("#linked")).to_have_count(0)
    assert count(officer) == before + 2
    strike_out(worker, first_case)
    strike_out(shelter, second_case)
    assert count(officer) == before


def test_two_organisations_recognise_a_person_and_see_nothing_of_each_other(visitor: Callable[..., Visitor]) -> None:
    here, there = visitor(CASEWORKER), visitor(THEIR_CASEWORKER)
    ours = register(here, "+996 555 606 161", "Зулайка", "Пробаева", "1988")
    theirs = register(there, "+996 555 606 161", "Zulayka", "Probaeva", "1988")
    first, second = visitor(SUPERVISOR), visitor(THEIR_SUPERVISOR, width=375)
    for supervisor, own, hidden in ((first, "Пробаева", "Probaeva"), (second, "Probaeva", "Пробаева")):
        page = supervisor.go(QUEUE).page
        page.get_by_role("link", name=own).first.click()
        expect(page.locator("main")).to_contain_text("a person known to")
        expect(page.locator("main")).not_to_contain_text(hidden)
        supervisor.check("two-organisations" if supervisor is first else "")
        answer(page, "same", "The person")
        expect(page.locator("body")).to_contain_text("linked")
    for supervisor, own, hidden, foreign in ((first, ours, "Probaeva", theirs), (second, theirs, "Пробаева", ours)):
        page = supervisor.go(own).page
        expect(page.locator("#linked")).to_contain_text("1 more file of this person is not yours to open")
        expect(page.locator("main")).not_to_contain_text(hidden)
        supervisor.check()
        assert page.goto(supervisor.site.address + foreign).status == 404
        supervisor.complaints.clear()


@pytest.mark.parametrize(("language", "width"), [("ru", 375), ("ky", 1280)])
def test_the_queue_in_other_languages_and_on_a_phone(
    visitor: Callable[..., Visitor], language: str, width: int
) -> None:
    supervisor = visitor(SUPERVISOR, width=width, language=language)
    supervisor.go(QUEUE).check()
    supervisor.go(QUEUE + "?answered").check()
    visitor(CASEWORKER, width=width, language=language).go("/people/questions/").check()
