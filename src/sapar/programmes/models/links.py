"""What ties a project to bodies, places, groups, services and sectors, each as the document words it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sapar.kernel import terms
from sapar.kernel.access.models import Organisation
from sapar.kernel.places.models import Place
from sapar.programmes.figures import Qualifier, qualified
from sapar.programmes.models.base import Record, known_qualifier, money_together
from sapar.programmes.models.projects import Project


class Reach(models.TextChoices):
    """How a project reaches a group."""

    ASSISTED = "assisted", _("receives help")
    INFORMED = "informed", _("is informed")


class Moment(models.TextChoices):
    """At which point of the way home a service is given."""

    RELEASE = "release", _("from release in the country of destination")
    HOME = "home", _("upon return home")


class StatedLevel(models.TextChoices):
    """What a document calls a place; it need not be what the place is."""

    MACRO_REGION = "macro_region", pgettext_lazy("kind of place", "region of several countries")
    COUNTRY = "country", pgettext_lazy("kind of place", "country")
    REGION = "region", pgettext_lazy("kind of place", "region")
    OBLAST = "oblast", pgettext_lazy("kind of place", "oblast")
    CITY = "city", pgettext_lazy("kind of place", "city")
    DISTRICT = "district", pgettext_lazy("kind of place", "district")
    MUNICIPALITY = "municipality", pgettext_lazy("kind of place", "municipality")


class PlaceRole(models.TextChoices):
    """What a place is to a project beyond being one of its places."""

    PILOT = "pilot", _("pilot")
    REOPENED = "reopened", _("institutions reopened here")


class CountedPlaces(models.TextChoices):
    """What is counted where places are not named."""

    DISTRICTS = "districts", _("districts")
    SUB_DISTRICTS = "sub-districts", _("sub-districts")


class Purpose(models.TextChoices):
    """What a third party contributes to."""

    REFURBISHMENT = "refurbishment", _("refurbishment")
    PREMISES = "premises", _("premises")
    STAFF = "staff", _("staff time")
    GOODS = "goods", _("goods and equipment")
    SERVICES = "services", _("services")
    MONEY = "money", _("money for the project")


class Stated(Record):
    """A link that may keep the document's own spelling ("" = the main name is printed)."""

    stated_as = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class ProjectBody(Stated):
    """A link of a project to an organisation."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="%(class)ss")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.organisation)


class ProjectDonor(ProjectBody):
    """Who pays for the project directly; a sub-project also inherits (queries.donors_of).

    ``share`` is the donor's fraction of the project, null when not stated. Either no donor of a project has
    one, or all have and they make one whole (constraint trigger programmes_donor_shares).
    """

    share = models.DecimalField(max_digits=7, decimal_places=6, null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("project", "organisation"), name="donor_once_per_project"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1), name="donor_share_is_a_fraction"
            ),
        )


class ProjectPartner(ProjectBody):
    """With whom the implementer works."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "organisation"), name="partner_once_per_project"),)


class ProjectMission(ProjectBody):
    """The mission whose project it is."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "organisation"), name="mission_once_per_project"),)


class ProjectContribution(ProjectBody):
    """What a third party adds, in money or in kind; the amount is often not stated."""

    purpose = models.CharField(max_length=32, choices=Purpose.choices)
    in_kind = models.BooleanField(default=False)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    qualifier = models.CharField(max_length=12, choices=Qualifier.choices, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("project", "organisation", "purpose"), name="contribution_once"),
            money_together("amount", "currency", "qualifier", "contribution_amount_with_currency"),
        )


class ProjectLocation(Stated):
    """Where the project works. `stated_level` is what the document calls the place, right or wrong."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="locations")
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    stated_level = models.CharField(max_length=32, choices=StatedLevel.choices, blank=True)
    role = models.CharField(max_length=32, choices=PlaceRole.choices, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "place", "role"), name="location_once_per_role"),)

    def __str__(self) -> str:
        return str(self.place)


class UnnamedPlaces(Record):
    """Places that are counted but not named: "six pilot sub-districts of three regions"."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="unnamed_places")
    number = models.PositiveSmallIntegerField()
    qualifier = models.CharField(max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT)
    unit = models.CharField(max_length=64, choices=CountedPlaces.choices)
    role = models.CharField(max_length=32, choices=PlaceRole.choices, blank=True)
    within = models.ManyToManyField(Place)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("project", "unit", "role"), name="unnamed_places_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="unnamed_places_positive"),
            known_qualifier("qualifier", "unnamed_places_qualifier_known"),
        )

    def __str__(self) -> str:
        return f"{qualified(self.number, self.qualifier)} {self.get_unit_display()}"


class ProjectTerm(Stated):
    """A link of a project to an entry of a code list."""

    LIST = ""
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="%(class)ss")
    term = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return terms.label(self.LIST, self.term)


class ProjectGroup(ProjectTerm):
    """For whom the project works, and whether it helps or informs them ("" = not stated)."""

    LIST = "beneficiary_group"
    role = models.CharField(max_length=16, choices=Reach.choices, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "term"), name="group_once_per_project"),)


class ProjectNeed(ProjectTerm):
    """A need the project answers."""

    LIST = "need"

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "term"), name="need_once_per_project"),)


class ProjectSector(ProjectTerm):
    """A sector the project belongs to."""

    LIST = "sector"

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "term"), name="sector_once_per_project"),)


class ProjectService(ProjectTerm):
    """A service the project gives; where and at which moment when that is stated."""

    LIST = "service"
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    moment = models.CharField(max_length=16, choices=Moment.choices, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("project", "term", "stated_as", "place", "moment"),
                nulls_distinct=False, name="service_once_per_project",
            ),
        )  # fmt: skip
