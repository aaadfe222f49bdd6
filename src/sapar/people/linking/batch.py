"""The whole run: candidates, weights, groups, count. One function for evaluation, benchmark and register."""

from dataclasses import dataclass

import duckdb

from sapar.people.linking.blocking import find_candidates
from sapar.people.linking.counting import UniqueCount, count_unique
from sapar.people.linking.default import default_weights
from sapar.people.linking.engine import compare, patterns, score
from sapar.people.linking.grouping import Groups, group
from sapar.people.linking.preparing import prepare
from sapar.people.linking.training import without_labels
from sapar.people.linking.weights import Weights

#: Raised when the rules of blocking, comparing, weighing or grouping change; stored with every proposal.
MODEL = "batch-1"
#: From here a pair is worth a look, from here it is very likely one person.
TO_REVIEW, VERY_LIKELY = 0.10, 0.95
#: Fewer registrations cannot teach anything; the shipped weights are used.
ENOUGH_TO_LEARN = 5_000
_FAR_YEARS = 2

type Known = tuple[str | None, int | None, str | None]


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run found. `pairs` are (l, r, probability) from TO_REVIEW upwards, numbered as read."""

    registrations: int
    candidates: int
    weights: Weights
    pairs: list[tuple[int, int, float]]
    groups: Groups[int]
    unique: UniqueCount

    @property
    def very_likely(self) -> int:
        """Pairs that are very likely one person."""
        return sum(pair[2] >= VERY_LIKELY for pair in self.pairs)

    @property
    def to_review(self) -> int:
        """Pairs a person must look at."""
        return len(self.pairs) - self.very_likely


def link(db: duckdb.DuckDBPyConnection, weights: Weights | None = None) -> Linked:
    """Link what linking.reading put into `db`; without `weights` they are learned from the pool itself,
    or the shipped ones are taken when it is too small to learn from.

    Weights learned on the pool fit its size. Weights from a pool of another size must be `shifted` first.
    """
    prepare(db)
    candidates = find_candidates(db)
    compare(db)
    registrations = int(db.execute("SELECT count(*) FROM registration").fetchall()[0][0])
    if weights is None:
        weights = without_labels(patterns(db)) if registrations >= ENOUGH_TO_LEARN else default_weights(registrations)
    return weigh(db, weights, registrations, candidates)


def weigh(db: duckdb.DuckDBPyConnection, weights: Weights, registrations: int, candidates: int) -> Linked:
    """Score, group and count with `weights` what has been compared already."""
    score(db, weights, least=TO_REVIEW)
    pairs = db.execute("SELECT l, r, probability FROM scored ORDER BY l, r").fetchall()
    known: dict[int, Known] = {
        person: (sex, year, day)
        for person, sex, year, day in db.execute(
            "SELECT person, sex, year, day FROM entry SEMI JOIN (SELECT l AS p FROM scored UNION SELECT r FROM scored) ON p = person"
        ).fetchall()
    }
    groups = group(pairs, lambda one, other: contradict(known[one], known[other]))
    return Linked(registrations, candidates, weights, pairs, groups, count_unique(registrations, pairs))


def contradict(one: Known, other: Known) -> bool:
    """Whether two registrations (sex, birth year, day as MM-DD) cannot be one person, whatever else agrees.

    Two different sexes; or two full birth dates more than two years apart that do not even share the day.
    """
    if one[0] and other[0] and one[0] != other[0]:
        return True
    if one[1] is None or other[1] is None or one[2] is None or other[2] is None:
        return False
    return abs(one[1] - other[1]) > _FAR_YEARS and one[2] != other[2]
