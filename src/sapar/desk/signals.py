"""Signing in and out, and failing to, belong into the journal."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from sapar.kernel import journal
from sapar.kernel.access.models import User


@receiver(user_logged_in)
def signed_in(sender: object, request: HttpRequest, user: User, **_rest: Any) -> None:
    journal.record("access.sign_in", by=user, kind="account", id=user.id)


@receiver(user_logged_out)
def signed_out(sender: object, request: HttpRequest, user: User | None, **_rest: Any) -> None:
    if isinstance(user, User):
        journal.record("access.sign_out", by=user, kind="account", id=user.id)


@receiver(user_login_failed)
def failed(sender: object, credentials: dict[str, Any], **_rest: Any) -> None:
    """A wrong password for an account that exists. Unknown addresses are not kept: they may be anything."""
    found = User.objects.filter(email__iexact=credentials.get("email") or credentials.get("username") or "").first()
    if found is not None:
        journal.refused("access.sign_in", by=found, kind="account", id=found.id, reason="wrong_password")
