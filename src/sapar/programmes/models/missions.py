"""What is said of a mission or an organisation as a whole."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms
from sapar.kernel.access.models import Organisation
from sapar.kernel.dates import PartialDate
from sapar.kernel.i18n import label
from sapar.programmes.figures import Qualifier, qualified
from sapar.programmes.models.base import DatePrecision, Record, partial, precision_with_date
from sapar.programmes.models.links import Stated


class OrganisationFigure(Record):
    """A figure or year that an organisation gives of itself; `as_of` is null when it is not dated."""

    class Figure(models.TextChoices):
        ACTIVE_SINCE = "active_since", _("Active since")
        PRESENT_SINCE = "present_since", _("Present in the country since")
        MEMBER_STATES = "member_states", _("Member states")
        COUNTRIES_PRESENT = "countries_present", _("Countries of presence")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="figures")
    figure = models.CharField(max_length=24, choices=Figure.choices)
    value = models.PositiveIntegerField(null=True)
    qualifier = models.CharField(max_length=12, choices=Qualifier.choices, blank=True)
    # The beginning of an open period.
    since = models.DateField(null=True)
    since_precision = models.CharField(max_length=8, choices=DatePrecision.choices, blank=True)
    as_of = models.DateField(null=True)

    class Meta:
        ordering = ("figure",)
        constraints = (
            models.UniqueConstraint(fields=("organisation", "figure"), name="figure_once_per_organisation"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, since__isnull=True, qualifier__in=Qualifier.values)
                | Q(value__isnull=True, since__isnull=False, qualifier=""),
                name="organisation_figure_is_number_or_date",
            ),
            precision_with_date("since", "organisation_figure_date_has_precision"),
        )

    def __str__(self) -> str:
        return qualified(self.value, self.qualifier) if self.value is not None else str(self.beginning)

    @property
    def beginning(self) -> PartialDate:
        return partial(self.since, self.since_precision)


class MissionSet(Record):
    """Missions that report together."""

    code = models.SlugField(max_length=64, unique=True)
    labels = models.JSONField()
    members = models.ManyToManyField(Organisation, related_name="mission_sets")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return label(self.labels)


class MissionFocus(Stated):
    """A group that a mission (or a set of missions) works for, or a service it gives."""

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="focus")
    mission_set = models.ForeignKey(MissionSet, null=True, on_delete=models.CASCADE, related_name="focus")
    list = models.CharField(max_length=64)
    term = models.CharField(max_length=64)

    class Meta:
        ordering = ("list", "term")
        constraints = (
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, mission_set__isnull=True)
                | Q(organisation__isnull=True, mission_set__isnull=False),
                name="focus_of_exactly_one",
            ),
            models.CheckConstraint(condition=Q(list__in=("beneficiary_group", "service")), name="focus_list_known"),
            models.UniqueConstraint(
                fields=("organisation", "mission_set", "list", "term"), nulls_distinct=False, name="focus_once"
            ),
        )

    def __str__(self) -> str:
        return terms.label(self.list, self.term)


class MissionPartner(Stated):
    """With whom a mission works outside any single project."""

    mission = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mission_partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partner_of_missions")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("mission", "organisation"), name="mission_partner_once"),)

    def __str__(self) -> str:
        return str(self.organisation)
