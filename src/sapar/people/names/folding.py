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

FOLD_VERSION = 3
MAX_READINGS = 4
#: Names remembered by each process. A name comes back thousands of times in a register.
CACHED = 1 << 17

_DROPPED_MARKS = re.compile("[ʻʼ'`´‘’ʹʺ\"”“ʾʿ]")
_SPLIT = re.compile(r"[^\w]+|_")


def _table(text: str) -> dict[str, str]:
    """{letters: sound} from "letters:sound" pairs; a missing sound means silent."""
    pairs = (pair.partition(":") for pair in text.split())
    return {letters: sound for letters, _, sound in pairs}


# Words that only say "son of" or "daughter of": present in one document, absent in the next.
PARTICLES = frozenset(
    _table("""
        уулу уул улуу улы ұлы угли угил огли оглы оглу кызы кызи кизи қызы гызы гизи ўғли ўғил қизи бин ибн бинт
        uulu uul uly ulu ugli ugly ogli ogly oglu oghlu ughli kyzy kizi kyzi qizi qyzy gyzy gizi bin ibn bint
    """)
)

CYRILLIC = _table("""
    а:a б:b в:v г:g ґ:g ғ:g д:d е:e є:e ё:o ж:J җ:J ҷ:J з:z и:i й:y і:i ї:i ӣ:i ј:y к:k қ:k л:l м:m н:n ң:n
    о:o ө:o п:p р:r с:s т:t у:u ү:u ұ:u ў:u ӯ:u ф:f х:H һ:h ҳ:h ц:T ч:C ш:X щ:X ъ: ы:i ь: э:e ю:u я:a ә:a
    дж:J џ:J ђ:J ћ:C љ:l њ:n ҝ:g ҡ:k ҥ:n ҫ:s ҙ:z ѓ:g ќ:k
""")

LATIN = _table("""
    a:a b:b d:d e:e f:f g:g h:h i:i k:k l:l m:m n:n o:o p:p q:k r:r s:s t:t u:u v:v w:v y:y z:z
    schtsch:X schtch:X shch:X szcz:X stch:X chtch:X šč:X ŝč:X sch:X sh:X sz:X sj:X ş:X ș:X š:X ś:X ŝ:X
    dsch:J dzh:J dzs:J dzj:J dsh:J tzh:J dż:J dž:J dź:J dj:J zh:J zj:J zs:J ž:J ż:J ź:J
    tsch:C tch:C tsj:C tsh:C tj:C tx:C tš:C cz:C cs:C č:C ç:C ć:C ĉ:C ts:T ţ:T ț:T
    kh:H ẍ:H ẋ:H gh:g ğ:g ck:k ph:f th:t ð:d þ:t đ:d ou:u ŭ:v ß:s ł:l ŋ:n ə:a æ:a ø:o œ:o ı:i
""")
_VOWELS = frozenset("aoeiu")
_AMBIGUOUS = {
    "j": ("J", "y"), "ch": ("C", "H"), "x": ("H", "ks"), "tz": ("T", "tz"), "дз": ("dz", "J"), "dz": ("dz", "J"),
}  # fmt: skip
# Given names whose x is always "ks": Aleksandr, Oksana, Maksim, Feliks, Kseniya.
_KS = re.compile("alex|oxan|max|felix|xen|alix|roxan|xav")

_UNITS: dict[str, tuple[str, ...]] = {
    **{unit: (sound,) for unit, sound in (CYRILLIC | LATIN).items()},
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


@lru_cache(maxsize=CACHED)
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
