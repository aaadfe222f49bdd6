"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sapar.desk.queries.home import home as page_of
from sapar.kernel.ui.requests import acting


def home(request: HttpRequest) -> HttpResponse:
    """What is to be done next, by role."""
    return render(request, "desk/home.html", {"page": page_of(by=acting(request))})
