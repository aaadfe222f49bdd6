"""What every view asks of a request."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import User
from sapar.kernel.errors import NotAllowed


def acting(request: HttpRequest) -> User:
    """The signed-in member of staff; everybody else was sent to the sign-in page before."""
    if not isinstance(request.user, User):
        raise NotAllowed(_("Sign in first."))
    return request.user
