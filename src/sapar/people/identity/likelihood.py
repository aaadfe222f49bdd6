"""How likely two files are one person, from the reasons of a comparison or from shared keys alone. Pure.

Each reason adds to the log-odds, whatever the order in which a search would rank the two (people/matching.py):
one shared name with the same birth year comes to a half, a shared name alone stays below review, name with
phone or document comes above 0.85. They are a judgement, to be replaced by what reviewers decide. Batch linkage
brings its own calibrated probabilities; these are for the moment of registering.
"""

from collections.abc import Collection, Iterable, Sequence
from math import exp

from sapar.people.matching import Verdict
from sapar.people.names.keys import KeyKind

#: At least this, and a number or a full birth day that agrees: shown first, as "very likely".
VERY_LIKELY = 0.95
#: Registering and correcting propose from here on.
REVIEW_FROM = 0.3
#: Nothing below this is ever kept, whoever proposes it.
HIDDEN_BELOW = 0.1
#: The name of this way of guessing, kept with each pair.
CONTINUOUS = "continuous-1"

_START = -5.0
_LOG_ODDS = {
    "same_name": 4.0, "other_script": 4.0, "other_spelling": 3.9, "similar_name": 3.2,
    "same_birth": 2.0, "same_month": 1.6, "swapped": 1.4, "same_year": 1.2, "year_apart": 0.6, "years_apart": 0.3,
    "birth_differs": -1.4, "same_phone": 2.8, "same_phone_end": 1.2, "same_document": 3.6, "same_place": 0.4,
    "sex_differs": -0.8,
}  # fmt: skip
_TELLING = {"same_document", "same_phone", "same_birth", "number_agrees", "birth_agrees"}


def of_verdict(verdict: Verdict) -> float:
    """Probability after both files were opened and compared."""
    return of_reasons(verdict.reasons)


def of_reasons(reasons: Iterable[str]) -> float:
    """Probability of reason codes together; a code that is not known says nothing."""
    odds = _START + sum(_LOG_ODDS.get(str(reason), 0.0) for reason in reasons)
    return round(1 / (1 + exp(-odds)), 4)


def of_kinds(kinds: Collection[KeyKind]) -> tuple[float, list[str]]:
    """Probability and reasons when nothing may be opened: only which kinds of keys agree."""
    named = bool({KeyKind.PAIR, KeyKind.DELETION} & set(kinds))
    reasons = [
        reason
        for kind, reason in (
            (KeyKind.IDENTIFIER, "number_agrees"), (KeyKind.PAIR, "names_agree"),
            (KeyKind.DAY, "birth_agrees"), (KeyKind.YEAR, "year_agrees"),
        )
        if kind in kinds
    ]  # fmt: skip
    if "birth_agrees" in reasons and "year_agrees" in reasons:
        reasons.remove("year_agrees")
    if KeyKind.IDENTIFIER in kinds:
        # A number alone is a family's phone or a hotline's: without a name it is nobody.
        return (0.95 if named and KeyKind.DAY in kinds else 0.9 if named else 0.2), reasons
    if named and KeyKind.DAY in kinds:
        return 0.8, reasons
    if KeyKind.PAIR in kinds and KeyKind.YEAR in kinds:
        return 0.5, reasons
    return 0.0, reasons


def very_likely(probability: float, reasons: Sequence[str]) -> bool:
    """Whether a pair belongs above the others: sure by the numbers and by something that few people share."""
    return probability >= VERY_LIKELY and bool(_TELLING & set(reasons))


def speaks_against(reason: str) -> bool:
    """Whether a reason is a difference."""
    return reason.endswith("_differs")
