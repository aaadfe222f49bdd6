from collections.abc import Iterator
from importlib import import_module

from django.apps import AppConfig

#: What the counting role may read of cases: states and days, never a text or a name.
COUNTED = {
    "cases_case": "id, organisation_id, status, opened_on, closed_on, closing_reason, risk, determination",
    "cases_need": "id, case_id, recorded_at",
    "cases_planstep": "id, case_id, planned_at",
}


class InsightConfig(AppConfig):
    name = "sapar.insight"
    label = "insight"

    def ready(self) -> None:
        import_module("sapar.insight.policy")
        import_module("sapar.insight.answers")
        import_module("sapar.insight.navigation")
        import_module("sapar.insight.registers").declare()
        import_module("sapar.insight.for_programmes")
        import_module("sapar.insight.periods").guard()

    def security_sql(self) -> Iterator[str]:
        """What was defined, issued, printed or excepted is never changed by the web role; what figures count."""
        from sapar.kernel.access.rowsecurity import readable_by

        for table in ("insight_definition", "insight_bulletin", "insight_printedfigure", "insight_periodexception"):
            yield f"REVOKE UPDATE, DELETE ON {table} FROM sapar_app"
        yield "REVOKE DELETE ON insight_period FROM sapar_app"
        yield from readable_by("programmes_project", "sapar_figures", "id, code, titles, title_lang, labels")
        for table, columns in COUNTED.items():
            yield from readable_by(table, "sapar_figures", columns)
