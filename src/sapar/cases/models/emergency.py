"""Emergency access: who broke the glass, why, and what the data-protection officer thought of it."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.cases.models.case import Case
from sapar.kernel.actions.models import Versioned
from sapar.kernel.ids import uuid7

#: The law of the house: a broken glass is whole again after three hours.
LONGEST = timedelta(hours=3)


class Finding(models.TextChoices):
    """The reviewer's judgement."""

    JUSTIFIED = "justified", _("It was justified")
    NOT_JUSTIFIED = "not_justified", _("It was not justified")


class EmergencyAccess(Versioned):
    """One opening of a case without assignment. `organisation` is the user's; its officer reviews it.

    The code of the case is copied: the reviewer may not see the case itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergencies")
    case_code = models.CharField(max_length=16)
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=16, choices=Finding.choices, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="emergency_ends_after_start"),
            models.CheckConstraint(
                condition=Q(until__lte=F("since") + models.Value(LONGEST)),
                name="emergency_three_hours_at_most",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True, finding="")
                | (Q(reviewed_by__isnull=False, reviewed_at__isnull=False) & Q(finding__in=Finding.values)),
                name="emergency_review_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("user")),
                name="emergency_not_reviewed_by_oneself",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-since"], name="emergency_by_organisation"),
            models.Index(fields=["case"], name="emergency_by_case"),
        ]

    def __str__(self) -> str:
        return self.case_code
