from collections.abc import Iterator
from importlib import import_module

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "sapar.programmes"
    label = "programmes"

    def ready(self) -> None:
        for module in ("navigation", "policy", "reading", "counting", "figure_register"):
            import_module(f"sapar.programmes.{module}")

    def security_sql(self) -> Iterator[str]:
        """What was spent is never changed. Whoever records a group without names may say who paid for it."""
        yield "REVOKE UPDATE, DELETE ON programmes_expenditure FROM sapar_app"
        yield "REVOKE UPDATE, DELETE ON programmes_exchangerate FROM sapar_app"
        yield "GRANT EXECUTE ON FUNCTION programmes_own_group_entry(uuid) TO sapar_app"
        yield "DROP POLICY IF EXISTS programmes_group_payer ON ledger_entryshare"
        yield (
            "CREATE POLICY programmes_group_payer ON ledger_entryshare FOR INSERT TO sapar_app\n"
            " WITH CHECK (programmes_own_group_entry(entry_id))"
        )
        # Figures are counted over the register of work and over places and frameworks of all projects.
        from sapar.kernel.access.rowsecurity import readable_by

        for table in (
            "programmes_project",
            "programmes_workrecord",
            "programmes_projectdonor",
            "programmes_projectlocation",
        ):
            yield from readable_by(table, "sapar_figures")
