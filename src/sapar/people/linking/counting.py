"""How many different people, with its interval. Pure: probabilities and groups in, three numbers out.

Method: the components of the graph of pairs at a high threshold hold too many people (links are missing), at
a low threshold too few (strangers are joined). Between them lies the expected count: everybody, less one for
each link expected in a forest that spans the likely pairs, each link weighed with its probability. A forest,
because three registrations of one person are three pairs but only two too many.

Probabilities must be calibrated for the pool (training on the pool itself does that); pairs that no key
brought together are the caller's to state as `recall`.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

#: Links at least this sure are counted even by the upper bound, links at least this likely by the lower.
SURE, THINKABLE = 0.9, 0.1

type Pair[T: Hashable] = tuple[T, T, float]


@dataclass(frozen=True, slots=True)
class UniqueCount:
    """Different people among `registrations`: at least `lower`, about `point`, at most `upper`."""

    registrations: int
    lower: int
    point: int
    upper: int

    def contains(self, truth: int) -> bool:
        """Whether the interval holds the true number."""
        return self.lower <= truth <= self.upper


def count_unique[T: Hashable](
    registrations: int, pairs: Iterable[Pair[T]], *, recall: float = 1.0, refused: frozenset[frozenset[T]] = frozenset()
) -> UniqueCount:
    """Count people. `recall` is the share of true links that were candidates at all (1.0 = none was missed).

    `refused` are pairs judged to be two people: they join nobody. Raises ValueError for a probability outside
    0…1 or a recall outside ]0, 1].
    """
    if not 0 < recall <= 1:
        raise ValueError("recall must be above 0 and at most 1.")
    forest = Forest[T]()
    expected, sure, thinkable = 0.0, 0, 0
    for left, right, probability in sorted(pairs, key=lambda pair: (-pair[2], str(pair[0]), str(pair[1]))):
        if not 0 <= probability <= 1:
            raise ValueError("A probability must lie between 0 and 1.")
        if frozenset((left, right)) in refused or not forest.join(left, right):
            continue
        expected += probability
        sure += probability >= SURE
        thinkable += probability >= THINKABLE
    upper, lower = registrations - sure, max(registrations - round(thinkable / recall), min(registrations, 1))
    point = registrations - expected / recall
    return UniqueCount(registrations, lower, round(min(max(point, lower), upper)), upper)


class Forest[T: Hashable]:
    """Disjoint sets with union by size and path halving (Tarjan & van Leeuwen, JACM 31 (1984) 245)."""

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}
        self._size: dict[T, int] = {}

    def root(self, item: T) -> T:
        """The representative of the set of `item`."""
        parent = self._parent
        while (above := parent.get(item, item)) != item:
            parent[item] = parent.get(above, above)
            item = parent[item]
        return item

    def join(self, one: T, other: T) -> bool:
        """Unite two sets; False when they were one already."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return False
        sizes = self._size
        if sizes.get(a, 1) < sizes.get(b, 1):
            a, b = b, a
        self._parent[b] = a
        sizes[a] = sizes.get(a, 1) + sizes.get(b, 1)
        return True
