"""The room of cases: one person's help held together, from intake to closure."""

from collections.abc import Iterator
from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers the permission table and the doors of the desk."""

    name = "sapar.cases"
    label = "cases"

    def ready(self) -> None:
        import_module("sapar.cases.policy")
        import_module("sapar.cases.nav")
        import_module("sapar.cases.sources")
        import_module("sapar.cases.on_person_page")

    def security_sql(self) -> Iterator[str]:
        """History, notes and emergencies are only added; one narrow door finds a case in an emergency."""
        from sapar.cases.emergency_door import function_sql

        for table in ("cases_casestatus", "cases_note"):
            yield f"REVOKE UPDATE, DELETE ON {table} FROM sapar_app"
        for table in ("cases_case", "cases_emergencyaccess"):
            yield f"REVOKE DELETE ON {table} FROM sapar_app"
        yield function_sql()
        yield "REVOKE ALL ON FUNCTION cases_in_emergency(text) FROM PUBLIC"
        yield "GRANT EXECUTE ON FUNCTION cases_in_emergency(text) TO sapar_app"
