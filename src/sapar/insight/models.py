"""Definitions of figures, the bulletins that printed them, and the values frozen in print."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sapar.kernel.i18n import label
from sapar.kernel.ids import uuid7


class Definition(models.Model):
    """One version of the meaning of a figure. Never changed: a new wording or scope is a new version.

    ``query`` holds the question (figures.Question as JSON); ``labels`` say it in words.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    labels = models.JSONField()
    query = models.JSONField()
    approved_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="definition_version_once")]

    def __str__(self) -> str:
        return label(self.labels)


class Bulletin(models.Model):
    """An issued regional bulletin. Its figures are those of the day it was issued, for ever."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    region = models.ForeignKey("places.Place", on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "number"], name="bulletin_number_once")]
        ordering = ["-issued_at"]


class PrintedFigure(models.Model):
    """A value as some issued document prints it. NULL means that there were no data, never zero."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="figures")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="printed")
    value = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=64)
    qualifier = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "definition"], name="printed_once_per_bulletin"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gte=0), name="printed_not_negative"),
        ]
