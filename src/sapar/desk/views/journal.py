"""Reading the journal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from sapar.desk import words
from sapar.desk.forms import JournalFilter
from sapar.desk.queries import explaining, journal
from sapar.kernel.access import queries
from sapar.kernel.ui.requests import acting


def entries(request: HttpRequest) -> HttpResponse:
    """The latest entries of the organisation."""
    by = acting(request)
    form = JournalFilter(
        request.GET, people=queries.colleagues(by=by), actions=journal.action_choices(), kinds=journal.kind_choices()
    )
    wanted = form.cleaned_data if form.is_valid() else {}
    number = request.GET.get("page", "")
    page, lines = journal.latest(by=by, wanted=wanted, page=int(number) if number.isdecimal() else 1)
    kept = urlencode({name: value for name in form.fields if (value := request.GET.get(name))})
    return render(request, "desk/journal.html", {"page": page, "lines": lines, "form": form, "query": kept})


def looked(request: HttpRequest, kind: str, id: UUID) -> HttpResponse:
    """Who did or saw what of one record."""
    by = acting(request)
    context = {
        "lines": journal.looked(by=by, kind=kind, id=id),
        "kind": kind,
        "kind_words": words.record(kind),
        "id": id,
        "may_explain": explaining.may_explain(by=by, kind=kind, id=id),
    }
    return render(request, "desk/looked.html", context)
