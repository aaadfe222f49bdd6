"""What a project did or plans, until the room that will keep it in detail exists.

A generic register: a training, a renovated institution, a small grant, a policy. People reached in groups are
not kept here but as a group entry of the ledger, which the record posts beside itself.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sapar.kernel.access.models import Organisation
from sapar.kernel.dates import PartialDate
from sapar.kernel.i18n import label
from sapar.kernel.ids import uuid7
from sapar.kernel.places.models import Place
from sapar.programmes.figures import Qualifier
from sapar.programmes.models.base import DatePrecision, Record, known_qualifier, partial, precision_with_date
from sapar.programmes.models.projects import Project


class WorkKind(models.TextChoices):
    """What sort of work. The rooms to come take their kinds over; see docs/decisions/0023."""

    SESSION = "session", _("Information session")
    TRAINING = "training", _("Training")
    CAMPAIGN = "campaign", _("Campaign")
    GRANT = "grant", _("Small grants")
    REFERRAL = "referral", pgettext_lazy("work", "Referrals")
    CENTRE = "centre", _("Centre")
    INSTITUTION = "institution", _("Renovated institution")
    WORKS = "works", _("Building works")
    EQUIPMENT = "equipment", _("Equipment")
    POLICY = "policy", _("Policy document")


class WorkStatus(models.TextChoices):
    """How far it is."""

    PLANNED = "planned", pgettext_lazy("work", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("work", "under way")
    DONE = "done", pgettext_lazy("work", "done")


class WorkRecord(Record):
    """One piece of work. Quantities and dates that nobody stated are NULL; ``part_of`` is the whole it belongs to."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="work")
    code = models.SlugField(max_length=64, default=uuid7, unique=True)
    kind = models.CharField(max_length=16, choices=WorkKind.choices)
    labels = models.JSONField()
    stated_as = models.CharField(max_length=300, blank=True)
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    activity = models.SlugField(max_length=64, blank=True)
    status = models.CharField(max_length=12, choices=WorkStatus.choices)
    type = models.CharField(max_length=64, blank=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    provider = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(null=True)
    on_precision = models.CharField(max_length=8, choices=DatePrecision.choices, blank=True)
    until = models.DateField(null=True)
    until_precision = models.CharField(max_length=8, choices=DatePrecision.choices, blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    qualifier = models.CharField(max_length=12, choices=Qualifier.choices, blank=True)
    # What happened to it before, as far as told: a centre destroyed in June 2010.
    destroyed = models.DateField(null=True)
    destroyed_precision = models.CharField(max_length=8, choices=DatePrecision.choices, blank=True)

    class Meta:
        ordering = ("kind", "code")
        constraints = (
            models.CheckConstraint(condition=~Q(labels={}), name="work_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=WorkKind.values), name="work_kind_known"),
            models.CheckConstraint(condition=Q(status__in=WorkStatus.values), name="work_status_known"),
            precision_with_date("on", "work_date_has_precision"),
            precision_with_date("until", "work_end_has_precision"),
            precision_with_date("destroyed", "work_destruction_has_precision"),
            models.CheckConstraint(
                condition=Q(on__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("on")),
                name="work_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, qualifier="") | Q(number__gt=0, qualifier__in=Qualifier.values),
                name="work_number_with_qualifier",
            ),
            models.CheckConstraint(condition=Q(days__isnull=True) | Q(days__gt=0), name="work_days_positive"),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")), name="work_not_part_of_itself"
            ),
            known_qualifier("qualifier", "work_qualifier_known"),
        )

    def __str__(self) -> str:
        return label(self.labels)

    @property
    def when(self) -> PartialDate:
        return partial(self.on, self.on_precision)
