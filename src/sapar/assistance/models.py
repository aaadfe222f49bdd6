"""A service given to a person: the room's own record beside its ledger entry."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.cases.dating import partial
from sapar.cases.models import DataClass
from sapar.kernel.actions.models import Versioned
from sapar.kernel.dates import PartialDate
from sapar.kernel.ids import uuid7
from sapar.kernel.ledger.models import PRECISIONS
from sapar.kernel.vault.fields import SealedField
from sapar.kernel.vault.models import SealedModel


class DeliveryStatus(models.TextChoices):
    """Whether the record counts."""

    DELIVERED = "delivered", _("Given")
    CORRECTED = "corrected", _("Corrected by another record")
    VOID = "void", _("Void: recorded by mistake")


class Delivery(Versioned, SealedModel):
    """One service given in a case. Every row has its ledger entry and is committed together with it.

    `organisation` recorded it, `provider` gave it. `on` is the first day of what is known (`on_precision`),
    null when not stated. `kind` and `unit` are terms (service, unit). A correction keeps this row and adds
    another that `replaces` it. Money is in units of `currency` (ISO 4217).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=64)
    on = models.DateField(null=True)
    on_precision = models.CharField(max_length=8, default="day")
    until = models.DateField(null=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    unit = models.CharField(max_length=64, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    provider = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", null=True, on_delete=models.PROTECT, related_name="+")
    note = SealedField(null=True)
    data_class = models.CharField(max_length=16, choices=DataClass.choices, default=DataClass.ORDINARY)
    status = models.CharField(max_length=16, choices=DeliveryStatus.choices, default=DeliveryStatus.DELIVERED)
    reason = SealedField(null=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    entry = models.OneToOneField("ledger.LedgerEntry", on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(on__isnull=True, on_precision="unknown")
                | Q(on__isnull=False, on_precision__in=PRECISIONS[:-1]),
                name="delivery_date_and_precision",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(on__isnull=False, until__gte=F("on")),
                name="delivery_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0), name="delivery_quantity_positive"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="") | Q(amount__gte=0, currency__regex=r"^[A-Z]{3}$"),
                name="delivery_amount_has_currency",
            ),
            models.CheckConstraint(condition=Q(status__in=DeliveryStatus.values), name="delivery_status_known"),
            models.CheckConstraint(condition=Q(data_class__in=DataClass.values), name="delivery_class_known"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="delivery_not_its_own_correction"
            ),
            models.CheckConstraint(
                condition=~Q(status="void") | Q(reason__isnull=False), name="delivery_void_has_reason"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "on"], name="delivery_by_case"),
            models.Index(fields=["person"], name="delivery_by_person"),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def when(self) -> PartialDate:
        """The date as far as it is known."""
        return partial(self.on, self.on_precision)

    @property
    def counts(self) -> bool:
        return self.status == DeliveryStatus.DELIVERED
