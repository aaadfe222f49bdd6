"""What the work on a case consists of: needs, agreed steps, notes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.cases.models.case import Case
from sapar.kernel.actions.models import Versioned
from sapar.kernel.ids import uuid7
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel


class NeedStatus(models.TextChoices):
    """Where a need stands."""

    OPEN = "open", _("Open")
    MET = "met", _("Met")
    DROPPED = "dropped", _("Dropped")


class Need(SealedModel):
    """What the person lacks. `category` and `urgency` are terms (need, urgency); the note is sealed."""

    seal_subject: ClassVar[str] = "case.person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="needs")
    category = models.CharField(max_length=64)
    urgency = models.CharField(max_length=64, blank=True)
    note = SealedField(null=True)
    status = models.CharField(max_length=16, choices=NeedStatus.choices, default=NeedStatus.OPEN)
    reason = SealedField(null=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status=NeedStatus.OPEN, ended_at__isnull=True, ended_by__isnull=True)
                | (~Q(status=NeedStatus.OPEN) & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="need_ended_by_somebody",
            ),
            models.CheckConstraint(condition=Q(status__in=NeedStatus.values), name="need_status_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "status"], name="need_by_case")]

    def __str__(self) -> str:
        return self.category


class StepStatus(models.TextChoices):
    """Where a step of the plan stands."""

    PLANNED = "planned", _("Planned")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class PlanStep(Versioned, SealedModel):
    """One agreed step: a service of the tree, own words, or both; with a day and a person."""

    seal_subject: ClassVar[str] = "case.person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    need = models.ForeignKey(Need, null=True, on_delete=models.SET_NULL, related_name="steps")
    service = models.CharField(max_length=64, blank=True)
    text = SealedField(null=True)
    due_on = models.DateField(null=True)
    responsible = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    agreed_by_client = models.BooleanField(default=False)
    status = models.CharField(max_length=16, choices=StepStatus.choices, default=StepStatus.PLANNED)
    reason = SealedField(null=True)
    planned_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(service="") | Q(text__isnull=False), name="step_says_what"),
            models.CheckConstraint(condition=Q(status__in=StepStatus.values), name="step_status_known"),
            models.CheckConstraint(
                condition=(Q(status__in=["done", "dropped"]) & Q(ended_at__isnull=False, ended_by__isnull=False))
                | (~Q(status__in=["done", "dropped"]) & Q(ended_at__isnull=True, ended_by__isnull=True)),
                name="step_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status="dropped") | Q(reason__isnull=False), name="step_dropped_has_reason"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "status", "due_on"], name="step_by_case"),
            models.Index(
                fields=["responsible", "due_on"], condition=Q(status__in=["planned", "in_progress"]), name="step_to_do"
            ),
        ]

    def __str__(self) -> str:
        return self.service or str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in (StepStatus.PLANNED, StepStatus.IN_PROGRESS)


class DataClass(models.TextChoices):
    """How delicate a text is; each needs its own verb to be read (policy.py)."""

    ORDINARY = "ordinary", _("Ordinary")
    HEALTH = "health", _("Health")
    LEGAL = "legal", _("Legal")
    FINANCE = "finance", _("Money")


class Audience(models.TextChoices):
    """Who may read a note."""

    CASE = "case", _("Everybody who works on the case")
    ORGANISATION = "organisation", _("Only our organisation")


class Note(SealedModel):
    """What somebody wrote down. Notes are added, never changed; the text is sealed."""

    seal_subject: ClassVar[str] = "case.person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    text = SealedField()
    data_class = models.CharField(max_length=16, choices=DataClass.choices, default=DataClass.ORDINARY)
    audience = models.CharField(max_length=16, choices=Audience.choices, default=Audience.CASE)
    written_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(data_class__in=DataClass.values), name="note_class_known"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="note_audience_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "-written_at"], name="note_by_case")]

    def __str__(self) -> str:
        return self.data_class
