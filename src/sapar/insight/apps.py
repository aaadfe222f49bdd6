from collections.abc import Iterator
from importlib import import_module

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "sapar.insight"
    label = "insight"

    def ready(self) -> None:
        import_module("sapar.insight.policy")
        import_module("sapar.insight.answers")
        import_module("sapar.insight.navigation")

    def security_sql(self) -> Iterator[str]:
        """What was defined, issued or printed is never changed by the web role."""
        for table in ("insight_definition", "insight_bulletin", "insight_printedfigure"):
            yield f"REVOKE UPDATE, DELETE ON {table} FROM sapar_app"
