"""Tables of the journal. The database itself fills the chain and refuses changes."""

from typing import ClassVar

from django.db import models

from .fields import Int8MultirangeField


class JournalEntry(models.Model):
    """One thing that was done to, or seen of, one record.

    `sequence`, `previous` and `hash` form the chain of the record (`kind`, `record`); a trigger
    sets them and `at`, so no client can choose them. Actor and organisation are plain
    identifiers: deleting a user must not touch the journal.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    action = models.TextField()
    kind = models.TextField()
    record = models.UUIDField()
    sequence = models.IntegerField()
    purpose = models.TextField()
    detail = models.JSONField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        # Created by SQL in the migration. Unmanaged also keeps the test suite's flush, which
        # empties tables, away from a table that must never be emptied.
        managed = False
        db_table = "journal_entry"
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} #{self.sequence}: {self.action}"


class Seal(models.Model):
    """A signed Merkle root over a set of entries, chained to the seal before it.

    Seals are numbered 1, 2, 3… without gaps. `entries` holds exactly the ids that were sealed:
    ids become visible out of order, so a later seal may cover lower ids than an earlier one.
    """

    id = models.BigIntegerField(primary_key=True)
    entries = Int8MultirangeField()
    count = models.IntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    sealed_at = models.DateTimeField()
    key_id = models.TextField()
    signature = models.BinaryField()

    class Meta:
        managed = False
        db_table = "journal_seal"
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"Seal {self.id}: {self.count} entries"
