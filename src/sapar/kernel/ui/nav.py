"""The registry of navigation entries. Each room adds its own in ``apps.ready()``; roles decide who sees them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation.

    ``roles``: codes of the roles that see it; empty means everybody who is signed in.
    ``count``: called with the user, gives the small number beside the label (None or 0: no number).
    """

    label: str | Promise
    url_name: str
    icon: str
    roles: frozenset[str] = frozenset()
    order: int = 100
    count: Callable[[Any], int | None] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry made ready for one user on one page."""

    label: str | Promise
    url: str
    icon: str
    count: int | None
    is_current: bool


_entries: dict[str, Entry] = {}
_searching: set[str] = set()


def register(entry: Entry) -> None:
    """Adds an entry. Registering the same ``url_name`` again replaces it, so a reload does not double the menu."""
    _entries[entry.url_name] = entry


def searching(roles: Iterable[str]) -> None:
    """Roles for which the search box stands on top of every page; each room adds those that search its records."""
    _searching.update(str(role) for role in roles)


def may_search(user: Any) -> bool:
    """Whether the search box would answer this user."""
    return bool(getattr(user, "is_authenticated", False)) and not _searching.isdisjoint(map(str, user.role_codes()))


def entries() -> list[Entry]:
    """Every registered entry in menu order."""
    return sorted(_entries.values(), key=lambda entry: (entry.order, entry.url_name))


def for_user(user: Any) -> list[Entry]:
    """The entries that the user may see, in menu order. Nobody signed in sees none."""
    if not getattr(user, "is_authenticated", False):
        return []
    roles = {str(code) for code in user.role_codes()}
    return [entry for entry in entries() if not entry.roles or roles & {str(role) for role in entry.roles}]


def items(user: Any, path: str) -> list[Item]:
    """The menu for one page: addresses, numbers, and which line is the current one (longest address that fits)."""
    pairs = [(entry, url) for entry in for_user(user) if (url := address(entry.url_name))]
    current = _current((url for _, url in pairs), path)
    return [
        Item(entry.label, url, entry.icon, (entry.count(user) if entry.count else None) or None, url == current)
        for entry, url in pairs
    ]


def address(url_name: str) -> str | None:
    """The address of a named page, or None when the room that has it is not installed."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None


def _current(urls: Iterable[str], path: str) -> str | None:
    fitting = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(fitting, key=len, default=None)
