"""Places from country to settlement and the names by which people know them."""

from typing import Final

from django.db import models
from django.db.models import F, Q

from sapar.kernel.i18n import label
from sapar.kernel.ids import uuid7

from .levels import Level

LABELS: Final = ["en", "ru", "ky"]


class Place(models.Model):
    """One place. Two places of the same name (Osh city, Osh oblast) are two rows with two codes.

    `code` is the ISO 3166 code of a country or its first-level unit ("KG", "KG-O"); below that it is
    the parent's code, a slash and a short name ("KG-O/kara-suu"). Codes never change, names may.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=120, unique=True)
    level = models.CharField(max_length=16, choices=Level.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    # {"en": …, "ru": …, "ky": …}, each with its kind of unit, so that look-alikes can be told apart.
    labels = models.JSONField()
    # ISO 3166-1 alpha-2 or ISO 3166-2; null below that and for areas that ISO does not list.
    iso = models.CharField(max_length=6, null=True, unique=True)
    # What the descriptions of a programme call the place, for example "pla-kg-osh-oblast".
    source_ref = models.CharField(max_length=80, null=True, unique=True)
    order = models.PositiveIntegerField()
    # A place that a release no longer lists stays, because records point to it, but is not offered.
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ("order",)
        constraints = (
            models.CheckConstraint(condition=Q(level__in=Level.values), name="place_level_is_known"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="place_is_not_its_own_parent"),
            models.CheckConstraint(condition=Q(labels__has_keys=LABELS), name="place_has_three_labels"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Za-z0-9-]+(/[a-z0-9-]+)*$"), name="place_code_is_a_path"
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the active language, with its kind of unit."""
        return label(self.labels)


class PlaceAlias(models.Model):
    """A name of a place: its labels, its name in the national language, older and other spellings."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=120)
    # ISO 639; "und" for names from ISO 3166-2, which does not say in which language they are.
    lang = models.CharField(max_length=8)
    # The name as letters and digits only: "Osh city" -> "oshcity".
    folded = models.CharField(max_length=120, db_index=True)
    # The same without the kind of unit: "Osh city" -> "osh".
    stem = models.CharField(max_length=120, db_index=True)

    class Meta:
        ordering = ("place", "text")
        constraints = (
            models.UniqueConstraint(fields=("place", "text"), name="alias_once_per_place"),
            models.CheckConstraint(condition=~Q(folded="") & ~Q(stem=""), name="alias_has_letters"),
        )

    def __str__(self) -> str:
        return self.text
