"""The case and the history of its states."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sapar.cases.workflow import CASE_WORKFLOW, CLOSED
from sapar.kernel.actions.models import Versioned
from sapar.kernel.ids import uuid7
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel

STATES = list(CASE_WORKFLOW.states)


class Case(Versioned, SealedModel):
    """One organisation's work with one person, from intake to closure.

    `risk`, `determination`, `stage`, `group` and `closing_reason` are codes of the lists risk,
    determination, case_stage, beneficiary_group and closing_reason. `summary` is sealed. `owner` leads
    the case; who else may see it is said by the involvements of kind "case".
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="cases")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("access.Team", null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=16, choices=CASE_WORKFLOW.states.items(), default=CASE_WORKFLOW.start)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closing_reason = models.CharField(max_length=64, blank=True)
    risk = models.CharField(max_length=64, blank=True)
    risk_on = models.DateField(null=True)
    determination = models.CharField(max_length=64, default="not_assessed")
    group = models.CharField(max_length=64, blank=True)
    stage = models.CharField(max_length=64, blank=True)
    review_on = models.DateField(null=True)
    summary = SealedField(null=True)
    opened_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(status__in=STATES), name="case_state_known"),
            models.CheckConstraint(
                condition=(Q(status=CLOSED, closed_on__isnull=False) & ~Q(closing_reason=""))
                | (~Q(status=CLOSED) & Q(closed_on__isnull=True, closing_reason="")),
                name="case_closed_has_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="case_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(risk="", risk_on__isnull=True) | (~Q(risk="") & Q(risk_on__isnull=False)),
                name="case_risk_has_a_day",
            ),
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=~Q(status=CLOSED), name="case_open_once_per_organisation"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "status", "-opened_on"], name="case_by_organisation"),
            models.Index(fields=["owner", "status"], name="case_by_owner"),
            models.Index(fields=["person"], name="case_by_person"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_closed(self) -> bool:
        return self.status == CLOSED

    @property
    def days_open(self) -> int:
        """Whole days from opening to closing, or until today."""
        return ((self.closed_on or timezone.localdate()) - self.opened_on).days


class CaseStatus(models.Model):
    """One change of state. Rows are only added. `reason` is a closing_reason when the case was closed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="statuses")
    before = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=16, choices=CASE_WORKFLOW.states.items())
    reason = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(status__in=STATES), name="case_history_state_known"),
            models.CheckConstraint(condition=~Q(status=F("before")), name="case_history_is_a_change"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "at"], name="case_history")]

    def __str__(self) -> str:
        return self.status
