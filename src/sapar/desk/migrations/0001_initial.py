"""The shared cache: counts of failed sign-ins must hold for every process and survive a restart.

Unlogged: it may be empty after a crash. It never holds anything about a person (keys are hashes).
"""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE desk_cache (
                cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
            );
            CREATE INDEX desk_cache_expires ON desk_cache (expires);
            """,
            "DROP TABLE desk_cache",
        )
    ]
