"""Buttons that upper rooms put on the page of a case. A room registers them in its ``apps.ready()``."""

from dataclasses import dataclass

from sapar.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class PageAction:
    """One button: shown to those who may do `verb` to the case; `url_name` takes the id of the case."""

    label: Text
    url_name: str
    verb: str
    icon: str = "plus"
    order: int = 100
    when_closed: bool = False


_registered: dict[str, PageAction] = {}


def register(entry: PageAction) -> None:
    """Add a button. The same `url_name` again replaces it."""
    _registered[entry.url_name] = entry


def registered() -> list[PageAction]:
    """All buttons in their order."""
    return sorted(_registered.values(), key=lambda each: (each.order, each.url_name))
