"""Who belongs to a person: relatives, guardians, the household."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.ids import uuid7
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel
from sapar.people.models.person import Person


class GuardianBasis(models.TextChoices):
    """By what right somebody decides for a child."""

    PARENT = "parent", _("Parent")
    COURT = "court", _("Appointed by a court")
    AUTHORITY = "authority", _("Appointed by the guardianship authority")


class Relationship(SealedModel):
    """Somebody of importance to the person: on file (`other`) or told by name.

    `relation` is a term of relationship: who they are to the person. `guardian` says by what right they decide
    for a child; empty for everybody else. `aware`: they know that the person is helped. A tie that has ended
    (a guardian dismissed, a divorce) keeps its row with `ended_on`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relationships")
    relation = models.CharField(max_length=64)
    other = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    name = SealedField(null=True)
    reach = SealedField(null=True)
    guardian = models.CharField(max_length=16, choices=GuardianBasis.choices, blank=True)
    aware = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("person")), name="relationship_not_with_oneself"
            ),
            models.CheckConstraint(
                condition=Q(guardian__in=["", *GuardianBasis.values]), name="relationship_guardian_basis_known"
            ),
            models.UniqueConstraint(
                fields=["person", "other", "relation"],
                condition=Q(other__isnull=False, ended_on__isnull=True),
                name="relationship_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person"], name="relationship_by_person")]

    def __str__(self) -> str:
        return self.relation


class HouseholdMember(models.Model):
    """A person lives in a household. Households have no row of their own: `household` is what members share."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="households")
    household = models.UUIDField()
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(left_on__isnull=True), name="household_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="household_left_after_joining",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["household"], name="household_members")]

    def __str__(self) -> str:
        return str(self.household)
