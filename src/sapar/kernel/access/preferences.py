"""What people set for themselves. Needs no permission and leaves no trace: it concerns nobody else."""

from sapar.kernel.access.models import User
from sapar.kernel.i18n import LANGUAGES


def remember_language(user: User, language: str) -> None:
    """Keep the language in which ``user`` works; an unknown one is ignored."""
    if language in dict(LANGUAGES) and language != user.language:
        user.language = language
        user.save(update_fields=["language"])
