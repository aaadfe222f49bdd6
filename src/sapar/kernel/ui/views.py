"""The gallery: every component with its source and states."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sapar.kernel.ui.gallery import sample, sections


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Open to everybody in development and in the demo; elsewhere only to people who signed in."""
    open_to_all = settings.DEBUG or getattr(settings, "DEMO", False)
    if not open_to_all and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return render(request, "ui/gallery.html", {"sections": sections(), **sample()})
