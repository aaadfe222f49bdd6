"""The register of work as figures count it (kernel/figures): what was done, by kind, project and place."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.context import figures_role
from sapar.kernel.figures import registry
from sapar.kernel.figures.registry import Register, RegisterDimension, Thing
from sapar.programmes.models import WorkKind, WorkStatus

_ROWS = """
SELECT w.id, w."on", w.until, w.kind, w.status, w.type, p.code, coalesce(l.code, '')
  FROM programmes_workrecord w JOIN programmes_project p ON p.id = w.project_id
  LEFT JOIN places_place l ON l.id = w.place_id WHERE w.part_of_id IS NULL AND w.number IS NOT NULL
"""


def rows(as_of: datetime | None) -> Iterator[Thing]:
    """Every record of work that states how many pieces it is: one thing each. Its past is not kept, so no ``as_of``."""
    with figures_role(), connection.cursor() as cursor:
        cursor.execute(_ROWS)
        found = cursor.fetchall()
    for id, on, until, kind, status, type_, project, place in found:
        values = {"kind": kind, "status": status, "type": type_, "project": project, "place": place}
        yield Thing(str(id), on, until, None, values)


def _projects(codes: Iterable[str]) -> dict[str, str]:
    names = dict(registry.known_projects().values())
    return {code: names.get(code, code) for code in codes}


def _of(choices: type[WorkKind] | type[WorkStatus]) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


registry.register(
    Register(
        "work",
        _("Work of projects"),
        rows,
        {
            "kind": RegisterDimension(
                _("Kind"), lambda values: {v: _of(WorkKind)[v] for v in values}, lambda: list(_of(WorkKind).items())
            ),
            "status": RegisterDimension(
                _("How far"), lambda values: {v: _of(WorkStatus)[v] for v in values},
                lambda: list(_of(WorkStatus).items()),
            ),
            "project": RegisterDimension(_("Project"), _projects),
        },
    )
)  # fmt: skip
