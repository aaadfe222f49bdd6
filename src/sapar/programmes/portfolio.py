"""The portfolio: all projects that the user may see, narrowed, what is late first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sapar.kernel import places
from sapar.kernel.access.models import User
from sapar.programmes import queries
from sapar.programmes.models import ProjectLocation, ProjectSector
from sapar.programmes.overview import Standing, standings
from sapar.programmes.periods import span_of


@dataclass(frozen=True)
class Portfolio:
    """How the narrowed projects stand; ``total`` counts those before narrowing."""

    standings: list[Standing]
    total: int
    may_open: bool

    @property
    def late(self) -> int:
        return sum(bool(each.late) for each in self.standings)


def portfolio(by: User, asked: Mapping[str, Any]) -> Portfolio:
    """The projects that fit what was asked (donor, country, sector, year, late)."""
    lines = queries.projects(by)
    chosen = [line for line in lines if _fits(line, asked)]
    if asked.get("sector"):
        wanted = set(
            ProjectSector.objects.filter(term__startswith=asked["sector"]).values_list("project_id", flat=True)
        )
        chosen = [line for line in chosen if line.project.pk in wanted]
    if asked.get("country"):
        there = _working_in(asked["country"])
        chosen = [line for line in chosen if line.project.pk in there]
    found = standings(by, chosen)
    if asked.get("late"):
        found = [each for each in found if each.late]
    return Portfolio(found, len(lines), queries.may_open(by))


def _fits(line: Any, asked: Mapping[str, Any]) -> bool:
    if asked.get("donor") and asked["donor"] not in {donor.organisation.code for donor in line.donors}:
        return False
    if (year := asked.get("year")) is None:
        return True
    span = span_of(line.project)
    known = [day.year for day in (line.project.start, span.ends) if day is not None]
    # A project of which only one date is known is taken to run in that year at least.
    return bool(known) and min(known) <= year <= max(known)


def _working_in(country: str) -> set[Any]:
    inside = places.subtree_ids(places.get(country))
    return set(ProjectLocation.objects.filter(place_id__in=inside).values_list("project_id", flat=True))
