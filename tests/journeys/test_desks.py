"""Every role's first page, pages in other languages and on a phone, a locked desk, accounts behind the password."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey
CASEWORKER = "caseworker@iom-kyrgyzstan.example"


@pytest.mark.parametrize(("language", "width"), [("ru", 375), ("ky", 1280)])
def test_pages_in_other_languages_and_on_a_phone(visitor: Callable[..., Visitor], language: str, width: int) -> None:
    worker = visitor(CASEWORKER, width=width, language=language)
    assert worker.page.locator("html").get_attribute("lang") == language
    worker.check()
    for path in (
        "/people/find/",
        "/people/",
        "/cases/",
        "/figures/",
        "/programmes/",
        "/programmes/organisations/",
        "/permissions/",
    ):
        worker.go(path).check()
    worker.go("/cases/")
    worker.page.locator("main a[href*='/cases/0']").first.click()
    worker.page.wait_for_load_state()
    worker.check()


def test_every_role_has_a_desk(visitor: Callable[..., Visitor]) -> None:
    pictures = {
        "supervisor": "my-desk-supervisor", "data-protection-officer": "my-desk-dpo", "administrator": "my-desk-administrator",
    }  # fmt: skip
    for role in (
        "hotline-operator", "counsellor", "shelter-manager", "lawyer", "trainer", "grants-officer", "supervisor",
        "project-manager", "data-protection-officer", "administrator",
    ):  # fmt: skip
        visitor(f"{role}@iom-kyrgyzstan.example").check(pictures.get(role, ""))
    donor = visitor("donor-viewer@mfa-norway.example")
    donor.check()
    donor.go("/programmes/").check("donor-projects")


def test_accounts_ask_for_the_password_again(visitor: Callable[..., Visitor]) -> None:
    keeper = visitor("administrator@iom-kyrgyzstan.example")
    keeper.go("/access/accounts/")
    keeper.page.locator("main input[type=password]").fill(keeper.site.password)
    keeper.page.keyboard.press("Enter")
    expect(keeper.page).to_have_url(keeper.site.address + "/access/accounts/")
    keeper.check()
    keeper.go("/access/accounts/open/").check("open-account")
    keeper.go("/access/accounts/")
    keeper.page.locator("main a[href*='/access/accounts/0']").first.click()
    keeper.page.wait_for_load_state()
    keeper.check("account")


def test_a_locked_desk_shows_nothing_until_the_password(visitor: Callable[..., Visitor]) -> None:
    worker = visitor(CASEWORKER)
    worker.page.locator("form[action='/lock/'] button").first.click()
    expect(worker.page.locator("input[type=password]")).to_be_visible()
    worker.check()
    worker.go("/cases/")
    expect(worker.page.locator("input[type=password]")).to_be_visible()
    worker.page.locator("input[type=password]").fill(worker.site.password)
    worker.page.keyboard.press("Enter")
    expect(worker.page).to_have_url(worker.site.address + "/cases/")
