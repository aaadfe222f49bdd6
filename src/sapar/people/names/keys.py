"""Search keys of a record: what two registrations of one person have in common, as exact strings.

Single names are never keys by themselves: a stolen index of single names tells 22 of 100 records by
rank alone, an index of pairs 0.2 (keyed hashing changes neither). Kinds:

P pair of skeletons · D such a pair with one sound missing, or cut off after two sounds on one side ·
Y skeleton and birth year · B skeleton and birth day · F the first two or three sounds of two names with the
birth year (results while somebody types) · T end of a phone number with a skeleton or a birth year ·
I phone or document number.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from sapar.kernel.dates import PartialDate, Precision
from sapar.people.names.folding import CACHED, readings, tokens
from sapar.people.names.nicknames import formal_names
from sapar.people.names.skeleton import skeletons, soften


class KeyKind(StrEnum):
    """Kinds of search keys, one letter each in the table."""

    PAIR = "P"
    DELETION = "D"
    YEAR = "Y"
    DAY = "B"
    BEGINNING = "F"
    TAIL = "T"
    IDENTIFIER = "I"

    # Enum hashes by name in Python code, which a quarter of the time of computing keys went into.
    __hash__ = str.__hash__


type Key = tuple[KeyKind, str]

_MOST_WORDS = 6
_MOST_PAIRS = 16
_MOST_DELETIONS = 60
_MOST_BEGINNINGS = 16
_SHORTEST_PHONE = 7
_PHONE_DIGITS = 9
#: Digits of a phone's end that are asked for and indexed.
TAIL_DIGITS = 4
_SHORTEST_DOCUMENT = 4
# Cyrillic letters of document series that clerks type for Latin ones, and the other way round.
_SERIES = str.maketrans("АВЕКМНОРСТХУІ", "ABEKMHOPCTXYI")


class Word(NamedTuple):
    """One word of a name: the part (given, family, …) it stands in, and whether it is the joined whole."""

    text: str
    part: int
    joined: bool = False


class Sounds(NamedTuple):
    """What keys are made of, for one word.

    All skeletons; the likeliest one without its syllable count; that one with each sound left out, and cut
    off after two sounds (a caller's "Тат" for Татьяна); beginnings by their length.
    """

    skeletons: tuple[str, ...]
    bones: str
    shortened: tuple[str, ...]
    beginnings: dict[int, tuple[str, ...]]


@lru_cache(maxsize=CACHED)
def sounds(token: str) -> Sounds:
    """Sounds of a word; a short form (Саша) also sounds like the full names it may stand for."""
    own = skeletons(token)
    every = dict.fromkeys(own)
    for full in formal_names(token):
        every |= dict.fromkeys(skeletons(full)[:1])
    bones = own[0].rstrip("123456789") if own else ""
    shortened = [bones[:i] + bones[i + 1 :] for i in range(len(bones))] if len(bones) > 1 else []
    if bones:
        shortened.append(f"{bones[:2]}…")
    soft = [soften(reading) for reading in readings(token)]
    beginnings = {
        length: tuple(dict.fromkeys(text[:length] for text in soft if len(text) >= length)) for length in (2, 3)
    }
    return Sounds(tuple(every), bones, tuple(shortened), beginnings)


@lru_cache(maxsize=CACHED)
def _words_of(text: str) -> tuple[str, ...]:
    """Words of one part of a name, and at the end all of them joined when there are several."""
    own = tokens(text)
    return (*own, "".join(own)) if len(own) > 1 else tuple(own)


def words(parts: Iterable[str]) -> list[Word]:
    """Distinct words of a name; a part of several words also joined, for Abdul Gaffar = Абдулгаффар."""
    found: dict[str, Word] = {}
    for part, text in enumerate(parts):
        own = _words_of(text) if text else ()
        for number, token in enumerate(own, 1):
            if token not in found:
                found[token] = Word(token, part, joined=number > 1 and number == len(own))
    return list(found.values())[:_MOST_WORDS]


type Couples = list[tuple[Sounds, Sounds]]


def _couples(names: Sequence[Word]) -> Couples:
    """Every two words of a name; a word and the whole it is part of are not two names."""
    heard = [sounds(word.text) for word in names]
    return [
        (heard[i], heard[j])
        for i, j in combinations(range(len(names)), 2)
        if names[i].part != names[j].part or not (names[i].joined or names[j].joined)
    ]


def _join(one: str, two: str) -> str:
    return f"{one}|{two}" if one <= two else f"{two}|{one}"


def _keys(kind: KeyKind, contents: Iterable[str]) -> set[Key]:
    return {(kind, content) for content in contents}


def pair_keys(parts: Sequence[str]) -> set[Key]:
    """Every two words of a name as sorted skeleton pairs; the order of words does not matter."""
    return _keys(KeyKind.PAIR, _pairs(_couples(words(parts))))


def _pairs(couples: Couples) -> list[str]:
    return [_join(a, b) for one, two in couples for a in one.skeletons for b in two.skeletons][:_MOST_PAIRS]


def deletion_keys(parts: Sequence[str]) -> set[Key]:
    """The likeliest pairs whole and with one sound out of either half: a typing slip still meets."""
    return _keys(KeyKind.DELETION, _deletions(_couples(words(parts))))


def _deletions(couples: Couples) -> list[str]:
    found: list[str] = []
    for one, two in couples:
        if one.bones and two.bones:
            left, right = one.bones, two.bones
            found.append(_join(left, right))
            found += [_join(short, right) for short in one.shortened]
            found += [_join(left, short) for short in two.shortened]
    return found[:_MOST_DELETIONS]


def year_keys(parts: Sequence[str], birth: PartialDate | None, *, around: int = 0) -> set[Key]:
    """Each skeleton with the birth year, and with `around` years before and after (for a query)."""
    return {(KeyKind.YEAR, f"{s}@{year}") for s in _skeletons(words(parts)) for year in years(birth, around)}


def years(birth: PartialDate | None, around: int = 0) -> range:
    """The birth year and `around` years on both sides; empty when unknown."""
    return range(birth.year - around, birth.year + around + 1) if birth and birth.year else range(0)


def _skeletons(names: Iterable[Word]) -> set[str]:
    return {skeleton for word in names for skeleton in sounds(word.text).skeletons}


def day_keys(parts: Sequence[str], birth: PartialDate | None) -> set[Key]:
    """Each skeleton with the full birth day. 1 January is left out: it usually means "only the year"."""
    return _day_keys(_skeletons(words(parts)), birth)


def _day_keys(skeletons_: Iterable[str], birth: PartialDate | None) -> set[Key]:
    if birth is None or birth.precision is not Precision.DAY or (birth.month, birth.day) == (1, 1):
        return set()
    day = birth.edtf
    return {(KeyKind.DAY, f"{s}@{day}") for s in skeletons_}


def beginning_keys(parts: Sequence[str], birth: PartialDate | None, *, around: int = 0) -> set[Key]:
    """How two names begin, with the birth year: first three sounds of both. For a query."""
    return _beginning_keys(_couples(words(parts)), (3,), years(birth, around))


def typed_keys(parts: Sequence[str], birth: PartialDate | None, *, around: int = 0) -> set[Key]:
    """Of `beginning_keys`, the longest that what was typed so far can meet."""
    couples, spans = _couples(words(parts)), years(birth, around)
    return _beginning_keys(couples, (3,), spans) or _beginning_keys(couples, (2,), spans)


def _beginning_keys(couples: Couples, lengths: Iterable[int], spans: Iterable[int]) -> set[Key]:
    found = [
        _join(a, b)
        for one, two in couples
        for length in lengths
        for a in one.beginnings[length]
        for b in two.beginnings[length]
    ]
    return {(KeyKind.BEGINNING, f"{pair}@{year}") for pair in found[:_MOST_BEGINNINGS] for year in spans}


def digits(number: str) -> str:
    """The digits of a number as typed."""
    return "".join(c for c in number if c.isdecimal())


def phone_keys(number: str) -> set[Key]:
    """The last nine digits: +996 555 123 456 = 0555 123456. Nothing for fewer than seven."""
    known = digits(number)
    return {(KeyKind.IDENTIFIER, f"tel:{known[-_PHONE_DIGITS:]}")} if len(known) >= _SHORTEST_PHONE else set()


def tail_keys(parts: Sequence[str], birth: PartialDate | None, number: str, *, around: int = 0) -> set[Key]:
    """The last four digits of a phone with each skeleton, and with the birth year; alone they fit too many."""
    return _tail_keys(_skeletons(words(parts)), years(birth, around), number)


def _tail_keys(skeletons_: Iterable[str], spans: Iterable[int], number: str) -> set[Key]:
    end = digits(number)[-TAIL_DIGITS:]
    if len(end) < TAIL_DIGITS:
        return set()
    return _keys(KeyKind.TAIL, [f"{each}#{end}" for each in (*skeletons_, *spans)])


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
    numbers, spans = list(phones), years(birth)
    for parts in names:
        # Words and sounds are looked up once: this runs for whole registers.
        called = words(parts)
        couples, bones = _couples(called), _skeletons(called)
        found.update([(KeyKind.PAIR, pair) for pair in _pairs(couples)])
        found.update([(KeyKind.DELETION, pair) for pair in _deletions(couples)])
        found.update([(KeyKind.YEAR, f"{bone}@{year}") for bone in bones for year in spans])
        found |= _day_keys(bones, birth)
        found |= _beginning_keys(couples, (2, 3), spans)
        for number in numbers:
            found |= _tail_keys(bones, spans, number)
    for number in numbers:
        found |= phone_keys(number)
    for document in documents:
        found |= document_keys(document)
    return found
