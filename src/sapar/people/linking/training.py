"""Weights from data: without labels (expectation–maximisation), and from pairs that people have judged.

Both work on *patterns*: how often each combination of findings occurs among the candidates. A million pairs
are some ten thousand patterns, so plain Python is quick enough and nothing numerical need be installed.

Sources: Fellegi & Sunter, JASA 64 (1969) 1183; Enamorado, Fifield & Imai, APSR 113 (2019) 353 for
expectation–maximisation over patterns, here with u estimated among the candidates as well, because what two
strangers share who met on one key is not what any two strangers share.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sapar.people.linking.weights import FACTORS, Findings, Weights, bounded, logistic

_ROUNDS = 60
_SETTLED = 3e-4
#: Imaginary pairs added to each finding, so that one never seen does not weigh for ever.
_IMAGINED = 0.5
_CONTRADICTIONS = frozenset({"other", "other+other"})

type Key = tuple[str, str]


class Pattern(NamedTuple):
    """Pairs with the same findings, and how many."""

    found: Findings
    count: float


class Labelled(NamedTuple):
    """A judged pair: its findings, and whether it is one person. `count` > 1 when it stands for several."""

    found: Findings
    same: bool
    count: float = 1.0


def without_labels(patterns: Sequence[Pattern]) -> Weights:
    """Expectation–maximisation over `patterns`. Raises ValueError when there are none."""
    if not patterns:
        raise ValueError("There is no candidate pair to learn from.")
    keys = [_keys(pattern.found) for pattern in patterns]
    counts = [pattern.count for pattern in patterns]
    total = sum(counts)
    match = [count * _first_guess(pattern.found) for pattern, count in zip(patterns, counts, strict=True)]
    weights, share = _maximise(keys, counts, match), sum(match) / total
    for _ in range(_ROUNDS):
        of, intercept = weights.of, weights.intercept
        match = [
            count * logistic(intercept + sum([of[key] for key in row])) for row, count in zip(keys, counts, strict=True)
        ]
        before, share = share, sum(match) / total
        weights = _maximise(keys, counts, match)
        if abs(share - before) < _SETTLED * share:
            break
    return Weights(weights.intercept, weights.of, f"no labels, {total:.0f} pairs")


def _keys(found: Findings) -> list[Key]:
    return [(factor, finding) for factor, finding in zip(FACTORS, found, strict=True) if finding is not None]


def _first_guess(found: Findings) -> float:
    """Where to start: settles which of the two classes is "one person"."""
    of = dict(_keys(found))
    score = -3.0
    score += 2 * (of.get("birth") == "same_day") + 3 * (of.get("phone") == "same") + 3 * (of.get("document") == "same")
    score += of.get("name", "").count("same") - 3 * (of.get("region") == "other") - 3 * (of.get("sex") == "other")
    return logistic(score)


def _maximise(keys: Sequence[Sequence[Key]], counts: Sequence[float], match: Sequence[float]) -> Weights:
    one: dict[Key, float] = defaultdict(lambda: _IMAGINED)
    all_: dict[Key, float] = defaultdict(lambda: 2 * _IMAGINED)
    for row, count, likely in zip(keys, counts, match, strict=True):
        for key in row:
            one[key] += likely
            all_[key] += count
    sums = {factor: [0.0, 0.0] for factor in FACTORS}
    for key, likely in one.items():
        sums[key[0]][0] += likely
        sums[key[0]][1] += all_[key] - likely
    of = {
        key: _sane(key, math.log((likely / sums[key[0]][0]) / ((all_[key] - likely) / sums[key[0]][1])))
        for key, likely in one.items()
    }
    total, matched = sum(counts), sum(match)
    share = min(max(matched / total, 1 / (total + 2)), 1 - 1 / (total + 2))
    return Weights(math.log(share / (1 - share)), of, "")


def _sane(key: Key, weight: float) -> float:
    """Contradiction never speaks for one person, however those who met by a common number happened to fall."""
    return bounded(min(weight, 0.0) if key[1] in _CONTRADICTIONS else weight)


#: How strongly judged pairs must speak before a weight moves from where it was without them.
_HOLD = 1.0
_STEPS = 80
_STEP = 0.35


def with_labels(labelled: Iterable[Labelled], before: Weights, *, hold: float = _HOLD) -> Weights:
    """Logistic regression on judged pairs, held near the weights found without labels.

    Each weight may move as far as its own judged pairs carry it (a ridge of `hold` around `before`), so that
    2,000 labels refine a hundred weights without forgetting the rest. Returns the same kind of table.
    """
    rows = [(_keys(each.found), each.count, float(each.same), before.log_odds(each.found)) for each in labelled]
    moved: dict[Key, float] = defaultdict(float)
    scale, shift = 1.0, 0.0
    for _ in range(_STEPS):
        slope: dict[Key, float] = defaultdict(float)
        bend: dict[Key, float] = defaultdict(float)
        totals = [0.0, 0.0, 0.0, 0.0]
        for keys, count, same, odds in rows:
            p = logistic(scale * odds + shift + sum([moved[key] for key in keys]))
            error, spread = count * (p - same), count * p * (1 - p)
            totals[0] += error
            totals[1] += spread
            totals[2] += error * odds
            totals[3] += spread * odds * odds
            for key in keys:
                slope[key] += error
                bend[key] += spread
        for key, error in slope.items():
            moved[key] -= _STEP * (error + hold * moved[key]) / (bend[key] + hold)
        shift -= _STEP * totals[0] / (totals[1] + 1)
        scale -= _STEP * (totals[2] + (scale - 1)) / (totals[3] + 1)
    of = {key: bounded(scale * weight + moved.get(key, 0.0)) for key, weight in before.of.items()}
    return Weights(scale * before.intercept + shift, of, f"{len(rows)} judged pairs over {before.trained}")
