"""Response headers, and the number under which a request can be found in the log."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sapar.desk.logs import request_number
from sapar.desk.middleware import Handler


class HeadersMiddleware:
    """Nothing of a work page stays in a browser, a proxy or another site's log."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Made here, never taken from the client: a number that somebody else chose could forge log lines.
        token = request_number.set(secrets.token_hex(6))
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = request_number.get()
        finally:
            request_number.reset(token)
        # Pages are for one person: an answer that forgot to say so must not be kept either.
        if "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store"
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path == reverse("account_logout") and request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
