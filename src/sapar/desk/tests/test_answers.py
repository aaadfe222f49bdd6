"""What every answer carries and keeps back: headers, refusals, crashes, oversized forms."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.test import Client, override_settings
from django.urls import path

from sapar.desk.logs import NothingTyped
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Team
from sapar.kernel.errors import NotFound, StaleEdit
from sapar.kernel.ids import uuid7
from sapar.kernel.journal import JournalEntry
from sapar.urls import *  # noqa: F403  # handlers and addresses, plus the pages below
from sapar.urls import urlpatterns as real_addresses

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def breaks_the_transaction(request: HttpRequest) -> HttpResponse:
    Team.objects.create(organisation=request.user.organisation, name="half-written")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1/0")
    return HttpResponse()


def refuses(request: HttpRequest) -> HttpResponse:
    raise StaleEdit({"Risk": ("high", "low")}, version=3)


def late(request: HttpRequest) -> HttpResponse:
    """The template asks the database only while it is rendered."""
    return TemplateResponse(request, "ui/error.html", {"title": Asked()})


class Asked:
    def __str__(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('sapar.user', true)")
            return f"asked as {cursor.fetchone()[0]}"


def streams(request: HttpRequest) -> HttpResponse:
    return StreamingHttpResponse(iter(["secret"]))


@login_not_required
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("public")


def guessed(request: HttpRequest, id: object) -> HttpResponse:
    raise NotFound


urlpatterns = [
    path("breaks/", breaks_the_transaction), path("refuses/", refuses), path("late/", late), path("streams/", streams),
    path("public/", public), path("guessed/<uuid:id>/", guessed), *real_addresses,
]  # fmt: skip


@pytest.mark.parametrize("address", ["/", "/permissions/", "/account/login/", "/nowhere/"])
def test_nothing_is_kept_and_nothing_foreign_is_loaded(cast: SimpleNamespace, sign_in: Any, address: str) -> None:
    answer = sign_in(cast.caseworker).get(address)
    assert "no-store" in answer["Cache-Control"]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert len(answer["X-Request-Id"]) == 12


def test_cookies_are_closed_to_scripts_and_other_sites(cast: SimpleNamespace) -> None:
    browser = Client()
    browser.get("/account/login/")
    browser.post("/account/login/", {"login": cast.caseworker.email, "password": "a-test-password-of-the-cast"})
    browser.post("/language/setlang/", {"language": "ky"})
    assert {"sapar", "csrftoken", "django_language"} <= set(browser.cookies)
    for cookie in browser.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_signing_out_clears_the_browser(cast: SimpleNamespace, sign_in: Any) -> None:
    assert sign_in(cast.caseworker).post("/account/logout/")["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize("address", ["/", "/permissions/", "/journal/", "/access/accounts/", "/search/", "/unlock/"])
def test_without_signing_in_there_is_only_the_door(address: str) -> None:
    assert Client().get(address).url.startswith("/account/login/?next=")


def test_language_and_errors_work_for_everybody() -> None:
    browser = Client()
    assert browser.post("/language/setlang/", {"language": "ky", "next": "/account/login/"}).url == "/account/login/"
    assert browser.get("/account/login/").headers["Content-Language"] == "ky"
    assert browser.get("/nowhere/").status_code == 404


@override_settings(ROOT_URLCONF=__name__)
def test_a_crash_writes_nothing_and_asks_the_database_nothing(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.caseworker)
    browser.raise_request_exception = False
    answer = browser.get("/breaks/")
    assert answer.status_code == 500
    assert answer["X-Request-Id"] in answer.content.decode()
    assert not Team.objects.filter(name="half-written").exists()
    assert browser.get("/").status_code == 200


@override_settings(ROOT_URLCONF=__name__)
def test_a_late_template_is_rendered_inside_the_transaction(cast: SimpleNamespace, sign_in: Any) -> None:
    assert f"asked as {cast.caseworker.id}" in sign_in(cast.caseworker).get("/late/").content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_streaming_is_refused(cast: SimpleNamespace, sign_in: Any) -> None:
    with pytest.raises(RuntimeError):
        sign_in(cast.caseworker).get("/streams/")


@override_settings(ROOT_URLCONF=__name__)
def test_a_stale_edit_shows_both_values(cast: SimpleNamespace, sign_in: Any) -> None:
    answer = sign_in(cast.caseworker).post("/refuses/")
    assert answer.status_code == 409
    for word in ("Risk", "high", "low"):
        assert word in answer.content.decode()


def _refusals(cast: SimpleNamespace, record: object) -> list[tuple[str, str, dict[str, str]]]:
    with acting_as(cast.data_protection_officer):
        return list(JournalEntry.objects.filter(record=record).values_list("action", "kind", "detail"))


@override_settings(ROOT_URLCONF=__name__)
def test_a_guessed_id_is_journalled_once(cast: SimpleNamespace, sign_in: Any) -> None:
    record = uuid7()
    assert sign_in(cast.caseworker).get(f"/guessed/{record}/").status_code == 404
    assert _refusals(cast, record) == [("refused", "page_id", {"action": "view", "reason": "not_found"})]


def test_a_guessed_record_is_journalled_by_its_kind(cast: SimpleNamespace, sign_in: Any) -> None:
    record = uuid7()
    assert sign_in(cast.caseworker).get(f"/access/explain/person/{record}/").status_code == 404
    assert _refusals(cast, record) == [("refused", "person", {"action": "view", "reason": "not_found"})]


def test_an_oversized_form_is_told_so(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.caseworker)
    browser.raise_request_exception = False
    answer = browser.post("/search/", {"q": "я" * 1_000_000})
    assert answer.status_code == 413
    many = browser.post("/search/", {f"field{n}": "1" for n in range(1200)})
    assert many.status_code == 413


@override_settings(DEMO=False)
def test_the_second_factor_is_asked_for_without_going_round_in_circles(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.caseworker)
    assert browser.get("/").url == "/account/2fa/"
    answer = browser.get("/account/2fa/", follow=True)
    assert answer.status_code == 200
    assert len(answer.redirect_chain) <= 1
    assert browser.get("/account/2fa/totp/activate/").url.startswith("/account/reauthenticate/")
    assert browser.post("/lock/").url.startswith("/unlock/")
    assert browser.get("/unlock/").status_code == 200
    assert browser.post("/account/logout/").status_code == 302


def test_log_lines_hold_a_number_and_no_message_of_an_error() -> None:
    try:
        raise ValueError("Key (email)=(somebody@example.org) already exists")
    except ValueError as error:
        record = logging.LogRecord(
            "sapar", logging.ERROR, __file__, 1, "failed", None, (type(error), error, error.__traceback__)
        )
    line = NothingTyped("%(request_number)s %(message)s").format(record)
    assert "somebody@example.org" not in line
    assert "builtins.ValueError" in line
    assert "test_answers.py" in line
