"""Who sends a request, with a type that the rest can rely on."""

from django.http import HttpRequest

from sapar.kernel.access.models import User
from sapar.kernel.errors import NotAllowed


def acting(request: HttpRequest) -> User:
    """The signed-in member of staff. LoginRequiredMiddleware has sent everybody else away already."""
    if not isinstance(request.user, User):
        raise NotAllowed("")
    return request.user
