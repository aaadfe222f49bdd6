"""Loading the shipped programme: safe to repeat, all or nothing."""

from dataclasses import dataclass

from django.db import transaction

from sapar.demo import load_bodies, load_projects
from sapar.demo.reader import programme
from sapar.demo.upsert import Upsert
from sapar.programmes.opening import open_to_donors


@dataclass(frozen=True)
class LoadReport:
    """How many rows one run created and changed; a second run gives 0 and 0."""

    created: int
    changed: int


def load_programme() -> LoadReport:
    """Make documents, organisations, missions, projects and citations equal to the shipped description.

    Runs as the owner of the tables or inside ``acting_as`` a project manager. Raises Invalid or NotFound,
    naming the reference, when the description names a place, body or term that does not exist; then
    nothing is written.
    """
    source = programme()
    load = Upsert()
    with transaction.atomic():
        load_bodies.organisations(load, source["organisations"])
        load_bodies.organisations(load, source["missions"], missions=True)
        load_bodies.documents(load, source["documents"])
        load_bodies.offices(load, source["missions"])
        load_bodies.office_holders(load, source["people"])
        load_bodies.contacts(load, source["organisations"] + source["missions"])
        load_bodies.mission_work(load, source["missions"], source["mission_sets"])
        load_bodies.crises(load, source["crises"])
        load_projects.projects(load, source["projects"])
        load_projects.project_sets(load, source["project_sets"])
        load.forget_other_citations()
        load.changed += open_to_donors()
    return LoadReport(load.created, load.changed)
