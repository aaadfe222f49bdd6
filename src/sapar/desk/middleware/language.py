"""The language a member of staff works in follows the account, not the computer."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from sapar.desk.middleware import Handler
from sapar.kernel.access.models import User
from sapar.kernel.access.preferences import remember_language


class LanguageMiddleware:
    """Signing in puts the account's language on the browser; an account without one takes the browser's."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request.user
        chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        if isinstance(before, User) and before.language and not chosen:
            translation.activate(before.language)
        signed_in_before = before.is_authenticated
        response = self.get_response(request)
        if not signed_in_before and isinstance(request.user, User):
            self._signed_in(request.user, chosen, response)
        return response

    def _signed_in(self, user: User, chosen: bool, response: HttpResponse) -> None:
        if not user.language:
            if chosen:
                remember_language(user, translation.get_language() or "")
            return
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, user.language, max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE, httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )  # fmt: skip
