from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VaultConfig(AppConfig):
    """Registers the key store and lends the journal its signing key."""

    name = "sapar.kernel.vault"
    label = "vault"
    verbose_name = _("Vault")

    def ready(self) -> None:
        from sapar.kernel import journal

        from .providers import provider

        journal.sign_with(lambda: provider().signing_key())
