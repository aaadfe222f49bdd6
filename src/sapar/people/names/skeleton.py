"""Consonant skeletons: what is left of a name when vowels, doubled letters and family endings go.

Жээнбекова, Jeenbekova, Женбекова and Zheenbekova share the skeleton "snpk". A skeleton of one or two
signs also tells its number of syllables: Жан and Шона would be one name otherwise. Measured on Wikidata name
groups of the region: 0.90 of true Cyrillic-Latin spellings meet (tests/test_names_quality.py).
"""

import re
from functools import lru_cache

from sapar.people.names.folding import CACHED, readings

_CLASS = str.maketrans(
    {
        "b": "p",
        "p": "p",
        "d": "t",
        "t": "t",
        "g": "k",
        "k": "k",
        "h": "k",
        "H": "k",
        "s": "s",
        "z": "s",
        "J": "s",
        "C": "s",
        "T": "s",
        "X": "s",
        "v": "v",
        "f": "v",
        "l": "l",
        "r": "r",
        "m": "m",
        "n": "n",
        "y": "",
    }
)
_DOUBLE = re.compile(r"(.)\1+")
_VOWEL = re.compile("[aoeiuy]")
_SYLLABLE = re.compile("[aoeiu]+(?:y[aoeiu]*)?")
_SHORT = 2
_SHORTEST_FATHER, _SHORTEST_FAMILY = 2, 3
_FATHER = re.compile("(?:[oaeiy]y?[vf]+(?:i[CTHks]|y[CTH]|ich|n[ao]a?)|i[C]na|i[C])$")
# -ulu after s is no patronymic but сулуу, "beautiful": Айсулуу.
_FAMILY = re.compile("(?:[oae]y?[vf]+a?a?|(?<!s)(?:u|o)u?[gk]?[hH]?l[iyu]|[kg][iy]z[iy]|z[oa]d[aeo]h?|sod[ae]h?)$")
_NORM_VOWEL = str.maketrans({"a": "a", "o": "a", "e": "i", "i": "i", "y": "i", "u": "u"})


@lru_cache(maxsize=CACHED)
def skeletons(token: str) -> tuple[str, ...]:
    """Skeletons of every reading of one word of a name, most likely first, never empty strings."""
    found = (_skeleton(_strip(reading)) for reading in readings(token))
    return tuple(dict.fromkeys(skeleton for skeleton in found if skeleton))


@lru_cache(maxsize=CACHED)
def norm(token: str) -> str:
    """Softer than a skeleton: vowels stay in three classes. Used to score and to say why two names match."""
    return soften(readings(token)[0])


def soften(reading: str) -> str:
    """A reading with vowels in three classes and no doubled letters."""
    return _DOUBLE.sub(r"\1", reading.replace("y", "i").translate(_NORM_VOWEL).lower().replace("w", "v"))


def _strip(reading: str) -> str:
    """Family and father's-name endings out (-ova, -ovich, -zoda, -uulu) when enough of a stem remains."""
    stem = _FATHER.sub("", reading)
    if stem != reading and len(stem) >= _SHORTEST_FATHER:
        # Юліївна and Юльевна: how the father's name ends is lost in a patronymic.
        return stem.rstrip("aoeiuy") if len(stem) > _SHORTEST_FATHER else stem
    stem = _FAMILY.sub("", reading)
    return stem if stem != reading and len(stem) >= _SHORTEST_FAMILY else reading


def _skeleton(stem: str) -> str:
    if stem[-1:] in "hH":
        stem = stem[:-1]
    leading = "a" if _VOWEL.match(stem) else ""
    bones = leading + _VOWEL.sub("", _DOUBLE.sub(r"\1", stem.translate(_CLASS)))
    return f"{bones}{len(_SYLLABLE.findall(stem))}" if 0 < len(bones) <= _SHORT else bones
