"""Identity documents, also those the person no longer holds."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sapar.kernel.ids import uuid7
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel
from sapar.people.models.person import Person


class IdentityDocument(SealedModel):
    """A passport, identity card, certificate… `kind` and `status` are terms (document_kind, document_status).

    A document can be withheld by a trafficker, lost or false and still help to find its holder.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=64)
    status = models.CharField(max_length=64, default="held")
    country = models.CharField(max_length=2, blank=True)
    number = SealedField(null=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gt=models.F("issued_on")),
                name="document_expires_after_issue",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person"], name="document_by_person")]

    def __str__(self) -> str:
        return self.kind
