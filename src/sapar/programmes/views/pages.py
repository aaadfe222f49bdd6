"""Pages that are read: portfolio, project, logframe, indicator, calendar, organisations."""

from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sapar.kernel.access.models import User
from sapar.kernel.errors import Text
from sapar.kernel.formats import excel
from sapar.programmes import overview, queries, tables
from sapar.programmes.forms import OrganisationSearch, PortfolioFilter
from sapar.programmes.logframe import indicator_page, logframe
from sapar.programmes.models import Project
from sapar.programmes.portfolio import portfolio


def acting(request: HttpRequest) -> User:
    return cast(User, request.user)


def crumbs_of(project: Project, *more: tuple[Text, str | None]) -> list[tuple[Text, str | None]]:
    """The way back from a page of a project."""
    home: list[tuple[Text, str | None]] = [(_("Projects"), reverse("programmes:projects"))]
    if more:
        home.append((str(project), reverse("programmes:project", args=[project.code])))
    return [*home, *more]


def projects(request: HttpRequest) -> HttpResponse:
    """The projects that the user may see, what is late first; narrowed by donor, country, sector and year."""
    user = acting(request)
    donors, countries = queries.filters(user)
    form = PortfolioFilter(request.GET, donors=donors, countries=countries)
    asked = form.cleaned_data if form.is_valid() else {}
    page = portfolio(user, asked)
    context = {"page": page, "form": form, "query": request.GET.urlencode()}
    return render(request, "programmes/projects.html", context)


def projects_table(request: HttpRequest) -> FileResponse:
    """The portfolio as Excel, as it is shown."""
    user = acting(request)
    donors, countries = queries.filters(user)
    form = PortfolioFilter(request.GET, donors=donors, countries=countries)
    page = portfolio(user, form.cleaned_data if form.is_valid() else {})
    return excel.download("projects", tables.of_portfolio(page))


def project(request: HttpRequest, code: str) -> HttpResponse:
    """One project: what was promised, what happened, what it cost, what is late."""
    user = acting(request)
    page = queries.project_page(user, code)
    context = {
        "page": page, "project": page.project, "now": overview.overview(user, page.project),
        "crumbs": crumbs_of(page.project),
    }  # fmt: skip
    return render(request, "programmes/project.html", context)


def project_table(request: HttpRequest, code: str) -> FileResponse:
    """A project's indicators, spending, plan and dates as Excel, as they are shown."""
    user = acting(request)
    found = overview.visible_project(user, code)
    return excel.download(found.code, tables.of_project(overview.overview(user, found)))


def framework(request: HttpRequest, code: str, number: int | None = None) -> HttpResponse:
    """The logframe as a tree: the version in force, or the one asked for."""
    user = acting(request)
    page = logframe(user, code, number)
    crumbs = crumbs_of(page.project, (_("Logframe"), None))
    return render(request, "programmes/framework.html", {"page": page, "project": page.project, "crumbs": crumbs})


def indicator(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """One indicator: its definition in words, its history, targets and values by period."""
    page = indicator_page(acting(request), code, indicator)
    crumbs = crumbs_of(page.project, (str(page.line.indicator), None))
    return render(request, "programmes/indicator.html", {"page": page, "project": page.project, "crumbs": crumbs})


def calendar(request: HttpRequest) -> HttpResponse:
    """What is due to donors, in all projects that the user may see."""
    rows = overview.calendar(acting(request))
    return render(
        request,
        "programmes/calendar.html",
        {"rows": rows, "crumbs": [(_("Projects"), reverse("programmes:projects")), (_("Calendar"), None)]},
    )


def organisations(request: HttpRequest) -> HttpResponse:
    """Organisations; `q` narrows them by any of their names."""
    form = OrganisationSearch(request.GET)
    lines = queries.organisations(form.cleaned_data["q"] if form.is_valid() else "")
    return render(request, "programmes/organisations.html", {"lines": lines, "form": form})


def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation: names, contacts, hotlines, projects."""
    page = queries.organisation_page(acting(request), code)
    crumbs = [(_("Organisations"), reverse("programmes:organisations"))]
    return render(request, "programmes/organisation.html", {"page": page, "body": page.organisation, "crumbs": crumbs})
