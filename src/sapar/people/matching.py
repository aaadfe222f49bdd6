"""Ranking of candidates after decryption, with the reasons in words. Pure: no database, no keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import mul

from django.utils.translation import gettext_lazy as _

from sapar.kernel.dates import PartialDate
from sapar.kernel.errors import Text
from sapar.people.names.clean import script_of
from sapar.people.names.similarity import SAME_SOUND, Likeness
from sapar.people.weighing import (
    WEIGHTS,
    BirthTie,
    Known,
    Rarity,
    best_names,
    birth_tie,
    features,
    name_score,
    phones_asked,
)

__all__ = ["SHOWN_FROM", "WORDS", "Known", "Reason", "Verdict", "birth_relation", "compare"]

_CLOSE = 0.72
_WEIGHTS = tuple(WEIGHTS.values())


class Reason(StrEnum):
    """Why somebody is shown as a candidate, or why not quite."""

    SAME_NAME = "same_name"
    OTHER_SCRIPT = "other_script"
    OTHER_SPELLING = "other_spelling"
    SIMILAR_NAME = "similar_name"
    SAME_BIRTH = "same_birth"
    SAME_YEAR = "same_year"
    SAME_MONTH = "same_month"
    YEAR_APART = "year_apart"
    YEARS_APART = "years_apart"
    SWAPPED = "swapped"
    BIRTH_DIFFERS = "birth_differs"
    SAME_PHONE = "same_phone"
    SAME_PHONE_END = "same_phone_end"
    SAME_DOCUMENT = "same_document"
    SAME_PLACE = "same_place"
    SEX_DIFFERS = "sex_differs"


WORDS: dict[Reason, Text] = {
    Reason.SAME_NAME: _("same name"),
    Reason.OTHER_SCRIPT: _("same name written in another script"),
    Reason.OTHER_SPELLING: _("same name spelled differently"),
    Reason.SIMILAR_NAME: _("similar name"),
    Reason.SAME_BIRTH: _("same date of birth"),
    Reason.SAME_YEAR: _("same birth year"),
    Reason.SAME_MONTH: _("same month of birth"),
    Reason.YEAR_APART: _("birth year one apart"),
    Reason.YEARS_APART: _("birth year two apart"),
    Reason.SWAPPED: _("day and month of birth swapped"),
    Reason.BIRTH_DIFFERS: _("date of birth differs"),
    Reason.SAME_PHONE: _("same phone"),
    Reason.SAME_PHONE_END: _("phone ends the same"),
    Reason.SAME_DOCUMENT: _("same document number"),
    Reason.SAME_PLACE: _("same place"),
    Reason.SEX_DIFFERS: _("sex differs"),
}
#: Candidates below this are not shown unless a number is the same: one shared name with a near birth year.
SHOWN_FROM = 0.85
_SHOWN_NAMED_FROM = 0.6  # every word of the name is alike, and little speaks against it
_NUMBERS = {Reason.SAME_PHONE, Reason.SAME_PHONE_END, Reason.SAME_DOCUMENT}
_NAMES = {Reason.SAME_NAME, Reason.OTHER_SCRIPT, Reason.OTHER_SPELLING, Reason.SIMILAR_NAME}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How alike two people are (about 0 to 3) and why, most telling reason first."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def worth_showing(self) -> bool:
        """Alike enough for a worker to look at."""
        if self.score >= SHOWN_FROM or not _NUMBERS.isdisjoint(self.reasons):
            return True
        return self.score >= _SHOWN_NAMED_FROM and not _NAMES.isdisjoint(self.reasons)

    @property
    def words(self) -> list[Text]:
        """The reasons in the reader's language."""
        return [WORDS[reason] for reason in self.reasons]


def compare(asked: Known, held: Known, rarity: Rarity | None = None) -> Verdict:
    """Compare what was typed with what one file holds. `rarity` tells how rare the search keys are that both share
    (bits by kind, from the index): two people of one rare name are more likely one than two of a common name."""
    one, other, evidence = best_names(asked, held)
    score = sum(map(mul, features(asked, held, evidence, rarity or {}), _WEIGHTS))
    return Verdict(round(score, 4), tuple(_reasons(asked, held, one, other, evidence)))


def _reasons(
    asked: Known, held: Known, one: tuple[str, ...], other: tuple[str, ...], evidence: Sequence[Likeness]
) -> Iterator[Reason]:
    if asked.documents & held.documents:
        yield Reason.SAME_DOCUMENT
    if phones_asked(asked, held) & held.phones:
        yield Reason.SAME_PHONE if asked.phones else Reason.SAME_PHONE_END
    score = name_score(evidence)
    if score >= _CLOSE:
        yield _name_reason(score, " ".join(one), " ".join(other))
    birth = birth_relation(asked.birth, held.birth)
    if birth:
        yield birth
    if asked.places & held.places:
        yield Reason.SAME_PLACE
    if "unknown" not in {asked.sex, held.sex} and asked.sex != held.sex:
        yield Reason.SEX_DIFFERS


def _name_reason(score: float, one: str, other: str) -> Reason:
    if score >= SAME_SOUND:
        if script_of(one) != script_of(other):
            return Reason.OTHER_SCRIPT
        return Reason.SAME_NAME if score >= 0.9999 else Reason.OTHER_SPELLING
    return Reason.SIMILAR_NAME


_BIRTH = {
    None: None,
    BirthTie.SAME: Reason.SAME_BIRTH,
    BirthTie.SWAPPED: Reason.SWAPPED,
    BirthTie.MONTH: Reason.SAME_MONTH,
    BirthTie.YEAR: Reason.SAME_YEAR,
    BirthTie.OTHER_DAY: Reason.SAME_YEAR,
    BirthTie.ONE_APART: Reason.YEAR_APART,
    BirthTie.TWO_APART: Reason.YEARS_APART,
    BirthTie.FAR: Reason.BIRTH_DIFFERS,
}


def birth_relation(one: PartialDate, other: PartialDate) -> Reason | None:
    """How two birth dates relate, as a reason; None when either is unknown."""
    return _BIRTH[birth_tie(one, other)]
