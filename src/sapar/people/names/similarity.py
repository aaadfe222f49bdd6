"""How alike two names sound, between 0 and 1, whatever their order, script and endings."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from sapar.people.names.folding import readings
from sapar.people.names.keys import sounds, words
from sapar.people.names.nicknames import formal_names
from sapar.people.names.skeleton import norm, soften

#: From here on two words are one name in another spelling: their consonants are the same.
SAME_SOUND = 0.92
_ENOUGH = 0.72
_SHORT_FORM = 0.9
_PAIRS_REMEMBERED = 1 << 17


class Likeness(NamedTuple):
    """Two words: the score everything is ordered by, and how close the letters are with every vowel told apart."""

    score: float
    letters: float


@lru_cache(maxsize=_PAIRS_REMEMBERED)
def likeness(one: str, other: str) -> Likeness:
    """1.0 for the same spelling, 0.92 or more for the same consonants, 0.9 for a short form of the name,
    else by edits of the softened form."""
    if one == other:
        return Likeness(1.0, 1.0)
    letters = max(
        1 - OSA.normalized_distance(a.lower(), b.lower()) for a in readings(one)[:2] for b in readings(other)[:2]
    )
    close = 1 - OSA.normalized_distance(norm(one), norm(other))
    if not set(sounds(one).skeletons).isdisjoint(sounds(other).skeletons):
        short = bool(formal_names(one) or formal_names(other)) and close < _ENOUGH
        return Likeness(_SHORT_FORM if short else SAME_SOUND + (1 - SAME_SOUND) * close * 0.9, letters)
    return Likeness(close * SAME_SOUND, letters)


def word_similarity(one: str, other: str) -> float:
    """How alike two words of a name sound: the score of `likeness`."""
    return likeness(one, other).score


def edits(one: str, other: str) -> int:
    """Optimal string alignment distance: insert, delete, change, swap two neighbours."""
    return OSA.distance(one, other)


def name_similarity(one: Sequence[str], other: Sequence[str]) -> float:
    """Mean over the best matching words of the shorter name, at least two when both have two.

    A patronymic missing on one side costs nothing; a family name that differs costs half.
    """
    left, right = plain_words(one), plain_words(other)
    if not left or not right:
        return 0.0
    met = pairing(left, right)
    return sum(each.score for each in met if each.score >= _ENOUGH) / len(met)


def pairing(left: Sequence[str], right: Sequence[str]) -> list[Likeness]:
    """The words of the shorter name, each with another word of the longer one, most alike first.

    Greedy: names have at most six words, so the optimum is rarely missed.
    """
    ranked = sorted(((likeness(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True)
    used_left: set[int] = set()
    used_right: set[int] = set()
    met = []
    for alike, i, j in ranked:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            met.append(alike)
    return met


def plain_words(parts: Sequence[str]) -> tuple[str, ...]:
    """The words of a name as compared: lower case, without particles, none joined."""
    return tuple(word.text for word in words(parts) if not word.joined)


def begins_like(typed: Sequence[str], held: Sequence[str]) -> bool:
    """Whether every word typed so far is the beginning of another word of the name, or sounds like the whole of it."""
    left = list(plain_words(held))
    for word in plain_words(typed):
        found = next((each for each in left if _begins(word, each)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _begins(typed: str, whole: str) -> bool:
    if likeness(typed, whole).score >= SAME_SOUND:
        return True
    beginnings = {soften(reading) for reading in readings(typed)}
    return any(soften(reading).startswith(tuple(beginnings)) for reading in readings(whole))
