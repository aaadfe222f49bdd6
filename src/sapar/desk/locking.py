"""Locking and unlocking a session. The flag lives in the session, so every window of it is locked at once."""

from django.contrib.auth import logout
from django.http import HttpRequest

from sapar.kernel import journal
from sapar.kernel.access.models import User

LOCKED = "locked"
FAILURES = "unlock_failures"
#: Wrong passwords after which the session ends.
MOST_FAILURES = 5


def lock(request: HttpRequest) -> None:
    """Lock the session of this request."""
    if not request.session.get(LOCKED):
        request.session[LOCKED] = True


def is_locked(request: HttpRequest) -> bool:
    return bool(request.session.get(LOCKED))


def unlock(request: HttpRequest, user: User, password: str) -> bool:
    """Unlock with the user's password. The fifth wrong one signs the session out. Every failure is journalled."""
    if user.check_password(password):
        request.session.pop(LOCKED, None)
        request.session.pop(FAILURES, None)
        return True
    failures = request.session.get(FAILURES, 0) + 1
    request.session[FAILURES] = failures
    journal.refused("desk.unlock", by=user, kind="account", id=user.id, reason="wrong_password")
    if failures >= MOST_FAILURES:
        journal.record("desk.sign_out_after_wrong_passwords", by=user, kind="account", id=user.id)
        logout(request)
    return False


def attempts_left(request: HttpRequest) -> int:
    """Wrong passwords that are still forgiven; 0 when the session has ended."""
    if not request.user.is_authenticated:
        return 0
    return MOST_FAILURES - int(request.session.get(FAILURES, 0))
