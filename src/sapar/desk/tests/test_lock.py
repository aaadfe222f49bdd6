"""A shared PC: locked means locked, whatever address is tried."""

import time
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_locking_leads_every_page_to_the_lock_and_the_password_leads_back(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.caseworker)
    answer = browser.post("/lock/", {"next": "/permissions/"})
    assert answer.url == "/unlock/?next=%2Fpermissions%2F"
    for path in ("/", "/permissions/", "/journal/", "/account/2fa/", "/people/"):
        assert browser.get(path).url.startswith("/unlock/?next=")
    answer = browser.post("/unlock/", {"password": PASSWORD, "next": "/permissions/"})
    assert answer.url == "/permissions/"
    assert browser.get("/permissions/").status_code == 200


def test_locking_takes_a_post(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.caseworker)
    assert browser.get("/lock/").status_code == 405
    assert browser.get("/").status_code == 200


def test_a_locked_session_can_change_language_and_sign_out(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.caseworker)
    browser.post("/lock/")
    assert browser.post("/language/setlang/", {"language": "ru", "next": "/unlock/"}).url == "/unlock/"
    assert browser.post("/account/logout/").status_code == 302
    assert "_auth_user_id" not in browser.session


def test_five_wrong_passwords_sign_out(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.caseworker)
    browser.post("/lock/")
    for _ in range(4):
        answer = browser.post("/unlock/", {"password": "wrong"})
        assert answer.status_code == 422
    assert browser.post("/unlock/", {"password": "wrong"}).url == "/account/login/"
    assert browser.get("/").url.startswith("/account/login/")


def test_the_right_password_forgives_the_wrong_ones(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.caseworker)
    for _ in range(3):
        browser.post("/lock/")
        for _ in range(4):
            browser.post("/unlock/", {"password": "wrong"})
        assert browser.post("/unlock/", {"password": PASSWORD}).url == "/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "evil",
    ],
)
def test_unlocking_leads_nowhere_else(cast: SimpleNamespace, sign_in: Any, elsewhere: str) -> None:
    browser = sign_in(cast.caseworker)
    assert browser.post("/lock/", {"next": elsewhere}).url == "/unlock/?next=%2F"
    assert browser.post("/unlock/", {"password": PASSWORD, "next": elsewhere}).url == "/"


def test_an_idle_session_is_locked_by_the_server(cast: SimpleNamespace, sign_in: Any) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = sign_in(cast.caseworker)
        assert browser.get("/").status_code == 200
        clock.shift(14 * 60)
        assert browser.get("/").status_code == 200
        clock.shift(16 * 60)
        assert browser.get("/permissions/").url == "/unlock/?next=%2Fpermissions%2F"


def test_no_session_outlives_the_working_day_however_busy(cast: SimpleNamespace, sign_in: Any) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = sign_in(cast.caseworker)
        for _ in range(61):
            browser.get("/")
            clock.shift(10 * 60)
        assert browser.get("/").url.startswith("/account/login/")
