from collections.abc import Iterator

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """Registers the journal's tables with Django."""

    name = "sapar.kernel.journal"
    label = "journal"
    verbose_name = _("Journal")

    def security_sql(self) -> Iterator[str]:
        """Grants and row security, run by the owner after each migration."""
        from .rowsecurity import policy_sql

        return policy_sql()
