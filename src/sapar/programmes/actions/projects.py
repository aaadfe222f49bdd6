"""A project, its donors and budget, its partners, places, groups and sectors."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid
from sapar.kernel.places.models import Place
from sapar.programmes.actions.keeping import code_of, dropped, in_words, kept, money, of_project
from sapar.programmes.models import (
    Agreement,
    Budget,
    BudgetLine,
    Deadline,
    Project,
    ProjectContribution,
    ProjectDonor,
    ProjectGroup,
    ProjectLocation,
    ProjectNeed,
    ProjectPartner,
    ProjectSector,
    ProjectService,
    SubGrant,
    WorkplanItem,
)
from sapar.programmes.opening import open_to_donors
from sapar.programmes.refusals import refusing

#: Words that stand where a project's code stands in an address.
RESERVED = {"organisations", "open", "calendar", "rates", "portfolio"}
_LISTS: dict[str, type[ProjectGroup] | type[ProjectNeed] | type[ProjectSector] | type[ProjectService]] = {
    model.LIST: model for model in (ProjectGroup, ProjectNeed, ProjectSector, ProjectService)
}
type Simple = (
    ProjectPartner | ProjectContribution | ProjectLocation | ProjectGroup | ProjectNeed | ProjectSector
    | ProjectService | Agreement | BudgetLine | SubGrant | WorkplanItem | Deadline
)  # fmt: skip


@action("programmes.open_project", record="project", verb="create")
def open_project(
    *, by: User, labels: dict[str, str], code: str = "", implementer: Organisation | None = None,
    parent: Project | None = None, predecessor: Project | None = None, duration_months: int | None = None,
    start: date | None = None, start_precision: str = "", end: date | None = None, end_precision: str = "",
    key: UUID | None = None,
) -> Project:  # fmt: skip
    """Begin a project that the user's organisation leads. Dates that are not stated stay empty.

    Raises Invalid for a code in use, an end before the start, or a chain of parents that closes.
    """
    names = in_words(labels)
    code = code_of(names, code)
    if code in RESERVED or Project.objects.filter(code=code).exists():
        raise Invalid(_("Another project has this short name."), field="code", advice=_("Choose another one."))
    project = kept(
        Project(code=code, lead=by.organisation), labels=names, implementer=implementer or by.organisation,
        parent=parent, predecessor=predecessor, duration_months=duration_months, start=start,
        start_precision=start_precision, end=end, end_precision=end_precision,
    )  # fmt: skip
    open_to_donors()
    return project


@action("programmes.change_project", record="project", verb="edit", on="project")
def change_project(
    *, by: User, project: Project, labels: dict[str, str], implementer: Organisation | None = None,
    parent: Project | None = None, predecessor: Project | None = None, duration_months: int | None = None,
    start: date | None = None, start_precision: str = "", end: date | None = None, end_precision: str = "",
    version: int | None = None, key: UUID | None = None,
) -> Project:  # fmt: skip
    """Change what is stated of a project as a whole. A printed title stays; ``labels`` is our own short name."""
    if not project.titles or in_words(labels):
        project.labels = in_words(labels)
    kept(
        project, implementer=implementer, parent=parent, predecessor=predecessor, duration_months=duration_months,
        start=start, start_precision=start_precision, end=end, end_precision=end_precision,
    )  # fmt: skip
    open_to_donors()
    return project


@action("programmes.set_budget", record="project", verb="edit", on="project")
def set_budget(
    *, by: User, project: Project, amount: Decimal | None, currency: str = "", qualifier: str = "exact",
    version: int | None = None, key: UUID | None = None,
) -> Budget:  # fmt: skip
    """The money promised as a whole, in its original currency; None when it is not stated."""
    row = Budget.objects.filter(project=project).first() or Budget(project=project)
    return kept(row, **money(amount, currency, qualifier))


@action("programmes.set_donors", record="project", verb="edit", on="project")
def set_donors(
    *, by: User, project: Project, shares: dict[UUID, Decimal | None], version: int | None = None,
    key: UUID | None = None,
) -> Project:  # fmt: skip
    """Who pays, by organisation id, each with its fraction of the project or None.

    Raises Invalid unless all shares are stated and make one whole, or none is stated.
    """
    with refusing(), connection.cursor() as cursor:
        ProjectDonor.objects.filter(project=project).exclude(organisation_id__in=shares).delete()
        for organisation, share in shares.items():
            ProjectDonor.objects.update_or_create(
                project=project, organisation_id=organisation, defaults={"share": share}
            )
        # Judged here and not at the end of the request, so that the form can say what is wrong.
        cursor.execute("SET CONSTRAINTS programmes_donor_shares IMMEDIATE")
        cursor.execute("SET CONSTRAINTS programmes_donor_shares DEFERRED")
    open_to_donors()
    return project


@action("programmes.add_partner", record="project", verb="edit", on="project")
def add_partner(*, by: User, project: Project, organisation: Organisation, key: UUID | None = None) -> ProjectPartner:
    """With whom the project works. The partner's managers may report values from now on."""
    partner = kept(ProjectPartner(project=project), organisation=organisation)
    open_to_donors()
    return partner


@action("programmes.write_contribution", record="project", verb="edit", on="project")
def write_contribution(
    *, by: User, project: Project, organisation: Organisation, purpose: str, in_kind: bool = False,
    amount: Decimal | None = None, currency: str = "", qualifier: str = "exact",
    contribution: ProjectContribution | None = None, version: int | None = None, key: UUID | None = None,
) -> ProjectContribution:  # fmt: skip
    """What a third party adds, in money or in kind; the amount is often not stated."""
    of_project(contribution, project)
    row = contribution or ProjectContribution(project=project)
    return kept(row, organisation=organisation, purpose=purpose, in_kind=in_kind, **money(amount, currency, qualifier))


@action("programmes.add_place", record="project", verb="edit", on="project")
def add_place(
    *, by: User, project: Project, place: Place, role: str = "", key: UUID | None = None
) -> ProjectLocation:  # fmt: skip
    """Where the project works; ``role`` "pilot" or "reopened" when it is more than one of its places."""
    return kept(ProjectLocation(project=project), place=place, role=role)


@action("programmes.add_term", record="project", verb="edit", on="project")
def add_term(
    *, by: User, project: Project, list: str, term: str, key: UUID | None = None
) -> ProjectGroup | ProjectNeed | ProjectSector | ProjectService:  # fmt: skip
    """A group, need, sector or service of the project. Raises Invalid for a code that the list does not have."""
    model = _LISTS.get(list)
    if model is None:
        raise Invalid(_("This list is not known."), field="term", advice=_("Choose one of the values offered."))
    terms.require(list, term, field="term")
    values: dict[str, Any] = {"term": term}
    return kept(model(project=project), **values)


@action("programmes.remove_part", record="project", verb="edit", on="project")
def remove_part(
    *, by: User, project: Project, part: Simple, version: int | None = None, key: UUID | None = None
) -> Project:  # fmt: skip
    """Take a partner, place, agreement… off the project. Raises Invalid while other records stand on it."""
    of_project(part, project)
    dropped(part)
    open_to_donors()
    return project
