"""Loading the shipped programme: safe to repeat, all or nothing.

load_organisations()              # bodies, missions and their offices: before anybody has an account
load_programme(by=manager)        # everything, as a project manager; or without `by` as owner of the tables
"""

from contextlib import nullcontext
from dataclasses import dataclass

from django.db import transaction

from sapar.demo import load_bodies, load_projects, load_results
from sapar.demo.reader import programme, results
from sapar.demo.upsert import Upsert
from sapar.kernel.access import policy
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.programmes.opening import open_to_donors


@dataclass(frozen=True)
class LoadReport:
    """How many rows one run created and changed; a second run gives 0 and 0."""

    created: int
    changed: int


def load_organisations() -> LoadReport:
    """Make organisations, missions and offices equal to the shipped description. Nobody need be signed in."""
    load = Upsert()
    with transaction.atomic():
        _organisations(load)
    return LoadReport(load.created, load.changed)


def load_programme(*, by: User | None = None) -> LoadReport:
    """Make organisations, documents, projects and citations equal to the shipped description.

    Projects stand under row security: name the project manager who loads them, or run as the owner of
    the tables; then head counts stay out, because somebody must have recorded them. Raises NotAllowed for
    anybody else, and Invalid or NotFound, naming the reference, when the description names a place, body or
    term that does not exist; then nothing is written.
    """
    if by is not None:
        policy.require(by, "create", "project")
    load = Upsert()
    with acting_as(by) if by is not None else nullcontext(), transaction.atomic():
        _organisations(load)
        _rest(load)
        _results(load, by)
        load.forget_other_citations()
        load.changed += open_to_donors()
    return LoadReport(load.created, load.changed)


def _organisations(load: Upsert) -> None:
    source = programme()
    load_bodies.organisations(load, source["organisations"])
    load_bodies.organisations(load, source["missions"], missions=True)
    load_bodies.offices(load, source["missions"])


def _rest(load: Upsert) -> None:
    source = programme()
    load_bodies.documents(load, source["documents"])
    load_bodies.office_holders(load, source["people"])
    load_bodies.contacts(load, source["organisations"] + source["missions"])
    load_bodies.mission_work(load, source["missions"], source["mission_sets"])
    load_bodies.crises(load, source["crises"])
    load_projects.projects(load, source["projects"])
    load_projects.project_sets(load, source["project_sets"])


def _results(load: Upsert, by: User | None) -> None:
    promised = results()
    load_results.sections(load, promised["sections"])
    load_results.frameworks(load, promised["frameworks"])
    load_results.work(load, promised["work"], by)
    load_results.workplan(load, promised["workplan"])
