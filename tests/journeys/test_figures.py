"""A figure is asked, kept, moved by a service and locked: an M&E officer, a caseworker, a manager and a donor in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_the_slice import CASEWORKER, OFFICER, fill, headline, send

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

MANAGER = "project-manager@iom-kyrgyzstan.example"
DONOR = "donor-viewer@mfa-norway.example"


def test_a_figure_is_defined_in_the_browser_and_moves_with_the_work(visitor: Callable[..., Visitor]) -> None:
    officer = visitor(OFFICER)
    officer.go("/figures/explore/").check("explorer")
    page = officer.page
    with page.expect_response(lambda answer: "of=entries" in answer.url):
        page.locator("main [name=of]").select_option("entries")
    with page.expect_response(lambda answer: "by1=sex" in answer.url):
        page.locator("main [name=by1]").select_option("sex")
    expect(page.locator("#answer figure.picture > svg")).to_be_visible()
    page.get_by_role("link", name="Keep as a figure").click()
    fill(page, code="services-by-sex", label_en="Services by sex", label_ru="Услуги по полу")
    send(page, "Keep")
    expect(page.get_by_role("heading", level=1)).to_have_text("Services by sex")
    officer.check("figure")
    before = int(headline(page))

    worker = visitor(CASEWORKER)
    assert record(worker, "2021-05-04")
    officer.go("/figures/services-by-sex/")
    assert int(headline(page)) == before + 1

    donor = visitor(DONOR)
    donor.go("/figures/services-by-sex/").check()
    expect(donor.page.get_by_role("link", name="Evidence")).to_have_count(0)
    donor.go("/figures/definitions/").check()


def test_a_locked_period_refuses_and_says_who_can_open(visitor: Callable[..., Visitor]) -> None:
    officer, manager, worker = visitor(OFFICER), visitor(MANAGER), visitor(CASEWORKER)
    officer.go("/figures/periods/").check("periods")
    fill(officer.page, first="2021-06-01", last="2021-06-30")
    send(officer.page, "Add")
    move(officer.page, "review")
    manager.go("/figures/periods/")
    move(manager.page, "approved")
    move(manager.page, "locked", "Reported to the donor")
    assert not record(worker, "2021-06-03")
    expect(worker.page.locator("main")).to_contain_text("Reported to the donor")
    expect(worker.page.locator("main")).to_contain_text("can be opened")
    assert record(worker, "2021-05-05")
    manager.check()


def move(page: Page, state: str, reason: str = "") -> None:
    page.get_by_role("link", name="Change").first.click()
    fill(page, state=state, reason=reason)
    send(page, "Save")
    expect(page).to_have_url(re.compile(r"/figures/periods/$"))


def record(worker: Visitor, day: str) -> bool:
    """Record a service on the caseworker's first case; whether it was taken."""
    worker.go("/cases/")
    case = worker.page.locator("main a[href*='/cases/0']").first.get_attribute("href")
    worker.go(f"/services{case}")
    fill(worker.page, kind="legal.counselling", date=day)
    worker.page.locator("main form button[type=submit]").last.click()
    worker.page.wait_for_load_state()
    worker.complaints.clear()
    return worker.page.url == worker.site.address + case
