"""How a person may be reached, and the rules that keep that safe."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.actions.models import Versioned
from sapar.kernel.ids import uuid7
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel
from sapar.people.models.person import Person


class Contact(SealedModel):
    """A phone number, messenger name or e-mail. `channel` is a term of the list contact_channel."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    channel = models.CharField(max_length=64)
    value = SealedField()
    note = SealedField(null=True)
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person"], name="contact_by_person")]

    def __str__(self) -> str:
        return self.channel


class SafeContact(Versioned, SealedModel):
    """What the person said about being contacted. Absent means: nobody has asked yet.

    `channels` are terms of contact_channel, `days` ISO weekdays 1–7 (empty = any), the hours are local
    to the person, `answerers` terms of contact_answerer who may pick up (empty = the person only).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="safe_contact")
    never = models.BooleanField(default=False)
    channels = models.JSONField(default=list)
    days = models.JSONField(default=list)
    hour_from = models.TimeField(null=True)
    hour_to = models.TimeField(null=True)
    answerers = models.JSONField(default=list)
    voicemail = models.BooleanField(default=False)
    cover = SealedField(null=True)
    code_word = SealedField(null=True)
    avoid = SealedField(null=True)
    asked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(never=False) | Q(channels=[]), name="never_means_no_channel"),
            models.CheckConstraint(
                condition=Q(hour_from__isnull=True, hour_to__isnull=True)
                | Q(hour_from__isnull=False, hour_to__isnull=False, hour_to__gt=F("hour_from")),
                name="safe_hours_from_before_to",
            ),
            models.CheckConstraint(
                condition=Q(days__contained_by=[1, 2, 3, 4, 5, 6, 7]), name="safe_days_are_weekdays"
            ),
        ]

    def __str__(self) -> str:
        return "never" if self.never else ", ".join(self.channels)


class AddressKind(models.TextChoices):
    """What an address is for."""

    LIVES = "lives", _("Where the person lives")
    REGISTERED = "registered", _("Registered address")
    SAFE = "safe", _("Safe address for letters")


class Address(SealedModel):
    """An address: a place of the gazetteer for counting, and the exact words, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=16, choices=AddressKind.choices, default=AddressKind.LIVES)
    place = models.ForeignKey("places.Place", null=True, on_delete=models.PROTECT, related_name="+")
    text = SealedField(null=True)
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(place__isnull=False) | Q(text__isnull=False), name="address_not_empty")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person"], name="address_by_person")]

    def __str__(self) -> str:
        return self.kind
