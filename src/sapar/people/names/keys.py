"""Search keys of a record: what two registrations of one person have in common, as exact strings.

Single names are never keys by themselves: a stolen index of single names tells 22 of 100 records by
rank alone, an index of pairs 0.2 (keyed hashing changes neither). Kinds:

P pair of skeletons · D such a pair with one sound missing · Y skeleton and birth year · B skeleton and
birth day · I phone or document number.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import combinations, islice, product
from typing import NamedTuple

from sapar.kernel.dates import PartialDate, Precision
from sapar.people.names.folding import tokens
from sapar.people.names.skeleton import skeletons


class KeyKind(StrEnum):
    """Kinds of search keys, one letter each in the table."""

    PAIR = "P"
    DELETION = "D"
    YEAR = "Y"
    DAY = "B"
    IDENTIFIER = "I"


type Key = tuple[KeyKind, str]

_MOST_WORDS = 6
_MOST_PAIRS = 16
_MOST_DELETIONS = 60
_SHORTEST_PHONE = 7
_PHONE_DIGITS = 9
_SHORTEST_DOCUMENT = 4
# Cyrillic letters of document series that clerks type for Latin ones, and the other way round.
_SERIES = str.maketrans("АВЕКМНОРСТХУІ", "ABEKMHOPCTXYI")


class Word(NamedTuple):
    """One word of a name: the part (given, family, …) it stands in, and whether it is the joined whole."""

    text: str
    part: int
    joined: bool = False


def words(parts: Iterable[str]) -> list[Word]:
    """Distinct words of a name; a part of several words also joined, for Abdul Gaffar = Абдулгаффар."""
    found: dict[str, Word] = {}
    for part, text in enumerate(parts):
        own = tokens(text)
        for token in own:
            found.setdefault(token, Word(token, part))
        if len(own) > 1:
            found.setdefault("".join(own), Word("".join(own), part, joined=True))
    return list(found.values())[:_MOST_WORDS]


def pair_keys(parts: Sequence[str]) -> set[Key]:
    """Every two words of a name as sorted skeleton pairs; the order of words does not matter."""
    return {(KeyKind.PAIR, pair) for pair in islice(_pairs(words(parts), every_reading=True), _MOST_PAIRS)}


def deletion_keys(parts: Sequence[str]) -> set[Key]:
    """The likeliest pairs whole and with one sound out of either half: a typing slip still meets."""
    found: dict[Key, None] = {}
    for pair in _pairs(words(parts), every_reading=False):
        left, right = pair.split("|")
        found[(KeyKind.DELETION, pair)] = None
        for one, other in ((left, right), (right, left)):
            for i in range(len(one)):
                if len(one) > 1:
                    found[(KeyKind.DELETION, _join(one[:i] + one[i + 1 :], other))] = None
    return set(islice(found, _MOST_DELETIONS))


def _pairs(names: list[Word], *, every_reading: bool) -> Iterable[str]:
    for one, two in combinations(names, 2):
        if one.part == two.part and (one.joined or two.joined):
            continue  # a word and the whole it is part of are not two names
        left, right = skeletons(one.text), skeletons(two.text)
        for a, b in product(left, right) if every_reading else zip(left[:1], right[:1], strict=False):
            yield _join(a, b)


def _join(one: str, two: str) -> str:
    return "|".join(sorted((one, two)))


def year_keys(parts: Sequence[str], birth: PartialDate | None, *, around: int = 0) -> set[Key]:
    """Each skeleton with the birth year, and with `around` years before and after (for a query)."""
    if birth is None or birth.year is None:
        return set()
    years = range(birth.year - around, birth.year + around + 1)
    return {(KeyKind.YEAR, f"{s}@{year}") for word in words(parts) for s in skeletons(word.text) for year in years}


def day_keys(parts: Sequence[str], birth: PartialDate | None) -> set[Key]:
    """Each skeleton with the full birth day. 1 January is left out: it usually means "only the year"."""
    if birth is None or birth.precision is not Precision.DAY or (birth.month, birth.day) == (1, 1):
        return set()
    return {(KeyKind.DAY, f"{s}@{birth.edtf}") for word in words(parts) for s in skeletons(word.text)}


def phone_keys(number: str) -> set[Key]:
    """The last nine digits: +996 555 123 456 = 0555 123456. Nothing for fewer than seven."""
    digits = "".join(c for c in number if c.isdecimal())
    return {(KeyKind.IDENTIFIER, f"tel:{digits[-_PHONE_DIGITS:]}")} if len(digits) >= _SHORTEST_PHONE else set()


def document_keys(number: str) -> set[Key]:
    """Letters and digits in capitals, Cyrillic look-alikes as Latin: "ас № 123 4567" = "AC1234567"."""
    plain = "".join(c for c in number.upper().replace("№", "") if c.isalnum()).translate(_SERIES)
    return {(KeyKind.IDENTIFIER, f"doc:{plain}")} if len(plain) >= _SHORTEST_DOCUMENT else set()


def record_keys(
    names: Iterable[Sequence[str]],
    birth: PartialDate | None,
    phones: Iterable[str] = (),
    documents: Iterable[str] = (),
) -> set[Key]:
    """All keys of one person: each recorded name (given, family, patronymic) gives its own."""
    found: set[Key] = set()
    for parts in names:
        found |= pair_keys(parts) | deletion_keys(parts) | year_keys(parts, birth) | day_keys(parts, birth)
    for phone in phones:
        found |= phone_keys(phone)
    for document in documents:
        found |= document_keys(document)
    return found
