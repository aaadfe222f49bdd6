"""What sealing and journalling cost beside doing without."""

from collections.abc import Iterator
from uuid import uuid4

from django.db import connection, transaction

from benchmarks.filling import Filled
from benchmarks.harness import Line, compare
from sapar.kernel import journal, vault
from sapar.kernel.access.context import acting_as
from sapar.kernel.ids import uuid7
from sapar.people.models import PersonName

FIELDS = 50


def lines(world: Filled) -> Iterator[Line]:
    """One journal line beside one plain row; sealing and opening a field beside copying it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE plain (actor uuid, action text, record uuid, at timestamptz)")
        with acting_as(world.worker):
            yield compare(
                "one journal line, chained",
                lambda: journal.record("bench.write", by=world.worker, kind="bench", id=uuid4()),
                lambda: cursor.execute(
                    "INSERT INTO plain VALUES (%s, %s, %s, now())", [world.worker.id, "bench.write", uuid4()]
                ),
                against="plain insert",
            )
    subject = uuid7()
    vault.create(subject, organisation_id=world.worker.organisation_id)
    rows = [PersonName(person_id=subject) for _ in range(FIELDS)]
    with acting_as(world.worker):
        yield compare(
            f"{FIELDS} names sealed",
            lambda: [vault.put(row, by=world.worker, given="Айгүл") for row in rows],
            lambda: [setattr(row, "_plain", "Айгүл") for row in rows],
            against="plain attributes",
        )
        yield compare(
            f"{FIELDS} names opened, with their journal line",
            lambda: vault.read(rows, ["given"], by=world.worker),
            lambda: [row.pk for row in rows],
            against="plain attributes",
        )
