from collections.abc import Iterator

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "sapar.kernel.ledger"
    label = "ledger"

    def security_sql(self) -> Iterator[str]:
        """Entries are only ever added; figures may be counted over all organisations."""
        from sapar.kernel.access.rowsecurity import readable_by

        for table in ("ledger_ledgerentry", "ledger_entryshare"):
            yield f"REVOKE UPDATE, DELETE ON {table} FROM sapar_app"
            yield from readable_by(table, "sapar_figures")
        for table in ("terms_term", "places_place", "access_organisation"):
            yield f"GRANT SELECT ON {table} TO sapar_figures"
