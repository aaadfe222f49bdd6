"""What every request passes through: headers, the lock, and the transaction of the acting user."""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sapar.desk.views import errors
from sapar.kernel import vault
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.errors import SaparError

type Handler = Callable[[HttpRequest], HttpResponse]

LOCKED = "locked"
LAST_SEEN = "last_seen"
# A locked session may only unlock, sign out, change the language and load the shell's own files.
OPEN_WHEN_LOCKED = ("desk:lock", "desk:unlock", "account_logout", "set_language")


class HeadersMiddleware:
    """Nothing of a work page stays in a browser, a proxy or another site's log."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path == reverse("account_logout") and request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class LockMiddleware:
    """Locks a session that was left alone; a shared PC shows the lock page until the password is given."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = int(time.time())
        idle = now - request.session.get(LAST_SEEN, now)
        if idle > settings.SAPAR["SAPAR_IDLE_MINUTES"] * 60:
            request.session[LOCKED] = True
        if request.session.get(LOCKED) and request.path not in {reverse(name) for name in OPEN_WHEN_LOCKED}:
            return redirect(f"{reverse('desk:unlock')}?next={request.path if request.method == 'GET' else '/'}")
        if idle > 60 or LAST_SEEN not in request.session:
            request.session[LAST_SEEN] = now
        return self.get_response(request)


class ActorMiddleware:
    """One transaction per request, in which row security sees the signed-in user.

    Looks are journalled in it and it commits before the answer leaves: no reading without its trace.
    Deliberate refusals (SaparError) commit, so that the refusal is journalled; anything unforeseen
    rolls everything back.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user if isinstance(request.user, User) else None
        if user is not None and self._lacks_second_factor(request, user):
            return redirect("mfa_index")
        try:
            with acting_as(user):
                response = self.get_response(request)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
                return response
        finally:
            vault.forget()

    def _lacks_second_factor(self, request: HttpRequest, user: User) -> bool:
        if settings.DEMO or not settings.SAPAR["SAPAR_REQUIRE_SECOND_FACTOR"] or request.path.startswith("/account/"):
            return False
        from allauth.mfa.utils import is_mfa_enabled

        return not is_mfa_enabled(user)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SaparError):
            return errors.refused(request, exception)
        if isinstance(exception, (Http404, PermissionDenied)):
            return None
        return None
