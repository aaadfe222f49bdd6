"""Explaining access: of one record, and of every role."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sapar.desk.forms import ColleagueForm
from sapar.desk.queries import explaining
from sapar.kernel.access import queries
from sapar.kernel.ui.requests import acting


def explain(request: HttpRequest, kind: str, id: UUID) -> HttpResponse:
    """Who may do what with one record and why; and why one colleague may not."""
    by = acting(request)
    form = ColleagueForm(request.GET or None, people=queries.colleagues(by=by))
    chosen = form.cleaned_data["colleague"].id if form.is_bound and form.is_valid() else None
    page = explaining.explain(by=by, kind=kind, id=id, colleague=chosen)
    return render(request, "desk/explain.html", {"page": page, "form": form})


def permissions(request: HttpRequest) -> HttpResponse:
    """What every role may do."""
    mine = acting(request).role_titles()
    return render(request, "desk/permissions.html", {"table": explaining.permission_table(), "mine": mine})
