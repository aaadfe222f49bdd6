"""Asking the queries and counting: recall by rank, across scripts too, and time per search."""

import multiprocessing
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

from sapar.kernel.access.models import User
from sapar.people.evaluation.registrations import Line


@dataclass(frozen=True)
class Result:
    """Recall is of all queries; times are in milliseconds and include look-up, opening and ranking."""

    fields: str
    people: int
    queries: int
    recall_1: float
    recall_10: float
    same_script_recall_10: float
    cross_script_recall_10: float
    cross_script_queries: int
    p50_ms: float
    p95_ms: float
    clients: int = 1
    clients_p95_ms: float | None = None

    def as_json(self) -> dict[str, object]:
        """For ``--json``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Asked:
    """One query: the rank of the true person (None when not found) and the time."""

    rank: int | None
    seconds: float


def measure(
    queries: Sequence[Line], people: Mapping[str, UUID], scripts: Mapping[str, str], *, by: User, fields: str
) -> Result:
    """Ask every query once, one after the other."""
    for line in queries[:20]:
        ask(line, people, by=by, fields=fields)  # warms connections and the cache of pages
    asked = [ask(line, people, by=by, fields=fields) for line in queries]
    crossed = [line.script != scripts[line.rid] for line in queries]
    times = [each.seconds for each in asked]
    return Result(
        fields=fields, people=len(people), queries=len(queries),
        recall_1=_recall(asked, 1), recall_10=_recall(asked, 10),
        same_script_recall_10=_recall([each for each, other in zip(asked, crossed, strict=True) if not other], 10),
        cross_script_recall_10=_recall([each for each, other in zip(asked, crossed, strict=True) if other], 10),
        cross_script_queries=sum(crossed), p50_ms=quantile(times, 50), p95_ms=quantile(times, 95),
    )  # fmt: skip


def ask(line: Line, people: Mapping[str, UUID], *, by: User, fields: str) -> Asked:
    """One search as a request makes it: nothing of an earlier one is kept open."""
    from sapar.kernel import vault
    from sapar.kernel.access.context import acting_as
    from sapar.people import indexing
    from sapar.people.queries.ranking import rank

    vault.forget()
    with acting_as(by):
        start = time.perf_counter()
        criteria = line.criteria(fields)
        keys = criteria.keys() if criteria.every_name else set()
        found, _open = rank(criteria.known(), indexing.look_up(keys), by=by, about=uuid4())
        seconds = time.perf_counter() - start
    true = people[line.rid]
    return Asked(next((n for n, each in enumerate(found, 1) if each.person_id == true), None), seconds)


def _recall(asked: Sequence[Asked], most: int) -> float:
    return round(sum(each.rank is not None and each.rank <= most for each in asked) / (len(asked) or 1), 4)


def quantile(seconds: Sequence[float], percent: int) -> float:
    """A percentile in milliseconds."""
    if len(seconds) < 2:
        return round(1e3 * sum(seconds), 2)
    return round(1e3 * statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1], 2)


def together(queries: Sequence[Line], people: Mapping[str, UUID], *, by: User, fields: str, clients: int) -> float:
    """p95 in milliseconds when so many clients ask at once, each as fast as it is answered."""
    from django.db import connections

    connections.close_all()  # a connection must not be shared by two processes
    jobs = [(list(queries[n::clients]), dict(people), by, fields) for n in range(clients)]
    with multiprocessing.get_context("fork").Pool(clients) as pool:
        times = [seconds for found in pool.map(_client, jobs, chunksize=1) for seconds in found]
    return quantile(times, 95)


def _client(job: tuple[list[Line], dict[str, UUID], User, str]) -> list[float]:
    lines, people, by, fields = job
    for line in lines[:3]:
        ask(line, people, by=by, fields=fields)
    return [ask(line, people, by=by, fields=fields).seconds for line in lines]
