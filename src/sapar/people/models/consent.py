"""Consent: who agreed to what, for whom, told in which words, until when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.actions.models import Versioned
from sapar.kernel.ids import uuid7
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel
from sapar.people.models.person import Person


class ConsentStatus(models.TextChoices):
    """Where a consent stands. "Expired" is also what a given consent is after its last day."""

    REQUESTED = "requested", _("Asked, not answered yet")
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class Consent(Versioned, SealedModel):
    """One answer to one question: may `recipient` (null = we ourselves) use `data_classes` for `purpose`.

    Terms: consent_purpose, data_class, how_given. An answer is never changed into another one: a new
    answer is a new row, a withdrawal is marked on the row it ends. `notice_version` and `notice_language` name
    the text that was read out (people/notices). `witness_role` is a term; the witness's name need not be kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=64)
    recipient = models.ForeignKey("access.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    data_classes = models.JSONField(default=list)
    status = models.CharField(max_length=16, choices=ConsentStatus.choices)
    notice_version = models.CharField(max_length=32)
    notice_language = models.CharField(max_length=8)
    how_given = models.CharField(max_length=64, blank=True)
    witness_role = models.CharField(max_length=64, blank=True)
    witness = SealedField(null=True)
    guardian = SealedField(null=True)
    given_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status=ConsentStatus.WITHDRAWN, withdrawn_at__isnull=False)
                | ~Q(status=ConsentStatus.WITHDRAWN) & Q(withdrawn_at__isnull=True),
                name="consent_withdrawn_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["given", "withdrawn", "expired"])
                | Q(given_on__isnull=False) & ~Q(how_given=""),
                name="consent_given_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(how_given="oral_witness") | ~Q(witness_role=""), name="consent_spoken_has_a_witness"
            ),
            models.CheckConstraint(
                condition=~Q(status=ConsentStatus.GIVEN) | ~Q(data_classes=[]), name="consent_given_names_data"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(given_on__isnull=True) | Q(expires_on__gt=F("given_on")),
                name="consent_expires_after_given",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose", "recipient"],
                condition=Q(status=ConsentStatus.GIVEN),
                nulls_distinct=False,
                name="consent_in_force_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "purpose"], name="consent_by_person"),
            models.Index(fields=["expires_on"], condition=Q(status=ConsentStatus.GIVEN), name="consent_expiring"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.status}"

    @property
    def in_force(self) -> bool:
        """Given and not past its last day."""
        return self.status == ConsentStatus.GIVEN and (
            self.expires_on is None or self.expires_on >= timezone.localdate()
        )

    @property
    def shown_status(self) -> str:
        """The status in words; a given consent past its last day reads as expired."""
        lapsed = self.status == ConsentStatus.GIVEN and not self.in_force
        return str(ConsentStatus(ConsentStatus.EXPIRED if lapsed else self.status).label)
