"""Pages of projects and organisations: parse, ask one query, render."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sapar.kernel.access.models import User
from sapar.programmes import queries
from sapar.programmes.forms import OrganisationSearch


def projects(request: HttpRequest) -> HttpResponse:
    """The projects that the user may see."""
    return render(request, "programmes/projects.html", {"lines": queries.projects(cast(User, request.user))})


def project(request: HttpRequest, code: str) -> HttpResponse:
    """One project with everything that is stated of it."""
    page = queries.project_page(cast(User, request.user), code)
    crumbs = [(_("Projects"), reverse("programmes:projects"))]
    return render(request, "programmes/project.html", {"page": page, "project": page.project, "crumbs": crumbs})


def organisations(request: HttpRequest) -> HttpResponse:
    """Organisations; `q` narrows them by any of their names."""
    form = OrganisationSearch(request.GET)
    lines = queries.organisations(form.cleaned_data["q"] if form.is_valid() else "")
    return render(request, "programmes/organisations.html", {"lines": lines, "form": form})


def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation: names, contacts, hotlines, projects."""
    page = queries.organisation_page(cast(User, request.user), code)
    crumbs = [(_("Organisations"), reverse("programmes:organisations"))]
    return render(request, "programmes/organisation.html", {"page": page, "body": page.organisation, "crumbs": crumbs})
