"""Batch linkage beside Splink as it comes: same registrations, same minute. ``SIZE=1000000`` for the large run."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.harness import Line
from benchmarks.registrations import write
from sapar.people.linking.evaluating import Report, evaluate
from sapar.people.linking.quality import clustered, pairwise
from sapar.people.linking.reading import open_memory, read_file, read_truth

#: Registrations; 0.71 people each, as in the development file.
_SIZE = 24_000
_PEOPLE_PER_REGISTRATION = 0.71
_SEED = 20261122
_LABELS = 2_000
#: Untuned Splink is not run beyond this: its default columns block a million names on exact equality only.
_MOST_OTHER = 250_000


def lines() -> Iterator[Line]:
    """Time, pairwise and cluster F1 and unique-person error. For shares the ratio above 1 is better, for time below 1."""
    size = int(os.environ.get("SIZE", _SIZE))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registrations.csv.gz"
        write(path, people=round(size * _PEOPLE_PER_REGISTRATION), seed=_SEED)
        ours = evaluate(path)
        other = _untuned(path) if size <= _MOST_OTHER else {}
        yield from _beside(f"dedupe {ours.registrations:,}", ours, other)
        if size <= _MOST_OTHER:
            judged = evaluate(path, labels=_LABELS)
            yield Line(
                f"dedupe pairwise F1, {_LABELS:,} labels, other half", judged.pair_f1, ours.pair_f1, "", "no labels"
            )


def _beside(name: str, ours: Report, other: dict[str, float]) -> Iterator[Line]:
    against = "Splink untuned" if other else "not run at this size"
    yield Line(f"{name}, end to end", ours.seconds, other.get("seconds", 0.0), "s", against)
    yield Line(
        f"{name}, registrations per second", ours.registrations_per_second, other.get("speed", 0.0), "/s", against
    )
    yield Line(f"{name}, processor time", ours.cpu_seconds, 0.0, "s", "for reference")
    yield Line(f"{name}, pairwise F1", ours.pair_f1, other.get("pair_f1", 0.0), "", against)
    yield Line(f"{name}, cluster F1", ours.cluster_f1, other.get("cluster_f1", 0.0), "", against)
    yield Line(f"{name}, unique people, error", 100 * ours.unique_error, other.get("unique_error", 0.0), "%", against)
    yield Line(f"{name}, peak memory", ours.peak_megabytes, 0.0, "MB", "limit 6,000")


def _untuned(path: Path) -> dict[str, float]:
    """Splink with ready-made comparisons and blocking on columns as they are, connected components at 0.5."""
    started = time.perf_counter()
    with open_memory() as db:
        read_file(db, path)
        db.execute("""CREATE TABLE plain AS SELECT r.person AS unique_id, lower(given) AS given, lower(family) AS family,
            birth, sex, region, phones[1] AS phone, documents[1] AS document
            FROM registration r JOIN spelled s USING (person)""")
        api = DuckDBAPI(connection=db)
        settings = SettingsCreator(
            link_type="dedupe_only",
            comparisons=[
                cl.JaroWinklerAtThresholds("given"), cl.JaroWinklerAtThresholds("family"),
                cl.DateOfBirthComparison("birth", input_is_string=True), cl.ExactMatch("sex"),
                cl.ExactMatch("phone"), cl.ExactMatch("document"),
            ],
            blocking_rules_to_generate_predictions=[
                block_on("given", "family"), block_on("birth"), block_on("phone"), block_on("document"),
            ],
        )  # fmt: skip
        linker = Linker(api.register("plain"), settings, log_level="ERROR")
        linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
        for rule in (block_on("birth"), block_on("given", "family")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        linker.training.estimate_probability_two_random_records_match(
            [block_on("phone"), block_on("document")], recall=0.5
        )
        found = linker.inference.predict(threshold_match_probability=0.5, warning_mode="never")
        pairs = db.execute(f"SELECT unique_id_l, unique_id_r, match_probability FROM {found.physical_name}").fetchall()
        # Connected components: every likely pair supports, nothing contradicts, no size is too large.
        seconds = time.perf_counter() - started
        truth = read_truth(db)
    groups = _components(pairs)
    people = len(truth) - sum(len(members) - 1 for members in groups)
    real = len(set(truth.values()))
    return {
        "seconds": seconds, "speed": len(truth) / seconds, "pair_f1": pairwise(((a, b) for a, b, _ in pairs), truth).f1,
        "cluster_f1": clustered(groups, truth).f1, "unique_error": 100 * (people / real - 1),
    }  # fmt: skip


def _components(pairs: list[tuple[int, int, float]]) -> list[list[int]]:
    from sapar.people.linking.counting import Forest

    forest, found = Forest[int](), {}
    for one, other, _ in pairs:
        forest.join(one, other)
    for item in {each for pair in pairs for each in pair[:2]}:
        found.setdefault(forest.root(item), []).append(item)
    return list(found.values())
