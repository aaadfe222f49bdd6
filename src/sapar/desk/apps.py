"""The staff shell: what everybody sees first, the lock, accounts, the journal."""

from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the menu and what signing in leaves in the journal. Its only table is the shared cache."""

    name = "sapar.desk"
    label = "desk"

    def ready(self) -> None:
        import_module("sapar.desk.navigation")
        import_module("sapar.desk.signals")
        import_module("sapar.desk.journal_words")
