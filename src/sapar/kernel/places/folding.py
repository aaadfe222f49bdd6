"""Comparing names of places whatever the keyboard: Жалал-Абад = жалал абад, Көк-Жаңгак = Кок-Жангак."""

import re
import unicodedata
from typing import Final

from .levels import Level

# Letters that many keyboards lack, and what people type instead. Letters with a separable accent
# (ё, й, ў, ї, ö, ş) need no entry: accents are dropped.
_TYPED: Final = str.maketrans(
    {
        **dict(zip("ңөүұқғҳһҷәіґє", "ноуукгххчаиге", strict=True)),
        **dict(zip("ŋəıłøđ", "nailod", strict=True)),
        **dict.fromkeys("ьъ'`’‘ʻʼʹ′ʿʾ-‐‑–—", ""),
    }
)

# Words for the kind of unit, in the languages of the region, and the levels they can mean.
_KINDS: Final[dict[tuple[Level, ...], str]] = {
    (
        Level.OBLAST,
    ): """oblast, region, province, область, обл, облусу, облысы, вилоят, вилояти, вилаят, велаят, oblasti, oblusu,
        oblysy, viloyat, viloyati, welayat, welayaty, velayat""",
    (
        Level.CITY,
    ): """city, город, гор, г, шаары, шаар, ш, shaary, шахр, шахри, shahri, shahar, қаласы, qalasy, місто, м, misto,
        şäheri""",
    (Level.CITY, Level.SETTLEMENT): "town",
    (
        Level.DISTRICT,
    ): """district, район, р-н, району, raion, rayon, rayonu, туман, тумани, tuman, tumani, ноҳия, ноҳияи,
        nohiya, ауданы, audany, этрап, etrap, etraby""",
    (
        Level.MUNICIPALITY,
    ): """municipality, rural district, rural municipality, сельский округ, сельская управа, айыл аймагы,
        аймагы, айыл окмоту, айыл өкмөтү, айылный окмоту, aiyl okmotu, ayil okmotu, aiyl aimagy, ayil aimak, а/о, а. о.,
        джамоат, jamoat""",
    (
        Level.SETTLEMENT,
    ): "village, settlement, село, с, посёлок, пос, пгт, смт, селище, айылы, айыл, кишлак, қишлоқ, ауылы",
}


def fold(text: str) -> str:
    """The letters and digits of a name, without case, accents, hyphens, apostrophes and spaces."""
    return "".join(_words(text))


def stem(text: str) -> str:
    """The name without the words for the kind of unit: "Osh city" -> "osh". Never empty if fold() is not."""
    return _split(text)[0]


def kinds(text: str) -> frozenset[Level]:
    """The levels that the words of a name allow: "г. Ош" -> city; nothing said -> empty."""
    return _split(text)[1]


def _split(text: str) -> tuple[str, frozenset[Level]]:
    words = _words(text)
    name: list[str] = []
    levels: set[Level] = set()
    while words:
        for length in range(min(_LONGEST, len(words)), 0, -1):
            meant = _PHRASES.get(tuple(words[:length]))
            if meant:
                levels |= meant
                words = words[length:]
                break
        else:
            name.append(words.pop(0))
    # A name made of such words only, such as a village called "Город", keeps them.
    return ("".join(name), frozenset(levels)) if name else (fold(text), frozenset())


def _words(text: str) -> list[str]:
    # "А/О" is one word, the abbreviation of aiyl okmotu.
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold().replace("а/о", "ао")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_TYPED)
    return re.findall(r"[^\W_]+", plain)


def _phrases() -> dict[tuple[str, ...], frozenset[Level]]:
    """The words for kinds, folded like the names they are looked for in."""
    return {
        tuple(_words(phrase)): frozenset(levels) for levels, phrases in _KINDS.items() for phrase in phrases.split(",")
    }


_PHRASES: Final = _phrases()
_LONGEST: Final = max(map(len, _PHRASES))
