"""What each finding says for or against one person: the whole model is one table of numbers.

Given and family name are weighed together. Each alone would count the same thing twice: who shares a rare
family name mostly shares the given name too, so adding both weights made giant false persons of namesakes.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sapar.people.linking.comparing import LEVEL_NAMES

#: Beyond this a single finding could outvote everything else, whatever the data said by accident.
HEAVIEST = 12.0
#: What is weighed, in this order.
FACTORS = ("name", "father", "birth", "sex", "region", "phone", "document")
_AT = {name: place for place, name in enumerate(LEVEL_NAMES)}

type Levels = Sequence[str | None]
type Findings = tuple[str | None, ...]


def findings(levels: Levels) -> Findings:
    """Levels in the order of LEVEL_NAMES as findings in the order of FACTORS; None = unknown."""
    name = name_finding(levels[_AT["given"]], levels[_AT["family"]], levels[_AT["namesakes"]])
    return (name, *(levels[_AT[factor]] for factor in FACTORS[1:]))


def name_finding(given: str | None, family: str | None, namesakes: str | None) -> str | None:
    """Both names in one word: how close each is, and how many namesakes or how rare the sound they share."""
    if given is None or family is None:
        return None
    (one, rarity), (two, other_rarity) = _split(given), _split(family)
    if rarity and other_rarity and namesakes not in (None, "not_alike"):
        rarity = namesakes
    return f"{one}+{two}" + (f":{rarity or other_rarity}" if rarity or other_rarity else "")


def _split(level: str) -> tuple[str, str | None]:
    """ "sounds_same_rare" → ("sounds_same", "rare"); levels without rarity stay whole."""
    kind, _, rarity = level.rpartition("_")
    return (kind, rarity) if kind in {"same", "sounds_same"} else (level, None)


@dataclass(frozen=True, slots=True)
class Weights:
    """Natural-log weights of (factor, finding); with `intercept` they add up to the log-odds of one person.

    `intercept` is the log-odds among candidate pairs before anything is compared; `trained` says on what.
    Unknown values add nothing.
    """

    intercept: float
    of: Mapping[tuple[str, str], float]
    trained: str

    def log_odds(self, found: Findings) -> float:
        """Log-odds that a pair with these findings is one person."""
        named = zip(FACTORS, found, strict=True)
        return self.intercept + sum(
            self.of.get((factor, finding), 0.0) for factor, finding in named if finding is not None
        )

    def probability(self, found: Findings) -> float:
        """Probability that a pair with these findings is one person."""
        return logistic(self.log_odds(found))

    def shifted(self, log_odds: float) -> "Weights":
        """The same weights for another pool: ln(N₀/N) when it is N instead of N₀ registrations."""
        return Weights(self.intercept + log_odds, self.of, self.trained)


def logistic(log_odds: float) -> float:
    """Log-odds as a probability; safe for any size."""
    if log_odds < 0:
        odds = math.exp(max(log_odds, -700.0))
        return odds / (1 + odds)
    return 1 / (1 + math.exp(-min(log_odds, 700.0)))


def bounded(weight: float) -> float:
    """A weight kept within ±HEAVIEST."""
    return max(-HEAVIEST, min(HEAVIEST, weight))
