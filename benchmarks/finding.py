"""Finding a person by another spelling: the blind index beside pg_trgm over names in the clear, same people, same run.

Ours is the whole search of a worker but for the page: keys, look-up across organisations, row security, the journal
line, opening and comparing. The other is one query of an owner over readable names: no row security, no journal.
Both ask in turn, so that what else the machine does falls on both.

People are made of real spellings of names (people/tests/data/name_groups_sample.tsv: Wikidata, CC0): registered under
one form, asked for under another form of the same names, without regard to what the sound table makes of them.
"""

import csv
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from benchmarks.filling import Filled
from benchmarks.harness import Line
from sapar.people.evaluation import loading, measuring
from sapar.people.evaluation.registrations import NEEDED, read
from sapar.people.evaluation.registrations import Line as Registered

PEOPLE, ASKED = int(os.environ.get("BENCH_PEOPLE", "20000")), 200
_GROUPS = Path(__file__).parent.parent / "src/sapar/people/tests/data/name_groups_sample.tsv"
_TRGM = """
    SELECT rid FROM clear WHERE name %% %(name)s
    ORDER BY similarity(name, %(name)s) + (dob = %(dob)s)::int DESC LIMIT 10
"""


def lines(world: Filled) -> Iterator[Line]:
    """Median and 95th percentile per search, and how many of 100 true people are among the first ten."""
    with TemporaryDirectory() as folder:
        index, queries = _population(Path(folder))
        people = loading.load(index, by=world.supervisor, workers=os.cpu_count() or 1)
        asked = list(read(queries))
        clear = _clear(index)
    for line in asked[:20]:  # connections, plans and names that come back: what a running server has
        measuring.ask(line, people, by=world.supervisor, fields="name+dob")
        clear(line)
    ours, other = [], []
    for line in asked:
        ours.append(measuring.ask(line, people, by=world.supervisor, fields="name+dob"))
        other.append(_timed(clear, line))
    label = f"find by name and birth date, {PEOPLE:,} people"
    for name, percent in (("median", 50), ("p95", 95)):
        times = [measuring.quantile([each.seconds for each in found], percent) for found in (ours, other)]
        yield Line(f"{label}: {name}", *times, "ms", "pg_trgm, clear names")
    found = [100 * sum(each.rank is not None and each.rank <= 10 for each in all_) / ASKED for all_ in (ours, other)]
    yield Line(f"{label}: recall@10", *found, "%", "pg_trgm, clear names (more is better)")


def _timed(ask: Callable[[Registered], list[str]], line: Registered) -> measuring.Asked:
    start = time.perf_counter()
    found = ask(line)
    return measuring.Asked(found.index(line.rid) + 1 if line.rid in found else None, time.perf_counter() - start)


def _population(folder: Path) -> tuple[Path, Path]:
    rows = [line.split("\t") for line in _GROUPS.read_text(encoding="utf-8").splitlines()[1:]]
    groups = [(row[2].split("|"), row[3].split("|")) for row in rows]
    chance = random.Random(11)  # invented people
    index, queries = folder / "index.csv", folder / "queries.csv"
    with index.open("w", newline="") as first, queries.open("w", newline="") as second:
        registered, asked = csv.writer(first), csv.writer(second)
        registered.writerow(NEEDED)
        asked.writerow(NEEDED)
        for rid in range(PEOPLE):
            given, family = chance.sample(groups, 2)
            birth = f"{chance.randint(1950, 2010)}-{chance.randint(1, 12):02}-{chance.randint(2, 28):02}"
            rest = ["", birth, chance.choice("FM"), "", "", ""]
            script = chance.randint(0, 1)
            registered.writerow([rid, chance.choice(given[script]), chance.choice(family[script]), *rest])
            if rid < ASKED:
                other = chance.randint(0, 1)
                asked.writerow([rid, chance.choice(given[other]), chance.choice(family[other]), *rest])
    return index, queries


def _clear(index: Path) -> Callable[[Registered], list[str]]:
    connection = psycopg.connect(os.environ["SAPAR_OWNER_URL"], autocommit=True)
    connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    connection.execute("CREATE TABLE clear (rid text, name text, dob text)")
    with connection.cursor().copy("COPY clear FROM STDIN") as copy:
        for line in read(index):
            copy.write_row((line.rid, f"{line.given} {line.surname}", line.dob))
    connection.execute("CREATE INDEX ON clear USING gin (name gin_trgm_ops)")
    connection.execute("ANALYZE clear")

    def ask(line: Registered) -> list[str]:
        values = {"name": f"{line.given} {line.surname}", "dob": line.dob}
        return [row[0] for row in connection.execute(_TRGM, values).fetchall()]

    return ask
