"""A project from its opening to a late date: its manager, a partner, and the donor who reads and changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_the_slice import fill, send

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

MANAGER = "project-manager@iom-kyrgyzstan.example"
PARTNER = "project-manager@ulybka.example"
DONOR = "donor-viewer@mfa-norway.example"
HOME = "/programmes/winter-roads/"


def test_promised_reported_approved_late_and_read_by_the_donor(visitor: Callable[..., Visitor]) -> None:
    manager = visitor(MANAGER)
    _open(manager)
    _promise(manager)
    partner = visitor(PARTNER)
    _report(partner)
    _approve(manager)
    _late(manager)
    donor = visitor(DONOR)
    donor.go(HOME).check("donor-project")
    main = donor.page.locator("main")
    expect(main).to_contain_text("40")
    expect(main).not_to_contain_text("Report a value")
    assert main.locator("a[href*='/add/'], a[href*='/change/'], a[href*='/remove/'], form").count() == 0
    answer = donor.page.goto(f"{donor.site.address}{HOME}indicator/add/")
    assert answer is not None
    assert answer.status == 403
    donor.complaints.clear()


def _open(manager: Visitor) -> None:
    page = manager.page
    manager.go("/programmes/").check("portfolio")
    page.get_by_role("link", name="Open a project").click()
    starts = date.today().replace(day=1) - timedelta(days=200)
    fill(page, labels_en="Winter roads", code="winter-roads", start=f"{starts:%d.%m.%Y}", duration_months="12")
    manager.check()
    send(page, "Open the project")
    expect(page.get_by_role("heading", level=1)).to_have_text("Winter roads")
    manager.go(f"{HOME}donors/add/")
    fill(page, donor_1="Ministry of Foreign Affairs of Norway", share_1="90")
    send(page, "Save")
    expect(page.locator("main")).to_contain_text("do not make 100 %")
    assert page.locator("[name=share_1]").input_value() == "90", "nothing that was typed is lost"
    fill(page, share_1="100")
    send(page, "Save")
    manager.go(f"{HOME}partner/add/")
    fill(page, organisation='Public Foundation "Ulybka"')
    send(page, "Save")


def _promise(manager: Visitor) -> None:
    page = manager.page
    page.goto(f"{manager.site.address}{HOME}")
    page.get_by_role("link", name="Begin the logframe").click()
    send(page, "Begin the version")
    page.get_by_role("link", name="Add a statement").click()
    fill(page, statements_en="Families reach help in winter", level="output")
    send(page, "Save")
    page.get_by_role("link", name="Add an indicator").first.click()
    fill(page, labels_en="families visited", unit_en="families", source="reported", code="families", baseline="10")
    manager.check("add-indicator")
    send(page, "Save")
    page.get_by_role("link", name="Add a target").click()
    _target(page, "5")
    expect(page.locator("main")).to_contain_text("wrong side of the baseline")
    _target(page, "100")
    manager.check("logframe-draft")
    page.get_by_role("link", name="Approve").click()
    send(page, "Approve")
    expect(page.locator("main")).to_contain_text("in force")


def _target(page: Page, value: str) -> None:
    fill(page, value=value, qualifier="at least")
    send(page, "Save")


def _report(partner: Visitor) -> None:
    page = partner.page
    partner.go(HOME).check()
    page.get_by_role("link", name="Report a value").first.click()
    today = date.today()
    fill(
        page, starts=f"{today - timedelta(days=60):%Y-%m-%d}", ends=f"{today - timedelta(days=1):%Y-%m-%d}", value="40",
        evidence="Visit forms, folder V",
    )  # fmt: skip
    partner.check("report-value")
    send(page, "Save")
    expect(page.locator("#values")).to_contain_text("waits for approval")


def _approve(manager: Visitor) -> None:
    page = manager.page
    manager.go(HOME)
    page.get_by_role("link", name="Look at it").click()
    manager.check()
    send(page, "Approve")
    expect(page.locator("#indicators")).to_contain_text("40")


def _late(manager: Visitor) -> None:
    page = manager.page
    manager.go(f"{HOME}deadline/add/")
    fill(page, kind="interim", due=f"{date.today() - timedelta(days=9):%Y-%m-%d}")
    send(page, "Save")
    expect(page.locator("#late")).to_contain_text("9 days late")
    manager.check("project-page")
    manager.go("/programmes/")
    first = page.locator("main tbody tr").filter(has_text="Winter roads")
    expect(first).to_contain_text("9 days late")
