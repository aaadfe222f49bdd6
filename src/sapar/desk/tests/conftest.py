"""Signing in for page tests."""

from collections.abc import Callable

import pytest
from django.test import Client

from sapar.kernel.access.models import User
from tests.cast import PASSWORD

type SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """``sign_in(user)`` gives a browser; ``sudo=True`` has confirmed the password just now."""

    def enter(user: User, *, sudo: bool = False) -> Client:
        browser = Client()
        if sudo:
            answer = browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
            assert answer.status_code == 302, answer.content.decode()
            browser.post("/account/reauthenticate/", {"password": PASSWORD})
        else:
            browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return enter
