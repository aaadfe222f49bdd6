"""One sound table for Kyrgyz, Kazakh, Uzbek (both scripts), Tajik, Turkmen, Russian and Ukrainian names.

A token becomes one or more *readings*: strings over a small sound alphabet. Lower-case letters are
themselves; capitals stand for sounds written in many ways: J дж/ж, C ч, X ш/щ, T ц, H х/kh.
Raise FOLD_VERSION whenever a rule changes: stored search keys carry it and must be computed again.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

from sapar.people.names.clean import repair_homographs, tidy

FOLD_VERSION = 1
MAX_READINGS = 4

_DROPPED_MARKS = re.compile("[ʻʼ'`´‘’ʹʺ\"”“ʾʿ]")
_SPLIT = re.compile(r"[^\w]+|_")
# Words that only say "son of" or "daughter of", or an article: present in one document, absent in the next.
PARTICLES = frozenset(
    "уулу уул улуу улы ұлы угли угил огли оглы огли оглу кызы кызи қызы гызы ўғли ўғил қизи бин ибн бинт "
    "uulu uul uly ulu ugli ugly ogli ogly oglu oghlu ogli ughli kyzy kizi kyzi qizi qyzy gyzy gizi bin ibn bint".split()
)

CYRILLIC = dict(zip(
    "абвгґғдеєёжҗзийіїӣјкқлмнңоөпрстуүұўӯфхһҳцчҷшщъыьэюяә",
    "a b v g g g d e e o J J z i y i i i y k k l m n n o o p r s t u u u u u f H h h T C J X X - i - e u a a".split(),
    strict=True,
)) | {"дж": "J", "џ": "J", "ђ": "J", "ћ": "C", "љ": "l", "њ": "n", "ҝ": "g", "ҡ": "k", "ҥ": "n",
      "ҫ": "s", "ҙ": "z", "ѓ": "g", "ќ": "k"}

LATIN = dict(zip("abdefghiklmnopqrstuvwyz", "a b d e f g h i k l m n o p k r s t u v v y z".split(), strict=True)) | {
    "schtsch": "X", "shch": "X", "szcz": "X", "stch": "X", "šč": "X", "schtch": "X", "chtch": "X",
    "dź": "J", "ź": "J", "dsch": "J", "dzh": "J", "dzs": "J", "dsh": "J", "dż": "J", "dž": "J", "dj": "J", "dzj": "J", "tzh": "J",
    "zh": "J", "zj": "J", "zs": "J", "ž": "J", "ż": "J",
    "tsch": "C", "tch": "C", "cz": "C", "cs": "C", "č": "C", "ç": "C", "ć": "C", "tj": "C", "tsj": "C",
    "tx": "C", "tš": "C", "tsh": "C", "ĉ": "C",
    "sch": "X", "sh": "X", "sz": "X", "ş": "X", "ș": "X", "š": "X", "ś": "X", "sj": "X", "ŝ": "X", "ŝč": "X",
    "kh": "H", "ts": "T", "gh": "g", "ğ": "g", "ou": "u", "ph": "f", "th": "t", "ł": "l", "ð": "d",
    "þ": "t", "ß": "s", "ə": "a", "æ": "a", "ø": "o", "œ": "o", "ı": "i", "đ": "d", "ŭ": "v", "ẍ": "H",
    "ck": "k", "ţ": "T", "ț": "T", "ẋ": "H", "ŋ": "n",
}
_VOWELS = frozenset("aoeiu")
_AMBIGUOUS = {"j": ("J", "y"), "ch": ("C", "H"), "x": ("H", "ks"), "tz": ("T", "tz"),
              "дз": ("dz", "J"), "dz": ("dz", "J")}
# Given names whose x is always "ks": Aleksandr, Oksana, Maksim, Feliks, Kseniya.
_KS = re.compile("alex|oxan|max|felix|xen|alix|roxan|xav")

_UNITS: dict[str, tuple[str, ...]] = {
    **{unit: (sound.replace("-", ""),) for unit, sound in {**CYRILLIC, **LATIN}.items()},
    **_AMBIGUOUS,
}
_UNIT = re.compile("|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + "|.", re.DOTALL)
_SPELT_OUT = str.maketrans({"J": "j", "C": "ch", "X": "sh", "T": "ts", "H": "kh"})
_BACK_OF_C = frozenset("aoulrk")


def tokens(text: str) -> list[str]:
    """Words of a name in lower case, repaired and without particles and one-letter initials."""
    lowered = unicodedata.normalize("NFC", repair_homographs(tidy(text)).lower())
    words = (word for word in _SPLIT.split(_DROPPED_MARKS.sub("", lowered)) if word)
    return [word for word in words if len(word) > 1 and word not in PARTICLES]


def fold(text: str) -> str:
    """A plain Latin form of every word, sorted, so that neither script nor word order matters.

    Folding what is already folded changes nothing: spelling a sound out may form another letter group
    (т and ш side by side), so the table is applied until it has nothing left to do.
    """
    before, folded = None, text
    while folded != before:
        before, folded = folded, _fold_once(folded)
    return folded


def _fold_once(text: str) -> str:
    return " ".join(sorted(readings(token)[0].translate(_SPELT_OUT) for token in tokens(text)))


@lru_cache(maxsize=65536)
def readings(token: str) -> tuple[str, ...]:
    """All ways (at most MAX_READINGS) a token may sound, most likely first."""
    units = _UNIT.findall(_plain(token))
    options: list[tuple[str, ...]] = []
    for index, unit in enumerate(units):
        options.append(_sounds(unit, units, index, token))
    return tuple(dict.fromkeys("".join(parts) for parts in islice(product(*options), MAX_READINGS)))


def _plain(token: str) -> str:
    """Accents the table does not know are dropped: á to a, but š and й stay."""
    kept = []
    for letter in token:
        if letter in _UNITS:
            kept.append(letter)
        else:
            kept.append("".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c)))
    return "".join(kept)


def _sounds(unit: str, units: list[str], index: int, token: str) -> tuple[str, ...]:
    following = units[index + 1] if index + 1 < len(units) else ""
    before = _UNITS.get(units[index - 1], ("",))[0] if index else ""
    if unit == "c":
        return ("k", "T") if not following or following[0] in _BACK_OF_C else ("T",)
    if unit == "x" and _KS.search(token):
        return ("ks",)
    if unit == "ў" and before[-1:] in _VOWELS:
        return ("v",)
    if unit == "у" and (before[-1:] in _VOWELS or _UNITS.get(following, ("",))[0] in _VOWELS):
        return ("u", "v")
    return _UNITS.get(unit, (unit if unit.isascii() and unit.isalnum() else "",))
