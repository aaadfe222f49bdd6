"""The one-time address at which somebody sets their password: no password is ever chosen for another."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from sapar.kernel.access.models import User


def set_password_path(user: User) -> str:
    """Path of a page that works once and for three days (PASSWORD_RESET_TIMEOUT), until a password is set."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
