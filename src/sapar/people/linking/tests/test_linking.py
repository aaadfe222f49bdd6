"""Linkage of a small file with known truth, end to end through DuckDB and Splink."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import duckdb
import pytest
from click.testing import CliRunner

from sapar.cli.people import people
from sapar.kernel.errors import Invalid
from sapar.people.linking.batch import Linked, contradict, link
from sapar.people.linking.comparing import LEVEL_NAMES
from sapar.people.linking.engine import levels_of
from sapar.people.linking.guarding import stop_if_mostly_known
from sapar.people.linking.quality import clustered, pairwise, true_pairs
from sapar.people.linking.reading import NotRegistrations, open_memory, read_file, read_truth
from sapar.people.linking.training import Labelled, Pattern, with_labels, without_labels
from sapar.people.linking.weights import findings

FILE = Path(__file__).parent / "data" / "registrations.csv"


@pytest.fixture(scope="module")
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with open_memory(memory="1GB", threads=1) as opened:
        read_file(opened, FILE)
        yield opened


@pytest.fixture(scope="module")
def linked(db: duckdb.DuckDBPyConnection) -> Linked:
    return link(db)


def test_spellings_of_one_person_are_found(db: duckdb.DuckDBPyConnection, linked: Linked) -> None:
    truth = read_truth(db)
    pairs = pairwise(((one, other) for one, other, p in linked.pairs if p >= 0.5), truth)
    groups = clustered(linked.groups.members, truth)
    assert pairs.precision >= 0.97
    assert pairs.recall >= 0.93
    assert groups.f1 >= 0.96
    assert linked.unique.point == pytest.approx(len(set(truth.values())), rel=0.01)
    assert linked.unique.lower <= linked.unique.point <= linked.unique.upper


def test_across_scripts_no_worse_than_within(db: duckdb.DuckDBPyConnection, linked: Linked) -> None:
    truth = read_truth(db)
    cyrillic = {
        person
        for (person, given) in db.execute("SELECT person, given FROM spelled").fetchall()
        if any("а" <= letter <= "я" for letter in (given or "").lower())
    }
    found = {(one, other) for one, other, p in linked.pairs if p >= 0.5}
    same = [(a, b) for a in truth for b in truth if a < b and truth[a] == truth[b]]
    across = [pair for pair in same if (pair[0] in cyrillic) != (pair[1] in cyrillic)]
    assert len(across) > 50
    assert sum(pair in found for pair in across) / len(across) >= 0.9


def test_order_of_rows_changes_nothing(tmp_path: Path, linked: Linked) -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    Random(5).shuffle(rows)
    path = tmp_path / "shuffled.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    with open_memory(memory="1GB", threads=1) as other:
        read_file(other, path)
        again = link(other)
    assert again.groups.members == linked.groups.members
    assert again.unique == linked.unique


def test_truth_and_metadata_are_not_read(db: duckdb.DuckDBPyConnection) -> None:
    columns = {name for (name,) in db.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name IN ('registration', 'spelled', 'entry', 'reading')"
    ).fetchall()}  # fmt: skip
    assert "birth" in columns
    assert not columns & {"pid", "country", "style", "source"}


def test_nothing_is_spilled_to_disk(db: duckdb.DuckDBPyConnection) -> None:
    assert db.execute("SELECT current_setting('temp_directory')").fetchall()[0][0] == ""
    assert {row[0] for row in db.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchall()} == {None}


def test_what_cannot_be_one_person() -> None:
    assert contradict(("F", 1990, "05-01"), ("M", 1990, "05-01"))
    assert contradict(("F", 1980, "05-01"), ("F", 1990, "06-02"))
    assert not contradict(("F", 1980, "05-01"), ("F", 1982, "06-02"))
    assert not contradict(("F", 1980, None), ("F", 1990, "06-02"))
    assert not contradict((None, None, None), ("M", 1990, "06-02"))


def test_labels_correct_what_was_believed() -> None:
    alike = findings(["same_rare", "same_rare", None, None, "upto_2", None, None, "same", None])
    apart = findings(["same_common", "same_common", None, "other", "more", None, None, None, None])
    before = without_labels([Pattern(alike, 60), Pattern(apart, 40)])
    assert before.probability(alike) > 0.8 > 0.3 > before.probability(apart)
    after = with_labels([Labelled(alike, False, 300.0), Labelled(apart, False, 300.0)], before)
    assert after.probability(alike) < 0.1
    assert before.shifted(-3).probability(alike) < before.probability(alike)
    with pytest.raises(ValueError, match="no candidate"):
        without_labels([])


def test_levels_have_names(db: duckdb.DuckDBPyConnection, linked: Linked) -> None:
    for numbers in db.execute(f"SELECT {', '.join(LEVEL_NAMES)} FROM vector").fetchall():
        assert len(findings(levels_of(numbers))) == 7


def test_command_prints_json() -> None:
    result = CliRunner().invoke(people, ["dedupe-evaluate", str(FILE), "--json", "--memory", "1GB"])
    assert result.exit_code == 0, result.output
    report = json.loads(result.output)
    assert report["registrations"] == 603
    assert report["cluster_f1"] >= 0.96
    assert report["unique_lower"] <= report["unique_point"] <= report["unique_upper"]
    spoken = CliRunner().invoke(people, ["dedupe-evaluate", str(FILE), "--labels", "60"])
    assert "per 1,000 registrations" in spoken.output
    assert "60 judged pairs" in spoken.output


def test_another_layout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(NotRegistrations, match="has no column rid"), open_memory() as other:
        read_file(other, path)


def test_a_list_that_is_mostly_known_stops() -> None:
    stop_if_mostly_known(rows=100, duplicates=50)
    stop_if_mostly_known(rows=10, duplicates=10)
    stop_if_mostly_known(rows=100, duplicates=90, confirmed=True)
    with pytest.raises(Invalid, match="51 of 100"):
        stop_if_mostly_known(rows=100, duplicates=51)


def test_pairs_are_counted_by_owner() -> None:
    assert true_pairs(["a", "a", "a", "b"]) == 3
