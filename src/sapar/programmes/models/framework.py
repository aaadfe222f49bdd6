"""The logframe: versions of it, statements by level, indicators with baseline and targets.

Each version owns its statements; an indicator keeps its ``code`` through all versions of a project. Once a
version is approved its wording stays for ever (trigger programmes_keep_approved): a change is a new version.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sapar.kernel import terms
from sapar.kernel.i18n import label
from sapar.kernel.places.models import Place
from sapar.programmes.figures import Qualifier, qualified
from sapar.programmes.models.base import DatePrecision, Record, known_qualifier, precision_with_date
from sapar.programmes.models.projects import Project
from sapar.programmes.models.sources import Document


class FrameworkStatus(models.TextChoices):
    """The life of one version."""

    DRAFT = "draft", _("being written")
    APPROVED = "approved", _("in force")
    SUPERSEDED = "superseded", _("replaced by a later version")


class Framework(Record):
    """One version of the logframe. ``effective_from`` null: the document does not say from when."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="frameworks")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=FrameworkStatus.choices, default=FrameworkStatus.DRAFT)
    effective_from = models.DateField(null=True)
    why = models.CharField(max_length=300, blank=True)
    # A version taken from a published document was approved by whoever published it.
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT)
    approved_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("project", "number")
        constraints = (
            models.UniqueConstraint(fields=("project", "number"), name="framework_number_once"),
            models.UniqueConstraint(fields=("project",), condition=Q(status="draft"), name="framework_one_draft"),
            models.UniqueConstraint(fields=("project",), condition=Q(status="approved"), name="framework_one_in_force"),
            models.CheckConstraint(condition=Q(status__in=FrameworkStatus.values), name="framework_status_known"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(approved_at__isnull=False), name="framework_approved_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return str(_("Version %(number)s") % {"number": self.number})


class Level(models.TextChoices):
    """Levels of a logframe, the highest first; the terms of the list ``result_level``."""

    IMPACT = "impact", _("Impact")
    OUTCOME = "outcome", _("Outcome")
    OUTPUT = "output", _("Output")
    ACTIVITY = "activity", _("Activity")


class Result(Record):
    """One statement of a version, in the language of its document with translations.

    ``printed_as`` is what the document calls it ("expected result"); the level may be the editor's reading.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="results")
    code = models.SlugField(max_length=64)
    level = models.CharField(max_length=12, choices=Level.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    number = models.CharField(max_length=12, blank=True)
    printed_as = models.CharField(max_length=120, blank=True)
    statements = models.JSONField()
    statement_lang = models.CharField(max_length=10, blank=True)
    # What the document's readers call the statement for short ("result 1"); "" = the statement itself.
    called = models.CharField(max_length=300, blank=True)
    risks = models.JSONField(default=dict)
    assumptions = models.JSONField(default=dict)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("framework", "order", "code")
        constraints = (
            models.UniqueConstraint(fields=("framework", "code"), name="result_code_once"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="result_level_known"),
            models.CheckConstraint(condition=~Q(statements={}), name="result_has_a_statement"),
            models.CheckConstraint(condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="result_not_own_parent"),
        )

    def __str__(self) -> str:
        return label(self.statements)


class ResultTerm(Record):
    """What a statement speaks of, as a code: a kind of exploitation, a group, a need."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="terms")
    list = models.CharField(max_length=64)
    term = models.CharField(max_length=64)
    stated_as = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("list", "term")
        constraints = (models.UniqueConstraint(fields=("result", "list", "term"), name="result_term_once"),)

    def __str__(self) -> str:
        return terms.label(self.list, self.term)


class Kind(models.TextChoices):
    """What sort of answer an indicator has."""

    NUMBER = "number", _("A number")
    PERCENTAGE = "percentage", _("A percentage, as part and whole")
    QUALITATIVE = "qualitative", _("Words")
    MILESTONE = "milestone", _("A milestone: reached or not")


class Direction(models.TextChoices):
    """Which way is better."""

    ASCENDING = "ascending", pgettext_lazy("indicator", "More is better")
    DESCENDING = "descending", pgettext_lazy("indicator", "Less is better")


class Source(models.TextChoices):
    """Where the values come from."""

    COMPUTED = "computed", _("Computed from records")
    SURVEY = "survey", _("A survey")
    REPORTED = "reported", _("Reported by a partner, with evidence")
    EXTERNAL = "external", _("Outside statistics")


class Gather(models.TextChoices):
    """How reported periods make the value to date."""

    SUM = "sum", _("Periods are added up")
    LATEST = "latest", _("The latest period counts")


class Indicator(Record):
    """How one statement is measured. ``definition`` names a question of a registered provider (reading.py)."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="indicators")
    result = models.ForeignKey(Result, null=True, on_delete=models.PROTECT, related_name="indicators")
    code = models.SlugField(max_length=64)
    labels = models.JSONField()
    words = models.JSONField(default=dict)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.NUMBER)
    direction = models.CharField(max_length=12, choices=Direction.choices, default=Direction.ASCENDING)
    unit = models.JSONField(default=dict)
    source = models.CharField(max_length=12, choices=Source.choices)
    definition = models.CharField(max_length=120, blank=True)
    gather = models.CharField(max_length=8, choices=Gather.choices, default=Gather.SUM)
    # Dimensions asked for: "sex", "age_band", "place"…
    disaggregation = models.JSONField(default=list)
    # Codes of indicators that may count the same people: never added to this one.
    never_add_to = models.JSONField(default=list)
    baseline = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    baseline_whole = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    baseline_words = models.CharField(max_length=300, blank=True)
    baseline_on = models.DateField(null=True)
    baseline_on_precision = models.CharField(max_length=8, choices=DatePrecision.choices, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("framework", "order", "code")
        constraints = (
            models.UniqueConstraint(fields=("framework", "code"), name="indicator_code_once"),
            models.CheckConstraint(condition=~Q(labels={}), name="indicator_has_a_name"),
            models.CheckConstraint(
                condition=(Q(source="computed") & ~Q(definition="")) | (~Q(source="computed") & Q(definition="")),
                name="indicator_computed_by_a_definition",
            ),
            models.CheckConstraint(
                condition=Q(kind="percentage", baseline__isnull=True, baseline_whole__isnull=True)
                | Q(kind="percentage", baseline__gte=0, baseline_whole__gt=0)
                | (~Q(kind="percentage") & Q(baseline_whole__isnull=True)),
                name="indicator_baseline_part_and_whole",
            ),
            precision_with_date("baseline_on", "indicator_baseline_date_has_precision"),
        )

    def __str__(self) -> str:
        return label(self.labels)


class Target(Record):
    """What is promised: for the whole project (no period) or a period, everywhere or in one place, for all or one
    category (``dimension`` and ``category``: sex, female). ``whole`` is the denominator of a percentage.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    dimension = models.CharField(max_length=32, blank=True)
    category = models.CharField(max_length=64, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    whole = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    words = models.CharField(max_length=300, blank=True)
    qualifier = models.CharField(max_length=12, choices=Qualifier.choices, blank=True)

    class Meta:
        ordering = ("indicator", "starts", "place", "dimension", "category")
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "starts", "ends", "place", "dimension", "category"),
                nulls_distinct=False, name="target_once",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True) | Q(starts__isnull=False, ends__gte=F("starts")),
                name="target_period_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(dimension="", category="") | (~Q(dimension="") & ~Q(category="")),
                name="target_category_of_a_dimension",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, qualifier__in=Qualifier.values)
                | (Q(value__isnull=True, whole__isnull=True, qualifier="") & ~Q(words="")),
                name="target_says_something",
            ),
            models.CheckConstraint(condition=Q(whole__isnull=True) | Q(whole__gt=0), name="target_whole_positive"),
            known_qualifier("qualifier", "target_qualifier_known"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.words if self.value is None else qualified(self.value, self.qualifier)
