"""Account pages: sudo mode first, then the rules of access, shown beside the field they concern."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from sapar.kernel.access.models import RoleGrant, User
from sapar.kernel.access.roles import Role
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def grant_form(role: Role, days: int = 30) -> dict[str, str]:
    return {"role": role.value, "team": "", "expires_on": in_days(days)}


def test_without_a_fresh_password_the_pages_ask_for_it(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.administrator)
    assert browser.get("/access/accounts/").url == "/account/reauthenticate/?next=%2Faccess%2Faccounts%2F"
    disable = f"/access/accounts/{cast.nobody.id}/disable/"
    assert browser.post(disable).url.startswith("/account/reauthenticate/")
    assert User.objects.get(pk=cast.nobody.pk).is_active


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "me_officer", "donor_viewer", "nobody"])
def test_other_roles_do_not_get_in(cast: SimpleNamespace, sign_in: Any, role: str) -> None:
    browser = sign_in(getattr(cast, role), sudo=True)
    assert browser.get("/access/accounts/").status_code == 403
    assert browser.get(f"/access/accounts/{cast.nobody.id}/").status_code in (403, 404)


def test_accounts_of_another_organisation_do_not_exist(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.administrator, sudo=True)
    page = browser.get("/access/accounts/").content.decode()
    assert cast.caseworker.email in page
    assert cast.other_caseworker.email not in page
    assert browser.get(f"/access/accounts/{cast.other_caseworker.id}/").status_code == 404
    assert browser.post(f"/access/accounts/{cast.other_caseworker.id}/disable/").status_code == 404


def test_from_opening_an_account_to_its_first_sign_in(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.administrator, sudo=True)
    form = {"name": "Newcomer", "email": "newcomer@test-mission.example", **grant_form(Role.CASEWORKER)}
    answer = browser.post("/access/accounts/open/", form)
    made = User.objects.get(email="newcomer@test-mission.example")
    assert answer.url == f"/access/accounts/{made.id}/"
    link = browser.post(f"/access/accounts/{made.id}/invite/").context["link"]
    holder = Client()
    page = holder.get(link, follow=True)
    chosen = "three plain words for a test"
    assert holder.post(page.redirect_chain[-1][0], {"password1": chosen, "password2": chosen}).status_code == 302
    answer = Client().post("/account/login/", {"login": made.email, "password": chosen})
    assert answer.status_code == 302
    # The address worked once.
    again = Client().get(link, follow=True)
    assert "password1" not in again.content.decode()


def test_a_repeated_submission_opens_one_account(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.administrator, sudo=True)
    form = {
        "name": "Twice", "email": "twice@test-mission.example", **grant_form(Role.TRAINER),
        "submission_key": "0190a1b2-0000-7000-8000-000000000001",
    }  # fmt: skip
    first, second = (browser.post("/access/accounts/open/", form) for _ in range(2))
    assert first.url == second.url


def test_a_refused_pair_is_told_beside_the_field(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.administrator, sudo=True)
    answer = browser.post(f"/access/accounts/{cast.caseworker.id}/grant/", grant_form(Role.DATA_PROTECTION_OFFICER))
    assert answer.status_code == 422
    assert answer.context["form"].errors["role"]
    too_long = browser.post(f"/access/accounts/{cast.caseworker.id}/grant/", grant_form(Role.LAWYER, 500))
    assert too_long.context["form"].errors["expires_on"]


def test_withdrawing_shows_and_holds(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.administrator, sudo=True)
    (grant,) = cast.caseworker.grants()
    browser.post(f"/access/accounts/{cast.caseworker.id}/revoke/{grant.id}/")
    assert RoleGrant.objects.get(pk=grant.pk).revoked_at is not None
    assert browser.get(f"/access/accounts/{cast.caseworker.id}/").status_code == 200


def test_switching_off_signs_out_everywhere_at_once(cast: SimpleNamespace, sign_in: Any) -> None:
    there = Client()
    there.post("/account/login/", {"login": cast.caseworker.email, "password": PASSWORD})
    assert there.get("/").status_code == 200
    assert UserSession.objects.filter(user=cast.caseworker).count() == 1
    sign_in(cast.administrator, sudo=True).post(f"/access/accounts/{cast.caseworker.id}/disable/")
    assert there.get("/").url.startswith("/account/login/")
    assert not UserSession.objects.filter(user=cast.caseworker).exists()
    answer = Client().post("/account/login/", {"login": cast.caseworker.email, "password": PASSWORD})
    assert answer.status_code == 200 or "inactive" in answer.url


def test_nobody_changes_their_own_roles(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.administrator, sudo=True)
    assert browser.post(f"/access/accounts/{cast.administrator.id}/grant/", grant_form(Role.TRAINER)).status_code == 403
    page = browser.get(f"/access/accounts/{cast.administrator.id}/").content.decode()
    assert "/disable/" not in page


def test_the_data_protection_officer_reads_only(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.data_protection_officer, sudo=True)
    assert browser.get("/access/accounts/").status_code == 200
    page = browser.get(f"/access/accounts/{cast.caseworker.id}/").content.decode()
    assert "/grant/" not in page
    assert browser.post(f"/access/accounts/{cast.caseworker.id}/disable/").status_code == 403
