"""Money of a project: agreements, budget lines, what was spent, rates of exchange, sub-grants."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sapar.kernel.access.models import Organisation
from sapar.kernel.i18n import label
from sapar.programmes.figures import Qualifier, qualified
from sapar.programmes.models.base import Record, known_currency, money_together
from sapar.programmes.models.projects import Project


def _ends_after_start(start: str, end: str, name: str) -> models.CheckConstraint:
    open_ended = Q(**{f"{start}__isnull": True}) | Q(**{f"{end}__isnull": True})
    return models.CheckConstraint(condition=open_ended | Q(**{f"{end}__gte": F(start)}), name=name)


class Agreement(Record):
    """A contract with a donor, in the currency in which it was signed. What is not written in it is NULL."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="agreements")
    donor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    reference = models.CharField(max_length=120)
    signed_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    qualifier = models.CharField(max_length=12, choices=Qualifier.choices, blank=True)

    class Meta:
        ordering = ("signed_on", "reference")
        constraints = (
            models.UniqueConstraint(fields=("project", "donor", "reference"), name="agreement_once"),
            _ends_after_start("starts_on", "ends_on", "agreement_ends_after_start"),
            money_together("amount", "currency", "qualifier", "agreement_amount_with_currency"),
        )

    def __str__(self) -> str:
        return self.reference


class BudgetLine(Record):
    """One line of the budget, in its original currency."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="budget_lines")
    code = models.CharField(max_length=32)
    labels = models.JSONField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=("project", "code"), name="budget_line_code_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_line_amount_positive"),
            known_currency("currency", "budget_line_currency_known"),
            models.CheckConstraint(condition=~Q(labels={}), name="budget_line_has_a_name"),
        )

    def __str__(self) -> str:
        return f"{self.code} {label(self.labels)}"


class Expenditure(Record):
    """Money spent. Rows are only added: a mistake is taken out by a row that reverses it."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="expenditures")
    line = models.ForeignKey(BudgetLine, null=True, on_delete=models.PROTECT, related_name="expenditures")
    on = models.DateField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    what = models.CharField(max_length=300)
    reference = models.CharField(max_length=120, blank=True)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-on", "-recorded_at")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="expenditure_amount_positive"),
            known_currency("currency", "expenditure_currency_known"),
            models.CheckConstraint(condition=~Q(what=""), name="expenditure_says_for_what"),
            models.CheckConstraint(condition=~Q(reverses=F("id")), name="expenditure_does_not_reverse_itself"),
        )

    def __str__(self) -> str:
        return qualified(self.amount, currency=self.currency)

    @property
    def counts(self) -> bool:
        """Neither a reversal nor reversed."""
        return self.reverses_id is None and not hasattr(self, "reversed_by")


class ExchangeRate(Record):
    """What one unit of ``currency`` was worth in ``into``, from the day ``on`` until the next rate."""

    currency = models.CharField(max_length=3)
    into = models.CharField(max_length=3)
    on = models.DateField()
    rate = models.DecimalField(max_digits=18, decimal_places=8)
    source = models.CharField(max_length=120)

    class Meta:
        ordering = ("currency", "into", "-on")
        constraints = (
            models.UniqueConstraint(fields=("currency", "into", "on"), name="rate_once_a_day"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_positive"),
            models.CheckConstraint(condition=~Q(currency=F("into")), name="rate_between_two_currencies"),
            known_currency("currency", "rate_currency_known"),
            known_currency("into", "rate_into_known"),
        )

    def __str__(self) -> str:
        return f"{self.currency} → {self.into} {self.rate.normalize():f}"


class SubGrant(Record):
    """Money that the project passes to a partner for its own part of the work."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="sub_grants")
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sub_grants")
    reference = models.CharField(max_length=120)
    purpose = models.JSONField(default=dict)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    qualifier = models.CharField(max_length=12, choices=Qualifier.choices, blank=True)

    class Meta:
        ordering = ("reference",)
        constraints = (
            models.UniqueConstraint(fields=("project", "partner", "reference"), name="sub_grant_once"),
            _ends_after_start("starts_on", "ends_on", "sub_grant_ends_after_start"),
            money_together("amount", "currency", "qualifier", "sub_grant_amount_with_currency"),
        )

    def __str__(self) -> str:
        return self.reference
