"""``sapar users`` and ``sapar check``, without booting anything: the database of the tests is there."""

import os
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from sapar.cli import check, users
from sapar.kernel.access.models import User
from sapar.kernel.access.roles import Role

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def sapar(cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("sapar.cli.boot.ready", lambda **_options: None)

    def run(*words: str) -> Result:
        with translation.override("en"):
            return CliRunner().invoke(users.users, words)

    return run


def test_the_commands_know_every_role() -> None:
    assert tuple(users.ROLES) == tuple(role.value for role in Role)


def test_the_first_administrator_of_a_site(sapar: Any) -> None:
    done = sapar(
        "add",
        "first@test-mission.example",
        "--name",
        "First",
        "--organisation",
        "test-mission",
        "--role",
        "administrator",
    )
    assert done.exit_code == 0, done.output
    path = re.search(r"https?://[^/]+(/\S+)", done.output)
    assert path is not None
    assert "password1" in Client().get(path[1], follow=True).content.decode()
    assert User.objects.get(email="first@test-mission.example").role_codes() == {"administrator"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "x@y.example", "--name", "X", "--organisation", "nowhere"), "test-mission"),
        (("add", "not-an-address", "--name", "X", "--organisation", "test-mission"), "address"),
        (("add", "x@y.example", "--name", "X", "--organisation", "test-mission", "--days", "999"), "999"),
        (("grant", "nobody@test-mission.example", "king"), "king"),
        (("disable", "unknown@y.example"), "unknown@y.example"),
        (("grant", "caseworker@test-mission.example", "administrator"), "Caseworker"),
    ],
)
def test_a_wrong_word_is_told_and_changes_nothing(sapar: Any, words: tuple[str, ...], told: str) -> None:
    before = User.objects.count()
    done = sapar(*words)
    assert done.exit_code != 0
    assert told in done.output
    assert User.objects.count() == before


def test_granting_withdrawing_switching_off(cast: SimpleNamespace, sapar: Any) -> None:
    assert sapar("grant", cast.nobody.email, "trainer", "--days", "10").exit_code == 0
    assert "trainer" in sapar("list", "--organisation", "test-mission").output
    assert sapar("revoke", cast.nobody.email, "trainer").exit_code == 0
    assert sapar("revoke", cast.nobody.email, "trainer").exit_code == 1
    assert sapar("disable", cast.nobody.email).exit_code == 0
    assert "switched off" in sapar("list").output


def test_failed_sign_ins_lock_out_until_unlocked(cast: SimpleNamespace, sapar: Any) -> None:
    cache.clear()
    for _ in range(6):
        answer = Client().post("/account/login/", {"login": cast.nobody.email, "password": "wrong"})
    right = {"login": cast.nobody.email, "password": "a-test-password-of-the-cast"}
    assert Client().post("/account/login/", right).status_code != 302
    assert answer.status_code in (200, 429)
    assert sapar("unlock", cast.nobody.email).exit_code == 0
    assert Client().post("/account/login/", right).status_code == 302


def test_misspelt_and_unreadable_options_are_found() -> None:
    found = list(check.option_problems({"SAPAR_IDLE_MINUTES": "soon", "SAPAR_SEKURE": "1", "HOME": "/"}))
    assert len(found) == 2
    assert list(check.option_problems({"SAPAR_IDLE_MINUTES": "5"})) == []


def test_roles_and_row_security_are_in_order() -> None:
    assert list(check.role_problems()) == []
    assert list(check.row_security_problems()) == []


def test_keys_that_others_can_read_are_found(tmp_path: Path, settings: Any) -> None:
    settings.SAPAR = {**settings.SAPAR, "SAPAR_KEYS_DIR": str(tmp_path)}
    os.chmod(tmp_path, 0o700)
    key = tmp_path / "index.key"
    key.write_bytes(b"x")
    key.chmod(0o644)
    assert [problem for problem in check.key_problems() if "index.key" in problem]
    key.chmod(0o600)
    assert list(check.key_problems()) == []
    os.chmod(tmp_path, 0o755)
    assert list(check.key_problems())
