"""Who sends a request, and how sure we are of it."""

from collections.abc import Callable
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

from sapar.kernel.access.models import User
from sapar.kernel.errors import NotAllowed


def acting(request: HttpRequest) -> User:
    """The signed-in member of staff. LoginRequiredMiddleware has sent everybody else away already."""
    if not isinstance(request.user, User):
        raise NotAllowed("")
    return request.user


def sudo[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A dangerous page: asks for the password or second factor again unless that was minutes ago."""
    return cast(Callable[P, HttpResponse], reauthentication_required(view))
