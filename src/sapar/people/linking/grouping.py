"""Groups of registrations of one person, merged by support and never by chains.

"A is like B, B is like C, …" joins half a village at one likely mistake each. Two groups become one only when
at least half of all pairs across them are supported by evidence of their own, nothing across them contradicts
(sex, full birth date, a human's "different"), and the result is small enough for a machine to decide.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

#: Pairs at least this probable support a merge.
SUPPORT = 0.5
#: Larger groups are a person's business: a family, a village of namesakes, a trafficker's telephone.
LARGEST = 8
_HALF = 0.5


@dataclass(slots=True)
class Groups[T: Hashable]:
    """`members` are groups of two or more; `too_large` pairs of groups that belong together but need a human."""

    members: list[list[T]] = field(default_factory=list)
    too_large: list[tuple[list[T], list[T]]] = field(default_factory=list)

    def pairs(self) -> Iterable[tuple[T, T]]:
        """Every two members of a group."""
        for group in self.members:
            yield from ((one, other) for at, one in enumerate(group) for other in group[at + 1 :])


def group[T: Hashable](
    pairs: Iterable[tuple[T, T, float]],
    conflict: Callable[[T, T], bool],
    *,
    support: float = SUPPORT,
    largest: int = LARGEST,
) -> Groups[T]:
    """Group by `pairs` (one, other, probability); surest first, equal ones by their names, whatever the order given."""
    likely = sorted(
        ((one, other, p) if str(one) <= str(other) else (other, one, p) for one, other, p in pairs if p >= support),
        key=lambda pair: (-pair[2], str(pair[0]), str(pair[1])),
    )
    state = _State(conflict, largest)
    for one, other, _ in likely:
        state.support(one, other)
    for one, other, _ in likely:
        state.try_to_merge(one, other)
    return state.result()


class _State[T: Hashable]:
    """Groups while they grow; `across` counts the supported pairs between each two of them."""

    def __init__(self, conflict: Callable[[T, T], bool], largest: int) -> None:
        self._conflict, self._largest = conflict, largest
        self._group: dict[T, int] = {}
        self._members: dict[int, list[T]] = {}
        self._across: dict[int, dict[int, int]] = defaultdict(dict)
        self._too_large: list[tuple[list[T], list[T]]] = []
        self._seen_large: set[tuple[int, int]] = set()

    def support(self, one: T, other: T) -> None:
        a, b = self._number(one), self._number(other)
        self._across[a][b] = self._across[b][a] = self._across[a].get(b, 0) + 1

    def _number(self, item: T) -> int:
        if item not in self._group:
            self._group[item] = len(self._group)
            self._members[self._group[item]] = [item]
        return self._group[item]

    def try_to_merge(self, one: T, other: T) -> None:
        a, b = self._group[one], self._group[other]
        if a == b:
            return
        left, right = self._members[a], self._members[b]
        if self._across[a].get(b, 0) < _HALF * len(left) * len(right):
            return
        if any(self._conflict(x, y) for x in left for y in right):
            return
        if len(left) + len(right) > self._largest:
            if (min(a, b), max(a, b)) not in self._seen_large:
                self._seen_large.add((min(a, b), max(a, b)))
                self._too_large.append((sorted(left, key=str), sorted(right, key=str)))
            return
        self._merge(*((a, b) if len(left) >= len(right) else (b, a)))

    def _merge(self, into: int, gone: int) -> None:
        for item in self._members[gone]:
            self._group[item] = into
        self._members[into].extend(self._members.pop(gone))
        for neighbour, count in self._across.pop(gone).items():
            del self._across[neighbour][gone]
            if neighbour != into:
                total = self._across[into].get(neighbour, 0) + count
                self._across[into][neighbour] = self._across[neighbour][into] = total

    def result(self) -> Groups[T]:
        found = [sorted(members, key=str) for members in self._members.values() if len(members) > 1]
        return Groups(sorted(found, key=lambda members: str(members[0])), self._too_large)
