"""One transaction per request, in which row security sees the signed-in user."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sapar.desk.middleware import ALWAYS_OPEN, Handler
from sapar.desk.views import errors
from sapar.kernel import journal, vault
from sapar.kernel.access import policy
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.errors import NotAllowed, NotFound, SaparError


class _RollBackError(Exception):
    """Leaves the transaction without keeping anything; the answer is ready already."""


class ActorMiddleware:
    """Wraps the page, its rendering and its journal entries in one transaction.

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
        response: HttpResponse | None = None
        try:
            with acting_as(user):
                response = self.get_response(request)
                self._refuse_streaming(response)
                if response.status_code >= 500:
                    raise _RollBackError
        except _RollBackError:
            pass
        finally:
            vault.forget()
        assert response is not None  # only _RollBackError is swallowed, after the answer was made
        return response

    def _refuse_streaming(self, response: HttpResponse) -> None:
        # A stream is read after the transaction, when row security knows nobody and nothing is journalled.
        if response.streaming and not isinstance(response, FileResponse):
            raise RuntimeError("Streaming answers are not possible here: read everything first, or hand over a file.")

    def _lacks_second_factor(self, request: HttpRequest, user: User) -> bool:
        if settings.DEMO or not settings.SAPAR["SAPAR_REQUIRE_SECOND_FACTOR"]:
            return False
        # The pages that set the second factor up must be reachable, or this would go round in circles.
        if request.path.startswith(reverse("account_login").removesuffix("login/")):
            return False
        if request.path in {reverse(name) for name in ALWAYS_OPEN}:
            return False
        from allauth.mfa.utils import is_mfa_enabled

        return not is_mfa_enabled(user)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (NotFound, Http404)):
            _journal_refusal(request, "not_found")
        elif isinstance(exception, (NotAllowed, PermissionDenied)) and request.method == "GET":
            # Refused changes were journalled by the action itself.
            _journal_refusal(request, "not_allowed")
        if isinstance(exception, SaparError):
            return errors.refused(request, exception)
        return None


def _journal_refusal(request: HttpRequest, reason: str) -> None:
    """Somebody asked for a record by its id and did not get it: guessing leaves a trace, once per request."""
    target = _target(request)
    if target is None or not isinstance(request.user, User) or getattr(request, "refusal_is_journalled", False):
        return
    request.refusal_is_journalled = True  # type: ignore[attr-defined]  # a note to ourselves
    kind, id = target
    journal.refused("view", by=request.user, kind=kind, id=id, reason=reason)


def _target(request: HttpRequest) -> tuple[str, UUID] | None:
    """The record that the address names: its first id, and what kind of record stands there."""
    match = request.resolver_match
    if match is None:
        return None
    for name, value in match.kwargs.items():
        if isinstance(value, UUID):
            return _kind(str(match.kwargs.get("kind") or name), match.namespace), value
    return None


def _kind(name: str, room: str) -> str:
    """The record that the address speaks of (``case_id``), else the main record of the room (``id``)."""
    name = name.removesuffix("_id")
    if policy.find(name) is not None:
        return name
    main = (spec.record for spec in policy.registered() if spec.parent is None and spec.model.startswith(f"{room}."))
    other = f"{room or 'page'}_{name}"
    return next(main, other) if name == "id" else other
