from collections.abc import Iterator

from django.apps import AppConfig

#: Everything derived from the ledger (migration 0003).
FACTS = (
    "ledger_fact", "ledger_fact_expected", "ledger_same_person", "ledger_factperson", "ledger_factproject",
    "ledger_factplace", "ledger_factkind", "ledger_factmonth", "ledger_factwho", "ledger_factsource",
)  # fmt: skip


class LedgerConfig(AppConfig):
    name = "sapar.kernel.ledger"
    label = "ledger"

    def security_sql(self) -> Iterator[str]:
        """Entries are only ever added; figures may be counted over all organisations."""
        from sapar.kernel.access.rowsecurity import readable_by

        for table in ("ledger_ledgerentry", "ledger_entryshare"):
            yield f"REVOKE UPDATE, DELETE ON {table} FROM sapar_app"
            yield from readable_by(table, "sapar_figures")
        # Facts hold everybody's entries in numbers: they are for counting, not for the web role.
        for table in FACTS:
            yield f"REVOKE ALL ON {table} FROM sapar_app"
            yield f"GRANT SELECT ON {table} TO sapar_figures"
        yield "REVOKE EXECUTE ON FUNCTION ledger_rebuild_facts(), ledger_wrong_facts() FROM PUBLIC"
        for table in ("terms_term", "places_place", "access_organisation"):
            yield f"GRANT SELECT ON {table} TO sapar_figures"
