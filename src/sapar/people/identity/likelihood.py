"""How likely two files are one person, from a comparison or from shared keys alone. Pure.

The comparison's score runs from about 0 to 3 (people/weighing.py). The curve puts a rare shared name with the
same birth year at 0.8 and with the same birth day above 0.95; a name alone, with no birth and no number beside
it, stays below review however rare it is.
Batch linkage brings its own calibrated probabilities; these are for the moment of registering.
"""

from collections.abc import Collection, Sequence
from math import exp

from sapar.people.matching import Reason, Verdict
from sapar.people.names.keys import KeyKind

#: At least this, and a number or a full birth day that agrees: shown first, as "very likely".
VERY_LIKELY = 0.95
#: Registering and correcting propose from here on.
REVIEW_FROM = 0.3
#: Nothing below this is ever kept, whoever proposes it.
HIDDEN_BELOW = 0.1
#: The name of this way of guessing, kept with each pair.
CONTINUOUS = "continuous-1"

_MIDDLE, _STEEP = 1.6, 4.0
_NAME_ALONE = 0.25
_BESIDE_A_NAME = {
    Reason.SAME_BIRTH, Reason.SAME_YEAR, Reason.SAME_MONTH, Reason.SWAPPED, Reason.YEAR_APART, Reason.SAME_PHONE,
    Reason.SAME_PHONE_END, Reason.SAME_DOCUMENT,
}  # fmt: skip
_TELLING = {"same_document", "same_phone", "same_birth", "number_agrees", "birth_agrees"}


def of_verdict(verdict: Verdict) -> float:
    """Probability after both files were opened and compared."""
    guess = round(1 / (1 + exp(-_STEEP * (verdict.score - _MIDDLE))), 4)
    return guess if _BESIDE_A_NAME & set(verdict.reasons) else min(guess, _NAME_ALONE)


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
    return reason in {Reason.BIRTH_DIFFERS, Reason.SEX_DIFFERS} or reason.endswith("_differs")
