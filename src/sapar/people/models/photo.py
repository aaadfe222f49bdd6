"""A likeness of the person. Kept and shown only while the person agrees."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sapar.kernel.ids import uuid7
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel
from sapar.people.models.person import Person


class Photo(SealedModel):
    """One picture: `image` is the sealed base64 of a JPEG or PNG from which everything but the picture was cut.

    `stopped_at`: since then the person no longer agrees; nobody is shown it, and the upkeep deletes it
    (people/actions/retaining.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="photos")
    image = SealedField()
    media_type = models.CharField(max_length=16)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(media_type__in=["image/jpeg", "image/png"]), name="photo_is_jpeg_or_png"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person"], name="photo_by_person")]

    def __str__(self) -> str:
        return self.media_type
