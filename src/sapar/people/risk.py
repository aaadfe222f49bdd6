"""How urgent it is to know who somebody is. The room of cases, which knows, says so; people only asks."""

from collections.abc import Callable, Collection
from uuid import UUID

from sapar.kernel.access.models import User

type Ranks = dict[UUID, int]

_registered: list[Callable[[User, Collection[UUID]], Ranks]] = []


def register(ranks: Callable[[User, Collection[UUID]], Ranks]) -> None:
    """Add a source: file id → rank, 0 (nothing urgent) and up. The highest one holds."""
    if ranks not in _registered:
        _registered.append(ranks)


def ranks(people: Collection[UUID], *, by: User) -> Ranks:
    """The highest rank of each file, as far as this user may know it; files without any are missing."""
    found: Ranks = {}
    for source in _registered:
        for person, rank in source(by, people).items():
            found[person] = max(rank, found.get(person, 0))
    return found
