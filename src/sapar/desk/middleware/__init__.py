"""What every request passes through: headers, language, the lock, and the transaction of the acting user."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

type Handler = Callable[[HttpRequest], HttpResponse]

#: Pages that a locked session, or one without its second factor, must still reach.
ALWAYS_OPEN = ("desk:lock", "desk:unlock", "account_logout", "set_language")
