"""Values that people report for an indicator: by whom, on what evidence, approved by whom."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sapar.kernel.access.models import Organisation
from sapar.kernel.places.models import Place
from sapar.programmes.figures import Qualifier, qualified
from sapar.programmes.lives import VALUE
from sapar.programmes.models.base import Record, known_qualifier
from sapar.programmes.models.framework import Indicator
from sapar.programmes.models.projects import Project


class ReportedValue(Record):
    """What an organisation says of one indicator and period. It counts once somebody else approved it.

    An approved row is never changed (trigger programmes_keep_approved_value); a correction ``replaces`` it.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="reported_values")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="reported_values")
    starts = models.DateField()
    ends = models.DateField()
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    whole = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    words = models.CharField(max_length=1000, blank=True)
    qualifier = models.CharField(max_length=12, choices=Qualifier.choices, blank=True)
    evidence = models.CharField(max_length=1000)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reported_values")
    status = models.CharField(max_length=12, choices=list(VALUE.states.items()), default=VALUE.start)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    reported_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("-ends", "-reported_at")
        constraints = (
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="value_period_ends_after_start"),
            models.CheckConstraint(condition=~Q(evidence=""), name="value_has_evidence"),
            models.CheckConstraint(
                condition=Q(value__gte=0, qualifier__in=Qualifier.values)
                | (Q(value__isnull=True, whole__isnull=True, qualifier="") & ~Q(words="")),
                name="value_says_something",
            ),
            models.CheckConstraint(
                condition=Q(whole__isnull=True) | Q(whole__gt=0, value__lte=F("whole")), name="value_part_of_the_whole"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("reported_by")), name="value_decided_by_another"
            ),
            models.CheckConstraint(
                condition=Q(status="reported", decided_at__isnull=True)
                | (~Q(status="reported") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="value_decision_has_a_name",
            ),
            known_qualifier("qualifier", "value_qualifier_known"),
        )

    def __str__(self) -> str:
        return self.words if self.value is None else qualified(self.value, self.qualifier)
