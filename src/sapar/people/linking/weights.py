"""What each level of a comparison says for or against one person: the whole model is this table of numbers."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

#: Beyond this a single comparison could outvote everything else, whatever the data said by accident.
HEAVIEST = 12.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Natural-log weights of (comparison, level), added to `intercept` give the log-odds of one person.

    `intercept` is the log-odds among candidate pairs before anything is compared; `trained` says on what.
    Unknown values add nothing.
    """

    intercept: float
    of: Mapping[tuple[str, str], float]
    trained: str

    @property
    def prior(self) -> float:
        """Share of candidates that are one person, for engines that want a probability."""
        return logistic(self.intercept)

    def bayes_factor(self, comparison: str, level: str) -> float:
        """How many times more often one person than two people agree on this level."""
        return math.exp(self.of.get((comparison, level), 0.0))

    def log_odds(self, levels: Mapping[str, str | None]) -> float:
        """Log-odds for the levels found by each comparison; None or missing = unknown."""
        found = ((comparison, level) for comparison, level in levels.items() if level is not None)
        return self.intercept + sum(self.of.get(key, 0.0) for key in found)

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
