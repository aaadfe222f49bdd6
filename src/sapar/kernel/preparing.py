"""What happens after a migration: code lists, places, grants and row security. Needs the owner's rights."""

from django.core.management import call_command
from django.db import connections, transaction

from sapar.kernel import places, terms
from sapar.kernel.access import rowsecurity


def prepare_databases(*, verbosity: int = 0) -> None:
    """Migrate both databases and make them match this version's code. Safe to repeat."""
    call_command("migrate", verbosity=verbosity, interactive=False)
    call_command("migrate", "vault", database="keys", verbosity=verbosity, interactive=False)
    with transaction.atomic():
        terms.sync()
        places.sync()
        rowsecurity.apply()
    with connections["keys"].cursor() as cursor:
        cursor.execute("GRANT USAGE ON SCHEMA public TO sapar_app")
        cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO sapar_app")
        cursor.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO sapar_app")
