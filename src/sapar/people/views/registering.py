"""What the registration form asks for only when the birth date says so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from sapar.kernel.ui.requests import acting
from sapar.people import queries
from sapar.people.forms_registering import RegisterForm


@require_POST
def guardian(request: HttpRequest) -> HttpResponse:
    """Part of the form: who consents with a child. Nothing typed is kept; without script the form itself asks."""
    queries.require_search(by=acting(request))
    form = RegisterForm(initial={name: request.POST.get(name, "") for name in _TYPED})
    return render(request, "people/_guardian.html", {"form": form})


_TYPED = ("birth", "guardian", "guardian_relation", "guardian_basis")
