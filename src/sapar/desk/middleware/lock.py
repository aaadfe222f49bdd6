"""The shared PC: an unattended session locks, and no session lives longer than a working day."""

import time
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sapar.desk import locking
from sapar.desk.middleware import ALWAYS_OPEN, Handler

LAST_SEEN = "last_seen"
STARTED = "started"


class LockMiddleware:
    """Locks a session that was left alone; the lock page is all there is until the password is given."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = int(time.time())
        started = request.session.setdefault(STARTED, now)
        if now - started > settings.SESSION_COOKIE_AGE:
            logout(request)
            return redirect(settings.LOGIN_URL)
        self._note_idle(request, now)
        if locking.is_locked(request) and request.path not in {reverse(name) for name in ALWAYS_OPEN}:
            back = request.path if request.method == "GET" else reverse("desk:home")
            return redirect(f"{reverse('desk:unlock')}?{urlencode({'next': back})}")
        return self.get_response(request)

    def _note_idle(self, request: HttpRequest, now: int) -> None:
        idle = now - request.session.get(LAST_SEEN, now)
        limit = settings.SAPAR["SAPAR_IDLE_MINUTES"] * 60
        if limit and idle > limit:
            locking.lock(request)
        # Once a minute is enough, and spares a write per request.
        if idle > 60 or LAST_SEEN not in request.session:
            request.session[LAST_SEEN] = now
