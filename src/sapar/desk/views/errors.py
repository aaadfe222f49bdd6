"""Error pages: what happened, why, what next. Never a trace of what somebody typed."""

from collections.abc import ItemsView
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.debug import SafeExceptionReporterFilter

from sapar.desk.logs import request_number
from sapar.kernel.errors import SaparError, StaleEdit


class NothingPersonal(SafeExceptionReporterFilter):
    """Crash reports without request data and local variables: both may hold what a person told us."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest, tb_frame: Any) -> ItemsView[str, Any]:
        return {}.items()


def page(request: HttpRequest, status: int, title: str, message: str, advice: str = "") -> HttpResponse:
    context = {"title": title, "message": message, "advice": advice, "status": status}
    return render(request, "ui/error.html", context, status=status)


def refused(request: HttpRequest, error: SaparError) -> HttpResponse:
    """A typed refusal of the system as a page."""
    if isinstance(error, StaleEdit):
        return render(request, "desk/stale.html", {"error": error, "back": request.path}, status=error.status)
    return page(request, error.status, str(error.title), str(error.message), str(error.advice))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(
        request, 404, _("Nothing here"), _("This address leads nowhere."), _("Go back or start from the first page.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403, _("You may not do this"), _("This page is not for your role."), _("Ask your supervisor."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return page(
            request, 413, _("This was too large"), _("The form held more than one page can take. Nothing was saved."),
            _("Go back, shorten the text or send it in parts. Long lists go through the import of a file."),
        )  # fmt: skip
    return page(
        request, 400, _("The request was not understood"), _("It was damaged on the way."), _("Go back and try again.")
    )


def crashed(request: HttpRequest) -> HttpResponse:
    # Without the request: the transaction is broken, so nothing that asks the database may be shown.
    context = {
        "title": _("Something broke on our side"),
        "message": _("Nothing was saved from this step, so nothing is half-written."),
        "advice": _("Go back and send it again. If it happens twice, tell your administrator this number: %(number)s.")
        % {"number": request_number.get()},
        "status": 500,
    }
    return HttpResponse(render_to_string("ui/error.html", context), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(
        request, 403, _("This form is too old"), _("The page was open for a long time or in another window."),
        _("Go back, reload the page and send the form again."),
    )  # fmt: skip
