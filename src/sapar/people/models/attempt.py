"""Calls and messages to a person: planned, made, and what came of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.ids import uuid7
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel
from sapar.people.models.contact import Contact
from sapar.people.models.person import Person


class AttemptState(models.TextChoices):
    """Where a contact stands."""

    PLANNED = "planned", _("Planned")
    BEGUN = "begun", _("Begun")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class ContactAttempt(SealedModel):
    """One contact with the person. The rules of safe contact were asked before it began, or it was an emergency.

    `channel`, `answered_by`, `outcome` are terms (contact_channel, contact_answerer, contact_outcome).
    `emergency`: begun against the rules, for the sealed `reason`, which the supervisor was told of.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attempts")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=AttemptState.choices)
    planned_for = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=64, blank=True)
    left_message = models.BooleanField(default=False)
    emergency = models.BooleanField(default=False)
    reason = SealedField(null=True)
    note = SealedField(null=True)
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=AttemptState.values), name="attempt_state_known"),
            models.CheckConstraint(
                condition=~Q(state="planned") | Q(planned_for__isnull=False), name="attempt_planned_has_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["begun", "done"]) | Q(begun_at__isnull=False), name="attempt_begun_has_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(ended_at__isnull=False) & ~Q(outcome=""), name="attempt_done_says_what"
            ),
            models.CheckConstraint(
                condition=Q(emergency=False) | Q(reason__isnull=False), name="attempt_emergency_has_a_reason"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-at"], name="attempt_by_person"),
            models.Index(fields=["by", "planned_for"], condition=Q(state="planned"), name="attempt_to_do"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.state}"
