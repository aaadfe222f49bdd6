"""The one search box. Sent by POST: what somebody types here is often a name, and addresses are remembered."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from sapar.desk.forms import SearchForm
from sapar.desk.queries import finding
from sapar.desk.requests import acting


class _SameAgain(HttpResponseRedirect):
    """Asks the browser to send the same POST to another page (307), so that the words stay out of addresses."""

    status_code = 307


def search(request: HttpRequest) -> HttpResponse:
    """A code leads to its record; everything else goes on to the search for people."""
    form = SearchForm(request.POST)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    if not words:
        return redirect(finding.people_search() or "desk:home")
    target = finding.by_code(by=acting(request), code=words)
    if target is not None:
        return redirect(target)
    people = finding.people_search()
    return _SameAgain(people) if people else redirect("desk:home")
