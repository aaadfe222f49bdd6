"""Keeps who may look at a project in step with who pays for it and who works on it with us."""

from uuid import UUID

from sapar.kernel.access.models import Basis, Involvement
from sapar.programmes.models import Project, ProjectDonor, ProjectPartner, SubGrant


def open_to_donors() -> int:
    """Give every donor, own or inherited, and every partner sight of its projects, take it from others.

    Returns how many changes that took.
    """
    wanted = _wanted()
    rows = Involvement.objects.filter(kind="project", basis=Basis.SHARED, until__isnull=True)
    present = {(row.subject_id, row.organisation_id): row for row in rows}
    for pair in present.keys() - wanted:
        present[pair].delete()
    missing = wanted - present.keys()
    Involvement.objects.bulk_create(
        Involvement(
            subject_id=project,
            kind="project",
            organisation_id=donor,
            basis=Basis.SHARED,
            reason="donor or partner of the project",
        )
        for project, donor in sorted(missing)
    )
    return len(missing) + len(present.keys() - wanted)


def _wanted() -> set[tuple[UUID, UUID | None]]:
    parents: dict[UUID, UUID | None] = dict(Project.objects.values_list("id", "parent_id"))
    donors: dict[UUID, set[UUID]] = {}
    for project, donor in ProjectDonor.objects.values_list("project_id", "organisation_id"):
        donors.setdefault(project, set()).add(donor)
    paying = {
        (project, donor) for project in parents for above in _line(project, parents) for donor in donors.get(above, ())
    }
    return paying | _working()


def _working() -> set[tuple[UUID, UUID | None]]:
    """Partners, receivers of sub-grants, and whoever carries a project out."""
    return {
        *ProjectPartner.objects.values_list("project_id", "organisation_id"),
        *SubGrant.objects.values_list("project_id", "partner_id"),
        *Project.objects.filter(implementer__isnull=False).values_list("id", "implementer_id"),
    }


def _line(project: UUID, parents: dict[UUID, UUID | None]) -> list[UUID]:
    """The project and everything above it; the database keeps this free of circles."""
    line: list[UUID] = []
    step: UUID | None = project
    while step is not None:
        line.append(step)
        step = parents.get(step)
    return line
