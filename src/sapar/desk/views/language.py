"""Choosing the language of the interface."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views import i18n

from sapar.kernel.access.models import User
from sapar.kernel.access.preferences import remember_language


@login_not_required
def set_language(request: HttpRequest) -> HttpResponse:
    """Django's own switch, open to everybody; a signed-in user's choice is kept with the account."""
    if request.method == "POST" and isinstance(request.user, User):
        remember_language(request.user, request.POST.get("language", ""))
    response: HttpResponse = i18n.set_language(request)
    return response
