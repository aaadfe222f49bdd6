"""What upper rooms add to the page of a person. A room registers its part in its ``apps.ready()``."""

from collections.abc import Callable
from dataclasses import dataclass

from sapar.kernel.access.models import User
from sapar.kernel.errors import Text
from sapar.people.models import Person


@dataclass(frozen=True, slots=True)
class Link:
    """One line of a part: where it leads, its words, a code beside it."""

    url: str
    label: Text
    code: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A card on the page: its lines, and a button to begin something (None for who may not)."""

    title: Text
    empty: Text
    links: list[Link]
    button: Link | None = None


_registered: dict[str, Callable[[User, Person], Part]] = {}


def register(name: str, part: Callable[[User, Person], Part]) -> None:
    """Add a part. The same name again replaces it."""
    _registered[name] = part


def shown(*, by: User, person: Person) -> list[Part]:
    """All parts of a person's page as this user may see them; none of an erased person."""
    if person.erased_at is not None:
        return []
    return [part(by, person) for _name, part in sorted(_registered.items())]
