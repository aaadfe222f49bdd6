"""How much each sign says that two records are one person. Pure: no database, no keys.

A score is a sum of weights. Those of names, birth and rarity were learnt (conditional logit over the candidates of
a search) from half of 1,300 synthetic queries against a million records, split by surname, and checked on the other
half; those of numbers and places from a smaller run of the same kind. docs/decisions/0018 has the figures. Change a
feature, and all weights have to be learnt again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from sapar.kernel.dates import PartialDate, Precision
from sapar.people.names.similarity import SAME_SOUND, Likeness, pairing, plain_words

#: Kind of key → how rare the rarest shared key of that kind is, in bits (0 = everybody has it).
type Rarity = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared: names as (given, family, patronymic), birth, sex, normalised numbers, places."""

    names: Sequence[tuple[str, ...]] = ()
    birth: PartialDate = field(default_factory=PartialDate.unknown)
    sex: str = "unknown"
    phones: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    places: frozenset[UUID] = frozenset()
    phone_end: str = ""
    """The last digits of a phone when no more is remembered (of the one who asks)."""
    plain: tuple[tuple[str, ...], ...] = field(init=False, compare=False, repr=False)
    """The words of each name as compared: worked out once, not for every other side."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", tuple(plain_words(name) for name in self.names))


class BirthTie(StrEnum):
    """How two dates of birth relate."""

    SAME = "same"
    SWAPPED = "swapped"
    MONTH = "month"
    YEAR = "year"
    OTHER_DAY = "other_day"
    ONE_APART = "one_apart"
    TWO_APART = "two_apart"
    FAR = "far"


# Learnt together; in the order of `features`.
_KINDS = "PDYBFT"
WEIGHTS: dict[str, float] = {
    "first score": 0.029, "first letters": 0.19, "first same": 0.142, "first sound": -0.111,
    "first close": 0.022, "second score": 0.202, "second letters": 0.515, "second same": 0.107,
    "second sound": -0.164, "second close": 0.259, "third agrees": 0.283, "third close": 0.075,
    "third differs": -0.339, "born same": 0.152, "born swapped": 0.276, "born month": 0.099, "born year": 0.131,
    "born other_day": -0.24, "born one_apart": -0.12, "born two_apart": -0.243, "born far": -0.399,
    "sex same": 0.063, "sex differs": -0.201, "place same": 0.32, "place differs": -0.23, "phone same": 0.4,
    "phone differs": -0.19, "document same": 0.45, "document differs": -0.1, "rare P": 0.054, "rare D": 0.083,
    "rare Y": 0.147, "rare B": 0.237, "rare F": 0.014, "rare T": 0.1,
}  # fmt: skip
_CLOSE = 0.72


def best_names(asked: Known, held: Known) -> tuple[tuple[str, ...], tuple[str, ...], list[Likeness]]:
    """The two names that are most alike, with how alike their words are."""
    best: tuple[tuple[str, ...], tuple[str, ...], list[Likeness]] = ((), (), [])
    for one, left in zip(asked.names, asked.plain, strict=True):
        for other, right in zip(held.names, held.plain, strict=True):
            met = pairing(left, right)
            if name_score(met) > name_score(best[2]) or not best[2]:
                best = (one, other, met)
    return best


def name_score(met: Sequence[Likeness]) -> float:
    """How alike two names are as a whole, 0 to 1: the mean of the words that are alike at all."""
    return sum(each.score for each in met if each.score >= _CLOSE) / len(met) if met else 0.0


def features(asked: Known, held: Known, met: Sequence[Likeness], rarity: Rarity) -> list[float]:
    """What there is to weigh, in the order of WEIGHTS."""
    found = _word(met[0] if met else None) + _word(met[1] if len(met) > 1 else None)
    third = met[2].score if len(met) > 2 else None
    found += [
        float(third is not None and third >= SAME_SOUND - 0.02),
        float(third is not None and _CLOSE <= third < SAME_SOUND - 0.02),
        float(third is not None and third < _CLOSE),
    ]
    tie = birth_tie(asked.birth, held.birth)
    found += [float(tie is each) for each in BirthTie]
    sexes = {asked.sex, held.sex}
    found += [float(len(sexes) == 1), float(len(sexes) == 2)] if "unknown" not in sexes else [0.0, 0.0]
    for one, other in (
        (asked.places, held.places), (phones_asked(asked, held), held.phones), (asked.documents, held.documents),
    ):  # fmt: skip
        found += [float(not one.isdisjoint(other)), float(one.isdisjoint(other))] if one and other else [0.0, 0.0]
    return found + [rarity.get(kind, 0.0) / 10 for kind in _KINDS]


def phones_asked(asked: Known, held: Known) -> frozenset[str]:
    """The phones asked for; for the end of a number, those held that end so."""
    if not asked.phone_end:
        return asked.phones
    return frozenset(each for each in held.phones if each.endswith(asked.phone_end)) or frozenset({asked.phone_end})


def _word(met: Likeness | None) -> list[float]:
    if met is None:
        return [0.0] * 5
    return [met.score, met.letters, float(met.score > 0.98), float(met.score >= SAME_SOUND - 0.02),
            float(met.score >= _CLOSE)]  # fmt: skip


def birth_tie(one: PartialDate, other: PartialDate) -> BirthTie | None:
    """How two birth dates relate; None when either is unknown."""
    if one.year is None or other.year is None:
        return None
    if one.year != other.year:
        spans = one.span(), other.span()
        overlap = spans[0] and spans[1] and spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]
        apart = 1 if overlap else abs(one.year - other.year)
        return {1: BirthTie.ONE_APART, 2: BirthTie.TWO_APART}.get(apart, BirthTie.FAR)
    days = [(each.month, each.day) for each in (one, other)]
    # 1 January mostly means that only the year is known.
    if any(each.precision is not Precision.DAY for each in (one, other)) or (1, 1) in days:
        return BirthTie.YEAR
    if days[0] == days[1]:
        return BirthTie.SAME
    if days[0] == days[1][::-1]:
        return BirthTie.SWAPPED
    return BirthTie.MONTH if one.month == other.month else BirthTie.OTHER_DAY
