"""Weights from data: without labels (expectation–maximisation), and from pairs that people have judged.

Both work on *patterns*: how often each combination of levels occurs among the candidates. A million pairs
are some ten thousand patterns, so plain Python is quick enough and nothing numerical need be installed.

Source: Fellegi & Sunter, JASA 64 (1969); Winkler's EM for it, US Census RR88-?? as in Enamorado, Fifield &
Imai, APSR 113 (2019), with both m and u estimated among the candidates.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sapar.people.linking.weights import Weights, bounded, logistic

_ROUNDS = 60
_SETTLED = 1e-5
#: Imaginary pairs added to each level, so that one never seen does not weigh for ever.
_IMAGINED = 0.5
_START_SHARE = 0.2


class Pattern(NamedTuple):
    """Pairs that agree on the same levels: per comparison the level or None (unknown), and how many."""

    levels: tuple[str | None, ...]
    count: float


class Labelled(NamedTuple):
    """A judged pair: its levels, and whether it is one person."""

    levels: tuple[str | None, ...]
    same: bool


def without_labels(patterns: Sequence[Pattern], order: Mapping[str, Sequence[str]]) -> Weights:
    """Expectation–maximisation over `patterns`; `order` lists levels of each comparison, closest first.

    The start assumes that pairs of one person are on the closer levels; which of two classes is "one
    person" is thereby settled.
    """
    comparisons = list(order)
    m = [_start(order[name]) for name in comparisons]
    u = [_frequencies(patterns, index, order[name]) for index, name in enumerate(comparisons)]
    share, total = _START_SHARE, sum(pattern.count for pattern in patterns)
    weights = Weights(0.0, {}, "nothing")
    for _ in range(_ROUNDS):
        weights = _weights(share, m, u, comparisons, total)
        match = [pattern.count * logistic(weights.log_odds(dict(zip(comparisons, pattern.levels, strict=True))))
                 for pattern in patterns]  # fmt: skip
        before, share = share, sum(match) / total
        one = [Pattern(p.levels, n) for p, n in zip(patterns, match, strict=True)]
        two = [Pattern(p.levels, p.count - n) for p, n in zip(patterns, match, strict=True)]
        m = [_frequencies(one, index, order[name]) for index, name in enumerate(comparisons)]
        u = [_frequencies(two, index, order[name]) for index, name in enumerate(comparisons)]
        if abs(share - before) < _SETTLED * share:
            break
    return weights


def _start(levels: Sequence[str]) -> dict[str, float]:
    parts = [1 / (place + 1) ** 1.5 for place in range(len(levels))]
    return {level: part / sum(parts) for level, part in zip(levels, parts, strict=True)}


def _frequencies(patterns: Iterable[Pattern], index: int, levels: Sequence[str]) -> dict[str, float]:
    counts = dict.fromkeys(levels, _IMAGINED)
    for pattern in patterns:
        level = pattern.levels[index]
        if level is not None:
            counts[level] += pattern.count
    total = sum(counts.values())
    return {level: count / total for level, count in counts.items()}


def _weights(
    share: float, m: Sequence[Mapping[str, float]], u: Sequence[Mapping[str, float]], comparisons: Sequence[str], total: float
) -> Weights:
    of = {
        (name, level): bounded(math.log(m[index][level] / u[index][level]))
        for index, name in enumerate(comparisons)
        for level in m[index]
    }
    share = min(max(share, 1 / (total + 1)), 1 - 1 / (total + 1))
    return Weights(math.log(share / (1 - share)), of, f"no labels, {total:.0f} pairs")
