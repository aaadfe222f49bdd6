"""Context processor of the shell: what every page needs, worked out only when a template asks for it."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from sapar.kernel.i18n import label
from sapar.kernel.ui import nav


class Shell:
    """What the frame of a page shows for one request. Nothing is queried before it is read."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._user: Any = getattr(request, "user", None)

    @cached_property
    def items(self) -> list[nav.Item]:
        return nav.items(self._user, self._request.path)

    @cached_property
    def organisation(self) -> str:
        """Name of the user's organisation in the active language; empty when nobody is signed in."""
        organisation = getattr(self._user, "organisation", None)
        return label(organisation.labels) if organisation else ""

    @cached_property
    def is_signed_in(self) -> bool:
        return bool(getattr(self._user, "is_authenticated", False))

    @property
    def idle_minutes(self) -> int:
        """Minutes without a key or pointer after which the page locks itself; 0 switches it off."""
        return int(getattr(settings, "SAPAR", {}).get("SAPAR_IDLE_MINUTES", 15))

    @property
    def is_demo(self) -> bool:
        return bool(getattr(settings, "DEMO", False))

    @property
    def home_url(self) -> str:
        return nav.address("desk:home") or "/"

    @cached_property
    def search_url(self) -> str | None:
        """Where the search box sends what is typed; None for roles that never look for people or cases."""
        return nav.address("desk:search") if nav.may_search(self._user) else None

    @property
    def alive_url(self) -> str | None:
        """Asked now and then while somebody types, so that the server does not lock a session in use."""
        return nav.address("desk:alive")

    @property
    def lock_url(self) -> str | None:
        return nav.address("desk:lock")


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Adds ``shell`` to every template context."""
    return {"shell": Shell(request)}
