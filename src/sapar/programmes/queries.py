"""What the pages of projects and organisations show. Whoever may not see a project does not learn of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from sapar.kernel import places
from sapar.kernel.access import policy
from sapar.kernel.access.models import Organisation, OrganisationAlias, User
from sapar.kernel.errors import NotFound
from sapar.programmes.models import (
    Budget,
    ContactKind,
    ExchangeRate,
    OrganisationContact,
    Project,
    ProjectDonor,
    ProjectLocation,
    ProjectService,
    ProjectSet,
    ReportedValue,
)


@dataclass(frozen=True)
class Donor:
    """Who pays for a project; `through` is the project above from which the donor is inherited."""

    organisation: Organisation
    stated_as: str
    through: Project | None


@dataclass(frozen=True)
class ProjectLine:
    """One project in the list."""

    project: Project
    donors: list[Donor]
    budget: Budget | None
    places: list[str]


@dataclass(frozen=True)
class ProjectPage:
    """A project with everything stated of it; empty lists mean that nothing is stated."""

    project: Project
    donors: list[Donor]
    budget: Budget | None
    partners: list[Any]
    missions: list[Any]
    contributions: list[Any]
    locations: list[ProjectLocation]
    unnamed_places: list[Any]
    groups: list[Any]
    needs: list[Any]
    services: list[ProjectService]
    sectors: list[Any]
    sub_projects: list[Project]
    successors: list[Project]
    sets: list[ProjectSet]


@dataclass(frozen=True)
class OrganisationLine:
    """One organisation in the list; `country` is "" when it is not stated."""

    organisation: Organisation
    country: str


@dataclass(frozen=True)
class OrganisationPage:
    """An organisation, how it is reached, and the projects the reader may see."""

    organisation: Organisation
    country: str
    aliases: list[OrganisationAlias]
    figures: list[Any]
    hotlines: list[OrganisationContact]
    contacts: list[OrganisationContact]
    office_holders: list[Any]
    funded: list[Project]
    implemented: list[Project]
    partnered: list[Project]


def donors_of(project: Project) -> list[Donor]:
    """The project's own donors, then those of the projects above it; nobody twice."""
    found: dict[Any, Donor] = {}
    step: Project | None = project
    while step is not None:
        for link in step.projectdonors.select_related("organisation"):
            through = None if step.pk == project.pk else step
            found.setdefault(link.organisation_id, Donor(link.organisation, link.stated_as, through))
        step = step.parent
    return list(found.values())


def projects(by: User) -> list[ProjectLine]:
    """The projects that the user may see, newest document last, with own and inherited donors."""
    rows = list(
        Project.objects.filter(policy.rows(by, "view", "project"))
        .select_related("budget", "parent", "document", "implementer")
        .prefetch_related(
            Prefetch("projectdonors", ProjectDonor.objects.select_related("organisation")),
            Prefetch("locations", ProjectLocation.objects.select_related("place").order_by("place__order")),
        )
        .order_by("document__code", "code")
    )
    by_id = {row.pk: row for row in rows}
    return [
        ProjectLine(row, _donors(row, by_id), getattr(row, "budget", None), _names(row.locations.all())) for row in rows
    ]


def _donors(project: Project, by_id: dict[Any, Project]) -> list[Donor]:
    """Like donors_of, from rows already read. A donor's viewer sees the parent too: it has the same donor."""
    found: dict[Any, Donor] = {}
    step: Project | None = project
    while step is not None:
        for link in step.projectdonors.all():
            through = None if step.pk == project.pk else step
            found.setdefault(link.organisation_id, Donor(link.organisation, link.stated_as, through))
        step = by_id.get(step.parent_id)
    return list(found.values())


def _names(locations: Iterable[ProjectLocation]) -> list[str]:
    return list(dict.fromkeys(str(location.place) for location in locations))


def project_page(by: User, code: str) -> ProjectPage:
    """Everything about one project. Raises NotFound, also for a project the user may not see."""
    visible = policy.rows(by, "view", "project")
    row = (
        Project.objects.filter(visible, code=code)
        .select_related("budget", "parent", "predecessor", "implementer", "document", "crisis__place")
        .first()
    )
    if row is None:
        raise NotFound
    return ProjectPage(
        project=row,
        donors=donors_of(row),
        budget=getattr(row, "budget", None),
        partners=list(row.projectpartners.select_related("organisation")),
        missions=list(row.projectmissions.select_related("organisation")),
        contributions=list(row.projectcontributions.select_related("organisation")),
        locations=list(row.locations.select_related("place").order_by("place__order", "role")),
        unnamed_places=list(row.unnamed_places.prefetch_related("within")),
        groups=list(row.projectgroups.order_by("role", "term")),
        needs=list(row.projectneeds.order_by("term")),
        services=list(row.projectservices.select_related("place").order_by("term", "stated_as", "moment")),
        sectors=list(row.projectsectors.order_by("term")),
        sub_projects=list(row.sub_projects.filter(visible)),
        successors=list(row.successors.filter(visible)),
        sets=list(row.sets.all()),
    )


def organisations(words: str = "") -> list[OrganisationLine]:
    """All organisations, or those one of whose names contains the words."""
    rows = Organisation.objects.prefetch_related("aliases")
    if words:
        named = Q(labels__en__icontains=words) | Q(labels__ru__icontains=words) | Q(labels__ky__icontains=words)
        rows = rows.filter(named | Q(aliases__text__icontains=words)).distinct()
    countries = dict(places.countries())
    ordered = sorted(rows, key=lambda row: (str(row).casefold(), row.code))
    return [OrganisationLine(row, countries.get(row.country_code, row.country_code)) for row in ordered]


def organisations_named(text: str) -> list[Organisation]:
    """The organisations that a name means, by main name or alias in any language, exactly."""
    exact = Q(labels__en=text) | Q(labels__ru=text) | Q(labels__ky=text) | Q(aliases__text=text)
    return list(Organisation.objects.filter(exact).distinct().order_by("code"))


def organisation_page(by: User, code: str) -> OrganisationPage:
    """One organisation. Raises NotFound."""
    row = Organisation.objects.filter(code=code).select_related("parent", "place").first()
    if row is None:
        raise NotFound
    contacts = list(row.contacts.select_related("person"))
    visible = Project.objects.filter(policy.rows(by, "view", "project"))
    return OrganisationPage(
        organisation=row,
        country=dict(places.countries()).get(row.country_code, row.country_code),
        aliases=list(row.aliases.order_by("language", "text")),
        figures=list(row.figures.all()),
        hotlines=[contact for contact in contacts if contact.kind == ContactKind.HOTLINE],
        contacts=[contact for contact in contacts if contact.kind != ContactKind.HOTLINE],
        office_holders=list(row.office_holders.select_related("office")),
        funded=list(visible.filter(projectdonors__organisation=row)),
        implemented=list(visible.filter(Q(implementer=row) | Q(projectmissions__organisation=row)).distinct()),
        partnered=list(visible.filter(projectpartners__organisation=row)),
    )


def filters(by: User) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Donors and countries of the projects that the user may see, as choices in the order of their names."""
    visible = Project.objects.filter(policy.rows(by, "view", "project"))
    donors = Organisation.objects.filter(projectdonors__project__in=visible).distinct()
    names = dict(places.countries())
    reached = ProjectLocation.objects.filter(project__in=visible).values_list("place__code", flat=True)
    codes = {code.split("/")[0].split("-")[0] for code in reached} & names.keys()
    return (
        sorted(((row.code, str(row)) for row in donors), key=lambda pair: pair[1].casefold()),
        sorted(((code, names[code]) for code in codes), key=lambda pair: pair[1].casefold()),
    )


def may_open(by: User) -> bool:
    """Whether the user may begin a project."""
    return bool(policy.may(by, "create", "project"))


def choosable(by: User, verb: str) -> QuerySet[Project]:
    """Projects that may be chosen in a form. Raises NotAllowed for who may not do ``verb`` at all."""
    policy.require(by, verb, "project")
    return Project.objects.filter(policy.rows(by, "view", "project"))


def value_of(project: Project, id: UUID) -> ReportedValue:
    """One reported value of a project. Raises NotFound."""
    row = (
        ReportedValue.objects.filter(project=project, pk=id)
        .select_related("indicator__framework", "organisation", "place", "project", "replaces")
        .first()
    )
    if row is None:
        raise NotFound
    return row


def rates() -> list[ExchangeRate]:
    """All recorded rates of exchange, the newest of each pair first."""
    return list(ExchangeRate.objects.all()[:500])


def may_set_rates(by: User) -> bool:
    """Whether the user may record a rate of exchange."""
    return bool(policy.may(by, "set_rate", "project"))
