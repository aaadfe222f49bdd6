"""How alike two names sound, between 0 and 1, whatever their order, script and endings."""

from collections.abc import Sequence
from functools import lru_cache

from sapar.people.names.keys import Word, words
from sapar.people.names.skeleton import norm, skeletons

SAME_SOUND = 0.92
_ENOUGH = 0.72


@lru_cache(maxsize=65536)
def word_similarity(one: str, other: str) -> float:
    """1.0 for the same spelling, 0.92 or more for the same skeleton, else by edits of the softened form."""
    if one == other:
        return 1.0
    a, b = norm(one), norm(other)
    distance = edits(a, b)
    close = 1 - distance / max(len(a), len(b), 1)
    if set(skeletons(one)) & set(skeletons(other)):
        return SAME_SOUND + (1 - SAME_SOUND) * close * 0.9
    return close * SAME_SOUND


def edits(one: str, other: str) -> int:
    """Optimal string alignment distance: insert, delete, change, swap two neighbours."""
    before: list[int] = []
    current = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, current = before, current, [i] + [0] * len(other)
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, current[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, older[j - 2] + 1)
            current[j] = best
    return current[-1]


def name_similarity(one: Sequence[str], other: Sequence[str]) -> float:
    """Mean over the best matching words of the shorter name, at least two when both have two.

    A patronymic missing on one side costs nothing; a family name that differs costs half.
    """
    left, right = _plain(one), _plain(other)
    if not left or not right:
        return 0.0
    if len(left) > len(right):
        left, right = right, left
    scores = _assign(left, right)
    return sum(scores) / len(left)


def _assign(left: list[str], right: list[str]) -> list[float]:
    """Greedy pairing, best first: names have at most six words, so the optimum is rarely missed."""
    ranked = sorted(
        ((word_similarity(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    scores = []
    for score, i, j in ranked:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            scores.append(score if score >= _ENOUGH else 0.0)
    return scores


def _plain(parts: Sequence[str]) -> list[str]:
    return [word.text for word in words(parts) if not _is_joined(word)]


def _is_joined(word: Word) -> bool:
    return word.joined
