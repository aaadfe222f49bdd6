"""The table of wrapped keys, and the mixin of rows that hold sealed values."""

from operator import attrgetter
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models.functions import Now

from sapar.kernel.ids import uuid7


class KeyWrap(models.Model):
    """One person's key, encrypted for one organisation; lives in the `keys` database.

    `epoch` numbers the organisation's own key that wrapped it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.UUIDField()
    organisation = models.UUIDField()
    epoch = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject", "organisation"], name="keywrap_one_per_organisation"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "epoch"], name="keywrap_by_epoch"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} for {self.organisation} (epoch {self.epoch})"


class SealedModel(models.Model):
    """A row with sealed columns. Subclasses say whose key opens them.

    `seal_kind` is the kind of record the journal names ("person"); `seal_subject` is where the
    row keeps the subject's identifier, dots allowed ("person_id", "case.person_id").
    """

    seal_kind: ClassVar[str] = "person"
    seal_subject: ClassVar[str] = "person_id"

    class Meta:
        abstract = True

    @property
    def sealed_subject(self) -> UUID:
        """Identifier of the person whose key seals this row."""
        subject: UUID = attrgetter(self.seal_subject)(self)
        return subject
