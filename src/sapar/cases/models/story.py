"""The journey that led to the case."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sapar.cases.dating import partial
from sapar.cases.models.case import Case
from sapar.kernel.dates import PartialDate
from sapar.kernel.ids import uuid7
from sapar.kernel.ledger.models import PRECISIONS
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel


class Migration(SealedModel):
    """One journey: left when, from where to where, why, and what happened.

    A date without a day is the first day of its month, season or year, with the precision beside it;
    null means not stated. `reason` and `incident` are terms (migration_reason, migration_event). The note
    (a diagnosis, for example) is sealed and counts as health data.
    """

    seal_subject: ClassVar[str] = "case.person_id"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="migrations")
    departed_on = models.DateField(null=True)
    departed_precision = models.CharField(max_length=8, default="unknown")
    origin = models.ForeignKey("places.Place", null=True, on_delete=models.PROTECT, related_name="+")
    destination = models.ForeignKey("places.Place", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=64, blank=True)
    incident = models.CharField(max_length=64, blank=True)
    incident_on = models.DateField(null=True)
    incident_precision = models.CharField(max_length=8, default="unknown")
    incident_place = models.ForeignKey("places.Place", null=True, on_delete=models.PROTECT, related_name="+")
    note = SealedField(null=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{what}_on__isnull": True, f"{what}_precision": "unknown"})
                    | Q(**{f"{what}_on__isnull": False, f"{what}_precision__in": PRECISIONS[:-1]}),
                    name=f"migration_{what}_date_and_precision",
                )
                for what in ("departed", "incident")
            ),
            models.CheckConstraint(
                condition=~Q(incident="") | Q(incident_on__isnull=True), name="migration_incident_is_named"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case"], name="migration_by_case")]

    def __str__(self) -> str:
        return self.reason or str(self.pk)

    @property
    def departed(self) -> PartialDate:
        """When the person left, as far as it is known."""
        return partial(self.departed_on, self.departed_precision)

    @property
    def happened(self) -> PartialDate:
        """When the incident was, as far as it is known."""
        return partial(self.incident_on, self.incident_precision)
