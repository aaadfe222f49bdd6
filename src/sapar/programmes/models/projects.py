"""Projects, what they cost, and projects that were announced together."""

from django.db import models
from django.db.models import F, Q

from sapar.kernel.access.models import Organisation
from sapar.kernel.actions.models import Versioned
from sapar.kernel.dates import PartialDate
from sapar.kernel.i18n import label
from sapar.programmes.figures import Qualifier, not_stated, qualified
from sapar.programmes.models.base import (
    DatePrecision,
    Record,
    known_qualifier,
    money_together,
    not_itself,
    partial,
    precision_with_date,
)
from sapar.programmes.models.sources import Crisis, Document


class Project(Record, Versioned):
    """One project or programme of a donor. What no document says is NULL.

    A sub-project names its `parent` and inherits the parent's donors; a follow-up names its
    `predecessor`. Neither chain may close to a circle (trigger programmes_project_no_circle).
    """

    code = models.SlugField(max_length=64, unique=True)
    # The printed title in `title_lang` with our translations; {} when no title is printed, then `labels` names it.
    titles = models.JSONField(default=dict)
    title_lang = models.CharField(max_length=10, blank=True)
    labels = models.JSONField(default=dict)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="sub_projects")
    predecessor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    implementer = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="implements")
    # The organisation that answers for the project in this system: its managers edit and approve.
    lead = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="leads")
    implementer_stated_as = models.CharField(max_length=300, blank=True)
    # Whole months.
    duration_months = models.PositiveSmallIntegerField(null=True)
    duration_qualifier = models.CharField(max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT)
    start = models.DateField(null=True)
    start_precision = models.CharField(max_length=8, choices=DatePrecision.choices, blank=True)
    end = models.DateField(null=True)
    end_precision = models.CharField(max_length=8, choices=DatePrecision.choices, blank=True)
    crisis = models.ForeignKey(Crisis, null=True, on_delete=models.PROTECT)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="projects")

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(condition=~Q(titles={}, labels={}), name="project_has_a_name"),
            models.CheckConstraint(
                condition=Q(titles={}, title_lang="") | (~Q(titles={}) & ~Q(title_lang="")),
                name="project_title_has_a_language",
            ),
            models.CheckConstraint(
                condition=Q(duration_months__isnull=True) | Q(duration_months__gt=0), name="project_duration_positive"
            ),
            known_qualifier("duration_qualifier", "project_duration_qualifier_known"),
            precision_with_date("start", "project_start_has_precision"),
            precision_with_date("end", "project_end_has_precision"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
                name="project_ends_after_start",
            ),
            not_itself("parent", "project_not_own_parent"),
            not_itself("predecessor", "project_not_own_predecessor"),
        )

    def __str__(self) -> str:
        return label(self.titles) or label(self.labels)

    @property
    def printed_title(self) -> str:
        """The title as printed, in its own language; "not stated" when none is printed."""
        return self.titles[self.title_lang] if self.title_lang else not_stated()

    @property
    def starts(self) -> PartialDate:
        return partial(self.start, self.start_precision)

    @property
    def ends(self) -> PartialDate:
        return partial(self.end, self.end_precision)


class Budget(Record):
    """Money promised for a project, in the currency it was stated in."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="budget")
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    qualifier = models.CharField(max_length=12, choices=Qualifier.choices, blank=True)

    class Meta:
        constraints = (money_together("amount", "currency", "qualifier", "budget_amount_with_currency"),)

    def __str__(self) -> str:
        return qualified(self.amount, self.qualifier, currency=self.currency)


class ProjectSet(Record):
    """Projects announced together, with the total that was printed for them."""

    code = models.SlugField(max_length=64, unique=True)
    labels = models.JSONField()
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT)
    members = models.ManyToManyField(Project, related_name="sets")
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    qualifier = models.CharField(max_length=12, choices=Qualifier.choices, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = (money_together("amount", "currency", "qualifier", "set_amount_with_currency"),)

    def __str__(self) -> str:
        return label(self.labels)

    @property
    def stated_total(self) -> str:
        """The printed total with its qualifier: "nearly USD 1,000,000"."""
        return qualified(self.amount, self.qualifier, currency=self.currency)
