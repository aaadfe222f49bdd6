"""How sure we are of who sends a request."""

from collections.abc import Callable
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse


def sudo[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A dangerous page: asks for the password or second factor again unless that was minutes ago."""
    return cast(Callable[P, HttpResponse], reauthentication_required(view))
