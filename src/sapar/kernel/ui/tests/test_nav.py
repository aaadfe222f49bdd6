"""The menu shows a role its own work, and knows where it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from sapar.kernel.ui import nav


def _nothing(_request: object) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", _nothing, name="desk"),
    path("cases/", _nothing, name="cases"),
    path("cases/mine/", _nothing, name="mine"),
]


@dataclass
class Someone:
    roles: set[str] = field(default_factory=set)
    is_authenticated: bool = True

    def role_codes(self) -> set[str]:
        return self.roles


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(nav, "_entries", {})
    nav.register(nav.Entry("Desk", "desk", "home", order=1))
    nav.register(nav.Entry("Cases", "cases", "case", roles=frozenset({"caseworker"}), order=3, count=lambda _user: 4))
    nav.register(
        nav.Entry("Mine", "mine", "task", roles=frozenset({"caseworker", "lawyer"}), order=2, count=lambda _user: 0)
    )
    nav.register(nav.Entry("Nowhere", "not:installed", "flag", order=9))
    with override_settings(ROOT_URLCONF=__name__):
        yield


def test_roles_decide() -> None:
    assert [entry.label for entry in nav.for_user(Someone({"caseworker"}))] == ["Desk", "Mine", "Cases", "Nowhere"]
    assert [entry.label for entry in nav.for_user(Someone({"lawyer"}))] == ["Desk", "Mine", "Nowhere"]
    assert nav.for_user(Someone(is_authenticated=False)) == []


def test_items_have_addresses_numbers_and_one_current_line() -> None:
    items = nav.items(Someone({"caseworker"}), "/cases/mine/7/")
    assert [(item.label, item.count, item.is_current) for item in items] == [
        ("Desk", None, False),
        ("Mine", None, True),
        ("Cases", 4, False),
    ]


def test_registering_twice_replaces() -> None:
    nav.register(nav.Entry("Home", "desk", "home", order=1))
    assert [entry.label for entry in nav.entries()].count("Desk") == 0
    assert len(nav.entries()) == 4
