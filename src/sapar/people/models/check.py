"""A worker's question to the supervisor: a search met a file that the worker may not see."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.actions.models import Versioned
from sapar.kernel.ids import uuid7
from sapar.people.models.person import Person


class CheckOutcome(models.TextChoices):
    """What the supervisor answers, in the words the worker reads."""

    GIVEN = "given", _("It is this person: the file is open to you")
    TALK = "talk", _("Your supervisor has the answer: talk to them")
    NOBODY = "nobody", _("Not the person you mean: register a new one")


class IdentityCheck(Versioned):
    """One question to the supervisors of `organisation` about one file; nothing of what was searched is kept.

    `meant` is the file that the search met; it may lie in another organisation, whose supervisor hears of
    it only when the question is passed on (a row of its own, `passed_from`). `reasons` are codes.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    meant = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    own = models.BooleanField()
    asked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    reasons = models.JSONField(default=list)
    passed_from = models.OneToOneField("self", null=True, on_delete=models.DO_NOTHING, related_name="passed_to")
    heard = models.CharField(max_length=16, choices=CheckOutcome.choices, blank=True, default="")
    outcome = models.CharField(max_length=16, choices=CheckOutcome.choices, blank=True, default="")
    answered_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(outcome="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="check_answered_by_somebody",
            ),
            models.CheckConstraint(condition=Q(own=True) | ~Q(outcome="given"), name="check_gives_only_own_files"),
            models.UniqueConstraint(
                fields=["organisation", "meant", "asked_by"], condition=Q(outcome=""), name="check_asked_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-asked_at"], condition=Q(outcome=""), name="check_waiting"),
        ]

    def __str__(self) -> str:
        return self.outcome or "waiting"
