"""Definitions of figures, the documents that printed them, and the periods in which nothing may change any more."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.actions.models import Versioned
from sapar.kernel.i18n import label
from sapar.kernel.ids import uuid7


class Definition(models.Model):
    """One version of the meaning of a figure. Never changed: a new wording or scope is a new version.

    ``query`` holds the question (kernel.figures.Question as JSON); ``labels`` say it in words. ``bulletin``: the
    regional bulletin prints it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    labels = models.JSONField()
    query = models.JSONField()
    bulletin = models.BooleanField(default=False)
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


class PeriodState(models.TextChoices):
    """How far the figures of a period are agreed. Only a locked period refuses entries."""

    OPEN = "open", _("open")
    REVIEW = "review", _("in review")
    APPROVED = "approved", _("approved")
    LOCKED = "locked", _("locked")


class Period(Versioned):
    """Days whose figures are reviewed and agreed together: of one organisation, or (null) of all.

    While it is locked the database refuses entries dated in it (trigger insight_period_refuses), corrections
    too, unless an exception is running.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("access.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    state = models.CharField(max_length=16, choices=PeriodState.choices, default=PeriodState.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    changed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-first"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="period_ends_after_start"),
            models.CheckConstraint(condition=Q(state__in=PeriodState.values), name="period_state_known"),
            models.CheckConstraint(condition=~Q(state="locked") | ~Q(reason=""), name="period_lock_says_why"),
        ]


class PeriodException(models.Model):
    """Leave for one organisation to record into a locked period until a moment, with the reason. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="exceptions")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    until = models.DateTimeField()
    given_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="exception_says_why"),
            models.CheckConstraint(condition=Q(until__gt=F("given_at")), name="exception_expires"),
        ]


class Export(models.Model):
    """A table too large to wait for: written by the worker, kept for a day, only for whoever asked."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    asked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    title = models.CharField(max_length=300)
    query = models.JSONField()
    language = models.CharField(max_length=8)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    file = models.BinaryField(null=True)
    failed = models.BooleanField(default=False)

    @property
    def ready(self) -> bool:
        return self.file is not None
