"""Weights for registers too small to learn from: learned without labels on the 24,000 invented registrations.

`python -m sapar.people.linking.default FILE` writes them anew from a registration file; do so when MODEL changes.
"""

import math
import sys
from importlib.resources import files
from pathlib import Path

import yaml

from sapar.people.linking.weights import Weights

_DATA = files("sapar.people.linking") / "data" / "weights.yaml"


def default_weights(registrations: int) -> Weights:
    """The shipped weights, moved to a pool of this many registrations.

    In a pool k times larger a pair that looks the same is k times less often one person, so the log-odds fall
    by ln k. A pool of fewer than 1,000 counts as 1,000: below, chance agreement is too rare to matter.
    """
    kept = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    of = {(factor, finding): weight for factor, found in kept["weights"].items() for finding, weight in found.items()}
    weights = Weights(kept["intercept"], of, kept["trained"])
    return weights.shifted(math.log(kept["registrations"] / max(registrations, 1_000)))


def as_yaml(weights: Weights, registrations: int) -> str:
    """Weights as they are kept in a file."""
    found: dict[str, dict[str, float]] = {}
    for (factor, finding), weight in sorted(weights.of.items()):
        found.setdefault(factor, {})[finding] = round(weight, 3)
    kept = {"registrations": registrations, "intercept": round(weights.intercept, 3), "trained": weights.trained}
    return yaml.safe_dump({**kept, "weights": found}, sort_keys=False, allow_unicode=True)


if __name__ == "__main__":
    from sapar.people.linking.batch import link
    from sapar.people.linking.reading import open_memory, read_file

    _db = open_memory()
    _count = read_file(_db, Path(sys.argv[1]))
    Path(str(_DATA)).write_text(as_yaml(link(_db).weights, _count), encoding="utf-8")
