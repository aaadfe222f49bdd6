"""The room of assistance: services given, each with its ledger entry."""

from collections.abc import Iterator
from importlib import import_module

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    """Registers the permission table and what this room adds to the page of a case."""

    name = "sapar.assistance"
    label = "assistance"

    def ready(self) -> None:
        import_module("sapar.assistance.policy")
        import_module("sapar.assistance.for_the_person")
        import_module("sapar.assistance.on_case_page")

    def security_sql(self) -> Iterator[str]:
        """A service is never deleted: it is corrected or made void."""
        yield "REVOKE DELETE ON assistance_delivery FROM sapar_app"
