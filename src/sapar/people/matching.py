"""Ranking of candidates after decryption, with the reasons in words. Pure: no database, no keys."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from sapar.kernel.dates import PartialDate, Precision
from sapar.kernel.errors import Text
from sapar.people.names.clean import script_of
from sapar.people.names.similarity import SAME_SOUND, name_similarity

_CLOSE = 0.72


class Reason(StrEnum):
    """Why somebody is shown as a candidate, or why not quite."""

    SAME_NAME = "same_name"
    OTHER_SCRIPT = "other_script"
    OTHER_SPELLING = "other_spelling"
    SIMILAR_NAME = "similar_name"
    SAME_BIRTH = "same_birth"
    SAME_YEAR = "same_year"
    YEAR_APART = "year_apart"
    SWAPPED = "swapped"
    BIRTH_DIFFERS = "birth_differs"
    SAME_PHONE = "same_phone"
    SAME_DOCUMENT = "same_document"
    SEX_DIFFERS = "sex_differs"


WORDS: dict[Reason, Text] = {
    Reason.SAME_NAME: _("same name"),
    Reason.OTHER_SCRIPT: _("same name written in another script"),
    Reason.OTHER_SPELLING: _("same name spelled differently"),
    Reason.SIMILAR_NAME: _("similar name"),
    Reason.SAME_BIRTH: _("same date of birth"),
    Reason.SAME_YEAR: _("same birth year"),
    Reason.YEAR_APART: _("birth year one or two apart"),
    Reason.SWAPPED: _("day and month of birth swapped"),
    Reason.BIRTH_DIFFERS: _("date of birth differs"),
    Reason.SAME_PHONE: _("same phone"),
    Reason.SAME_DOCUMENT: _("same document number"),
    Reason.SEX_DIFFERS: _("sex differs"),
}
_BIRTH_SCORE = {
    Reason.SAME_BIRTH: 0.5,
    Reason.SAME_YEAR: 0.3,
    Reason.YEAR_APART: 0.15,
    Reason.SWAPPED: 0.35,
    Reason.BIRTH_DIFFERS: -0.35,
}
#: Candidates below this are not shown: about the score of one shared name and nothing else.
SHOWN_FROM = 0.6


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared: names as (given, family, patronymic), birth, sex, normalised numbers."""

    names: Sequence[tuple[str, ...]] = ()
    birth: PartialDate = field(default_factory=PartialDate.unknown)
    sex: str = "unknown"
    phones: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How alike two people are (about 0 to 3) and why, most telling reason first."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def words(self) -> list[Text]:
        """The reasons in the reader's language."""
        return [WORDS[reason] for reason in self.reasons]


def compare(asked: Known, held: Known) -> Verdict:
    """Compare what was typed with what one file holds."""
    reasons: list[Reason] = []
    score = 0.0
    if asked.documents & held.documents:
        reasons.append(Reason.SAME_DOCUMENT)
        score += 0.9
    if asked.phones & held.phones:
        reasons.append(Reason.SAME_PHONE)
        score += 0.7
    name_score, name_reason = _names(asked.names, held.names)
    score += name_score
    if name_reason:
        reasons.append(name_reason)
    birth = birth_relation(asked.birth, held.birth)
    if birth:
        reasons.append(birth)
        score += _BIRTH_SCORE[birth]
    if "unknown" not in {asked.sex, held.sex} and asked.sex != held.sex:
        reasons.append(Reason.SEX_DIFFERS)
        score -= 0.2
    return Verdict(round(score, 4), tuple(reasons))


def _names(asked: Sequence[tuple[str, ...]], held: Sequence[tuple[str, ...]]) -> tuple[float, Reason | None]:
    best, pair = 0.0, None
    for one in asked:
        for other in held:
            score = name_similarity(one, other)
            if score > best:
                best, pair = score, (" ".join(one), " ".join(other))
    if pair is None or best < _CLOSE:
        return best * 0.5, None
    return best, _name_reason(best, *pair)


def _name_reason(score: float, one: str, other: str) -> Reason:
    if score >= SAME_SOUND:
        if script_of(one) != script_of(other):
            return Reason.OTHER_SCRIPT
        return Reason.SAME_NAME if score >= 0.9999 else Reason.OTHER_SPELLING
    return Reason.SIMILAR_NAME


def birth_relation(one: PartialDate, other: PartialDate) -> Reason | None:
    """How two birth dates relate; None when either is unknown."""
    if one.year is None or other.year is None:
        return None
    days = one.precision is Precision.DAY and other.precision is Precision.DAY
    if (days and (one.month, one.day) == (1, 1)) or (days and (other.month, other.day) == (1, 1)):
        days = False  # 1 January mostly means that only the year is known
    if one.year == other.year:
        if not days:
            return Reason.SAME_YEAR
        if (one.month, one.day) == (other.month, other.day):
            return Reason.SAME_BIRTH
        return Reason.SWAPPED if (one.month, one.day) == (other.day, other.month) else Reason.SAME_YEAR
    spans = one.span(), other.span()
    overlap = spans[0] and spans[1] and spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]
    return Reason.YEAR_APART if overlap or abs(one.year - other.year) <= 2 else Reason.BIRTH_DIFFERS
