"""A returning person, typed in another alphabet: she appears before the search is sent; no mouse is needed."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_the_slice import fill, send
from tests.journeys.test_two_files_one_person import CASEWORKER, register

pytestmark = pytest.mark.journey
MOST_TABS = 40


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab as somebody without a mouse does."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("the keyboard does not reach it")


def type_into(page: Page, **values: str) -> None:
    for name, value in values.items():
        tab_to(page, page.locator(f"main [name={name}]"))
        page.keyboard.type(value)


def test_typing_in_latin_finds_the_cyrillic_file_without_a_mouse(visitor: Callable[..., Visitor]) -> None:
    worker = visitor(CASEWORKER)
    file = register(worker, "+996 555 010 377", "Чолпонай", "Жумадылова", "1991")
    page = worker.go("/people/find/").page
    type_into(page, given="Chol", family="Jumad", birth="1991")
    known = page.get_by_role("link", name="Чолпонай Жумадылова")
    expect(known).to_be_visible()
    worker.check()
    tab_to(page, known)
    page.keyboard.press("Enter")
    expect(page).to_have_url(worker.site.address + file)

    worker.go("/people/find/")
    type_into(page, given="Jumadylova", family="Cholponay", birth="1990")
    page.keyboard.press("Enter")
    row = page.locator("#search-page tbody tr", has_text="Чолпонай")
    expect(row).to_contain_text("same name written in another script")
    expect(row).to_contain_text("birth year one apart")
    expect(page.locator("#found-title")).to_be_focused()
    expect(page.locator("#found-title")).to_be_in_viewport()
    worker.check()
    tab_to(page, row.get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(worker.site.address + file)


def test_a_lost_search_keeps_what_was_typed(visitor: Callable[..., Visitor]) -> None:
    worker = visitor(CASEWORKER)
    page = worker.go("/people/find/").page
    fill(page, given="Назгүл", family="Эсенова", birth="1979")
    send(page, "Search")
    page.get_by_role("button", name="register a new person").click()
    fill(page, address="Ысык-Көл, Бөкөнбаев", note="Comes with her sister", sex="female")
    # The receipt is gone: half an hour went by, or somebody else used it.
    page.locator("main [name=search_token]").evaluate("(field, token) => { field.value = token; }", str(uuid4()))
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("#search-first")).to_contain_text("Nothing you typed is lost")
    worker.check()
    page.get_by_role("button", name="Search by what is in the form").click()
    expect(page.locator("#found-title")).to_be_visible()
    for name, value in {"given": "Назгүл", "address": "Ысык-Көл, Бөкөнбаев", "note": "Comes with her sister"}.items():
        expect(page.locator(f"main [name={name}]")).to_have_value(value)
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Назгүл")
