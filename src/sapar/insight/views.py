"""Pages of figures: parse, call one query or action, render."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sapar.insight import actions, queries
from sapar.insight.forms import IssueForm
from sapar.kernel import places
from sapar.kernel.errors import Invalid
from sapar.kernel.ui.submission import submission_key


def bulletin(request: HttpRequest) -> HttpResponse:
    """The regional bulletin, live."""
    page = queries.live_bulletin(request.user)
    return render(request, "insight/bulletin.html", {"page": page, "crumbs": [(_("Figures"), None)]})


def issue(request: HttpRequest) -> HttpResponse:
    """Issue the bulletin: freezes its figures."""
    page = queries.bulletin_to_issue(request.user)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issued = actions.issue_bulletin(
                by=request.user,
                region=places.get(queries.REGION),
                definitions=[queries.definition(queries.ASSISTED)],
                as_of=form.cleaned_data["as_of"],
                key=submission_key(request),
            )
        except Invalid as error:
            form.add_error(error.field, str(error))
        else:
            return redirect("insight:issued", id=issued.id)
    return render(request, "insight/issue.html", {"form": form, "page": page}, status=422 if form.errors else 200)


def issued(request: HttpRequest, id: UUID) -> HttpResponse:
    """An issued bulletin with the figures it printed, beside what the ledger says today."""
    found = queries.issued_bulletin(id)
    live = queries.live_bulletin(request.user)
    context = {"bulletin": found, "live": live, "figures": queries.printed(found)}
    return render(request, "insight/issued.html", context)


def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """From a figure back to what was done, for those who may see it."""
    return render(request, "insight/evidence.html", {"page": queries.evidence(request.user, code), "code": code})
