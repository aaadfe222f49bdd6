"""How good a linkage is, against a known truth."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quality:
    """Share of what was linked that is right, share of what is right that was linked, and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 when both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise[T: Hashable](linked: Iterable[tuple[T, T]], truth: Mapping[T, Hashable]) -> Quality:
    """Quality of linked pairs; `truth` says whose each registration is."""
    right = total = 0
    for one, other in linked:
        total += 1
        right += truth[one] == truth[other]
    wanted = true_pairs(truth.values())
    return Quality(right / total if total else 1.0, right / wanted if wanted else 1.0)


def clustered[T: Hashable](groups: Iterable[Sequence[T]], truth: Mapping[T, Hashable]) -> Quality:
    """Quality of groups, counted in pairs within them: a large wrong group costs as many pairs as it joins."""
    right = total = 0
    for members in groups:
        total += _pairs(len(members))
        right += sum(_pairs(size) for size in Counter(truth[member] for member in members).values())
    wanted = true_pairs(truth.values())
    return Quality(right / total if total else 1.0, right / wanted if wanted else 1.0)


def true_pairs(owners: Iterable[Hashable]) -> int:
    """Pairs of registrations that are one person."""
    return sum(_pairs(size) for size in Counter(owners).values())


def _pairs(size: int) -> int:
    return size * (size - 1) // 2
