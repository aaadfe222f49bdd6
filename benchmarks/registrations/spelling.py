"""One name, written by different hands: native, Russian, passport, national Latin, ad hoc, destination country."""

from collections.abc import Callable
from random import Random

type Choices = dict[str, str]


def _table(text: str) -> Choices:
    """{letter: "way/other way"} from "letter:ways" pairs; nothing after the colon means silent."""
    return dict(pair.split(":") for pair in text.split())


RUSSIAN = _table("ү:ю/у/у ө:о/ё/о ң:н ҷ:дж/ж қ:к ғ:г ҳ:х ӣ:и ӯ:у ў:у/о/у ә:а/я ұ:у і:и ї:и є:е ъ:/ъ һ:х ґ:г")
#: Russian mouths turn an unstressed o into a, and write ж of Kyrgyz names as дж.
_SLIPS = (("о", "а", 0.18), ("ж", "дж", 0.25), ("ээ", "э", 0.6), ("уу", "у", 0.3), ("ё", "е", 0.5))
PASSPORT = _table(
    "а:a б:b в:v г:g ґ:g ғ:g д:d е:e є:ie ё:yo/e ж:zh ҷ:j з:z и:i і:i ї:i й:y/i к:k қ:k/q л:l м:m н:n ң:n о:o ө:o п:p"
    " р:r с:s т:t у:u ү:u ұ:u ў:u ӯ:u ф:f х:kh һ:h ҳ:h/kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:iu/yu я:ia/ya ә:a ӣ:i"
)
SCHOLARLY = PASSPORT | _table(
    "ж:ž/j ҷ:j й:j/ĭ х:h/x ц:c/ts ч:č/ch ш:š/sh щ:ŝ/shch ы:y/ı э:e/ė ю:û/yu я:â/ya ү:ü ө:ö ң:ñ/ng ғ:ğ/g қ:q ә:ä ё:ë/yo ӣ:ī/i"
)
UZBEK = PASSPORT | _table("ў:oʻ/o' ғ:gʻ/g' ҳ:h х:x қ:q ж:j й:y ё:yo ю:yu я:ya ш:sh ч:ch э:e ъ:ʼ/'")
TURKMEN = PASSPORT | _table("ж:ž й:ý в:w ш:ş ч:ç ң:ň ү:ü ө:ö ә:ä х:h ы:y ю:ýu я:ýa ё:ýo э:e")
AD_HOC = PASSPORT | _table(
    "ж:zh/j/dj/dzh ҷ:j/dj/dzh й:y/i/j х:kh/h/x ц:ts/c ч:ch ш:sh щ:sch/shch ы:y/i ю:yu/iu/ju я:ya/ia/ja ё:yo/io/e ү:u/ü"
    " ө:o/ö ғ:g/gh қ:k/q ў:u/o ҳ:h/kh э:e"
)
GERMAN = PASSPORT | _table(
    "в:w ж:sch/dsch ҷ:dsch й:j/i х:ch ц:z ч:tsch ш:sch щ:schtsch ю:ju я:ja ё:jo ы:y з:s с:s/ss ү:ü ө:ö ғ:g қ:k ҳ:h"
)
TURKISH = PASSPORT | _table("ж:j/c ҷ:c й:y х:h ц:ts ч:ç ш:ş щ:ş ю:yu я:ya ё:yo ы:ı ү:ü ө:ö ғ:ğ қ:k ҳ:h ң:n э:e")
POLISH = PASSPORT | _table("в:w ж:ż/dż ҷ:dż й:j х:ch ц:c ч:cz ш:sz щ:szcz ю:ju я:ja ё:jo ы:y у:u л:l/ł ү:u ө:o")


def spell(name: str, table: Choices, pick: Random) -> str:
    """`name` letter by letter; where a letter has several ways the writer keeps to one within the word."""
    chosen: dict[str, str] = {}
    for letter in set(name):
        ways = table.get(letter, letter)
        chosen[letter] = pick.choice(ways.split("/")) if "/" in ways else ways
    return "".join([chosen[letter] for letter in name])


def russian(name: str, pick: Random) -> str:
    """The name as a Russian-speaking clerk hears and writes it."""
    name = spell(name, RUSSIAN, pick)
    for heard, written, how_often in _SLIPS:
        if heard in name and pick.random() < how_often:
            name = name.replace(heard, written)
    return name


def _titled(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split(" "))


def native(name: str, country: str, pick: Random) -> str:
    return _titled(name)


def as_russian(name: str, country: str, pick: Random) -> str:
    return _titled(russian(name, pick))


def passport(name: str, country: str, pick: Random) -> str:
    through_russian = pick.random() < 0.5
    return _titled(spell(russian(name, pick) if through_russian else name, PASSPORT, pick))


def national(name: str, country: str, pick: Random) -> str:
    table = {"UZ": UZBEK, "TM": TURKMEN}.get(country, SCHOLARLY)
    return _titled(spell(name, table, pick))


def ad_hoc(name: str, country: str, pick: Random) -> str:
    return _titled(spell(russian(name, pick) if pick.random() < 0.6 else name, AD_HOC, pick))


def destination(name: str, country: str, pick: Random) -> str:
    return spell(name, pick.choice((GERMAN, TURKISH, POLISH)), pick)


STYLES: dict[str, Callable[[str, str, Random], str]] = {
    "native": native, "ru": as_russian, "pass": passport, "nat": national, "adhoc": ad_hoc, "dest": destination,
}  # fmt: skip


def typo(name: str, pick: Random) -> str:
    """One slip of the finger: a letter left out, doubled in error, changed, or swapped with its neighbour."""
    if len(name) < 4:
        return name
    at = pick.randrange(1, len(name) - 1)
    kind = pick.random()
    if kind < 0.3:
        return name[:at] + name[at + 1 :]
    if kind < 0.6:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    other = pick.choice(name).lower()
    return name[:at] + other + (name[at + 1 :] if kind < 0.8 else name[at:])
