"""The one search box. Sent by POST: what somebody types here is often a name, and addresses are remembered."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from sapar.desk.forms import SearchForm
from sapar.desk.queries import finding
from sapar.kernel.ui.requests import acting
from sapar.people.views import finding as people


def search(request: HttpRequest) -> HttpResponse:
    """A code leads to its record; everything else goes on, in the same request, to the search for people."""
    if request.method != "POST":
        return redirect("people:find")
    if "q" not in request.POST:
        return people.find(request)  # the page of results was searched again
    form = SearchForm(request.POST)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    if not words:
        return redirect("people:find")
    target = finding.by_code(by=acting(request), code=words)
    if target is not None:
        return redirect(target)
    asked = QueryDict(mutable=True)
    asked.update(finding.as_fields(words))
    request.POST = asked  # type: ignore[assignment]  # the same body, sorted into the fields of the search
    return people.find(request)
