"""How good and how fast linkage is on a file with known truth: ``sapar people dedupe-evaluate``."""

import resource
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from zlib import crc32

import duckdb

from sapar.people.linking.batch import VERY_LIKELY, Linked, link, weigh
from sapar.people.linking.comparing import LEVEL_NAMES
from sapar.people.linking.engine import levels_of
from sapar.people.linking.quality import Quality, clustered, pairwise
from sapar.people.linking.reading import open_memory, read_file, read_truth
from sapar.people.linking.training import Labelled, with_labels
from sapar.people.linking.weights import Weights, findings, logistic

_EVEN = 0.5
#: Most of the judged pairs are those a person would be shown: neither clear nor hopeless.
_UNCLEAR = (0.02, 0.98)
_SHARE_UNCLEAR = 0.8


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of one evaluation. Times in seconds, memory in megabytes, shares between 0 and 1."""

    registrations: int
    people: int
    candidates: int
    trained: str
    pair_precision: float
    pair_recall: float
    pair_f1: float
    cluster_precision: float
    cluster_recall: float
    cluster_f1: float
    unique_lower: int
    unique_point: int
    unique_upper: int
    unique_error: float
    truth_inside: bool
    very_likely_per_1000: float
    to_review_per_1000: float
    seconds: float
    cpu_seconds: float
    registrations_per_second: float
    peak_megabytes: int

    def as_json(self) -> dict[str, object]:
        """For ``--json``."""
        return asdict(self)


def evaluate(path: Path, *, labels: int = 0, memory: str = "4GB", seed: int = 1) -> Report:
    """Link the registrations of `path` and compare with its column pid, which the matcher never sees.

    With `labels`, people are split in two halves by a hash of who they are: so many pairs of the first half are
    judged by the truth, and every figure is of the second half alone.
    """
    started, busy = time.perf_counter(), _busy()
    db = open_memory(memory=memory)
    read = read_file(db, path)
    linked = link(db)
    seconds, cpu = time.perf_counter() - started, _busy() - busy
    truth = read_truth(db)
    if labels:
        linked, truth = _with_labels(db, linked, truth, labels, seed)
    return _report(linked, truth, read, seconds, cpu)


def _report(linked: Linked, truth: dict[int, str], read: int, seconds: float, cpu: float) -> Report:
    pairs = pairwise(((one, other) for one, other, p in linked.pairs if p >= _EVEN), truth)
    groups = clustered(linked.groups.members, truth)
    people, unique = len(set(truth.values())), linked.unique
    per_1000 = 1000 / max(linked.registrations, 1)
    return Report(
        linked.registrations, people, linked.candidates, linked.weights.trained, *_shares(pairs), *_shares(groups),
        unique.lower, unique.point, unique.upper, unique.point / people - 1 if people else 0.0, unique.contains(people),
        linked.very_likely * per_1000, linked.to_review * per_1000, seconds, cpu,
        read / seconds, peak_megabytes(),
    )  # fmt: skip


def _shares(quality: Quality) -> tuple[float, float, float]:
    return quality.precision, quality.recall, quality.f1


def _with_labels(
    db: duckdb.DuckDBPyConnection, linked: Linked, truth: dict[int, str], labels: int, seed: int
) -> tuple[Linked, dict[int, str]]:
    first = {person for person, owner in truth.items() if crc32(owner.encode()) % 2}
    vectors = db.execute(f"SELECT l, r, {', '.join(LEVEL_NAMES)} FROM vector ORDER BY l, r").fetchall()
    judged = _judge(
        [row for row in vectors if row[0] in first and row[1] in first], truth, linked.weights, labels, seed
    )
    weights = with_labels(judged, linked.weights)
    second = {person: owner for person, owner in truth.items() if person not in first}
    db.execute("CREATE OR REPLACE TABLE second_half AS SELECT unnest(?::INTEGER[]) AS person", [list(second)])
    db.execute("DELETE FROM vector WHERE l NOT IN (FROM second_half) OR r NOT IN (FROM second_half)")
    candidates = int(db.execute("SELECT count(*) FROM vector").fetchall()[0][0])
    return weigh(db, weights, len(second), candidates), second


def _judge(
    vectors: list[tuple[int, ...]], truth: dict[int, str], before: Weights, labels: int, seed: int
) -> list[Labelled]:
    """`labels` pairs, most of them unclear ones; each stands for as many as were passed over for it."""
    strata: tuple[list[Labelled], list[Labelled]] = ([], [])
    for one, other, *numbers in vectors:
        found = findings(levels_of(numbers))
        unclear = _UNCLEAR[0] <= logistic(before.log_odds(found)) <= _UNCLEAR[1]
        strata[unclear].append(Labelled(found, truth[one] == truth[other]))
    pick, chosen = Random(seed), []  # noqa: S311  # a sample, not a secret
    wanted = min(len(strata[1]), round(labels * _SHARE_UNCLEAR))
    for stratum, size in ((strata[1], wanted), (strata[0], min(len(strata[0]), labels - wanted))):
        chosen += [each._replace(count=len(stratum) / size) for each in pick.sample(stratum, size)]
    return chosen


def _busy() -> float:
    """Processor seconds of this process and of the ones it waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def peak_megabytes() -> int:
    """Most memory this process held so far; its folding helpers hold less, and earlier."""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit)


__all__ = ["VERY_LIKELY", "Report", "evaluate", "peak_megabytes"]
