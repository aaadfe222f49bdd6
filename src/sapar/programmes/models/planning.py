"""What falls due: the workplan, the donor's calendar, and reminders of it."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import Organisation
from sapar.kernel.dates import PartialDate
from sapar.kernel.i18n import label
from sapar.programmes.models.base import DatePrecision, Record, partial, precision_with_date
from sapar.programmes.models.projects import Project


class WorkplanItem(Record):
    """One step of the plan. ``due`` is known to a day, month or year; ``activity`` is a code of the logframe."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="workplan")
    labels = models.JSONField()
    activity = models.SlugField(max_length=64, blank=True)
    responsible = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField(null=True)
    due = models.DateField(null=True)
    due_precision = models.CharField(max_length=8, choices=DatePrecision.choices, blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ("due", "starts")
        constraints = (
            models.CheckConstraint(condition=~Q(labels={}), name="workplan_item_has_a_name"),
            precision_with_date("due", "workplan_due_has_precision"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True)
                | Q(due__isnull=True)
                | ~Q(due_precision="day")
                | Q(due__gte=F("starts")),
                name="workplan_due_after_start",
            ),
        )

    def __str__(self) -> str:
        return label(self.labels)

    @property
    def falls_due(self) -> PartialDate:
        return partial(self.due, self.due_precision)

    @property
    def last_day(self) -> date | None:
        """The last day that is still in time; None when no date is stated."""
        span = self.falls_due.span()
        return span[1] if span else None


class DeadlineKind(models.TextChoices):
    """What donors expect, in the order of a project's life."""

    FRAMEWORK = "framework", _("Results framework")
    INTERIM = "interim", _("Interim report")
    EXTENSION = "extension", _("Last day to ask for an extension")
    FINAL = "final", _("Final report")
    EX_POST = "ex_post", _("Evaluation after the end")
    OTHER = "other", _("Other date")


class Deadline(Record):
    """One date of the donor's calendar. ``is_planned``: worked out from the project's dates by the usual rules."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=12, choices=DeadlineKind.choices)
    words = models.CharField(max_length=200, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    due = models.DateField()
    is_planned = models.BooleanField(default=False)
    met_on = models.DateField(null=True)
    met_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("due", "kind")
        constraints = (
            models.UniqueConstraint(fields=("project", "kind", "due"), name="deadline_once"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True) | Q(starts__isnull=False, ends__gte=F("starts")),
                name="deadline_period_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(due__gte=F("starts")), name="deadline_after_start"
            ),
            models.CheckConstraint(condition=~Q(kind="other") | ~Q(words=""), name="deadline_other_has_words"),
        )

    def __str__(self) -> str:
        return self.words or str(self.get_kind_display())


class Reminder(Record):
    """A task that a deadline raised. One per deadline and stage, so that nobody is reminded twice of the same."""

    class Stage(models.TextChoices):
        MONTH = "month", _("due within a month")
        WEEK = "week", _("due within a week")
        LATE = "late", _("late")

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="reminders")
    stage = models.CharField(max_length=8, choices=Stage.choices)
    raised_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("raised_at",)
        constraints = (models.UniqueConstraint(fields=("deadline", "stage"), name="reminder_once_per_stage"),)

    def __str__(self) -> str:
        return str(self.get_stage_display())
