from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Organisations, accounts, grants and need-to-know."""

    name = "sapar.kernel.access"
    label = "access"

    def ready(self) -> None:
        import_module("sapar.kernel.access.tables")
