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
        import_module("sapar.cases.for_the_person")
        import_module("sapar.cases.nav")
        import_module("sapar.cases.sources")
        import_module("sapar.cases.on_person_page")
        import_module("sapar.cases.risk_of_people")
        import_module("sapar.cases.by_code")

    def security_sql(self) -> Iterator[str]:
        """History, notes and emergencies are only added; narrow doors find an emergency's case and lapsed sharing."""
        from sapar.cases import emergency_door, lapsed_door

        for table in ("cases_casestatus", "cases_note"):
            yield f"REVOKE UPDATE, DELETE ON {table} FROM sapar_app"
        for table in ("cases_case", "cases_emergencyaccess"):
            yield f"REVOKE DELETE ON {table} FROM sapar_app"
        yield emergency_door.function_sql()
        yield lapsed_door.function_sql()
        for function in ("cases_in_emergency(text)", "cases_lapsed_sharing()"):
            yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
            yield f"GRANT EXECUTE ON FUNCTION {function} TO sapar_app"
