"""Agreements, budget lines, spending, rates, sub-grants."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.programmes.forms.base import (
    EMPTY,
    AmountField,
    CurrencyField,
    DayField,
    OrganisationField,
    PartForm,
    qualifier_field,
    texts_of,
)
from sapar.programmes.models import Agreement, BudgetLine, Project, SubGrant


class AgreementForm(PartForm):
    """A contract with a donor."""

    donor = OrganisationField(label=_("Donor"))
    reference = forms.CharField(label=_("Number of the agreement"), max_length=120)
    signed_on = DayField(label=_("Signed on"))
    starts_on = DayField(label=_("In force from"))
    ends_on = DayField(label=_("In force until"))
    amount = AmountField(label=_("Amount"), help_text=_("Empty means: not stated."))
    currency = CurrencyField()
    qualifier = qualifier_field()


def initial_of_agreement(row: Agreement) -> dict[str, Any]:
    names = ("reference", "signed_on", "starts_on", "ends_on", "amount", "currency", "qualifier")
    return {"donor": row.donor_id, **{name: getattr(row, name) for name in names}}


class BudgetLineForm(PartForm):
    """One line of the budget."""

    texts: ClassVar[Any] = {"labels": (_("Name"), True, 1)}
    code = forms.CharField(label=_("Code of the line"), max_length=32)
    amount = AmountField(label=_("Amount"), required=True)
    currency = CurrencyField(required=True)


def initial_of_line(row: BudgetLine) -> dict[str, Any]:
    return {**texts_of("labels", row.labels), "code": row.code, "amount": row.amount, "currency": row.currency}


class ExpenditureForm(PartForm):
    """Money spent."""

    on = DayField(label=_("Day"), required=True)
    amount = AmountField(label=_("Amount"), required=True)
    currency = CurrencyField(required=True)
    what = forms.CharField(label=_("For what"), max_length=300)
    line = forms.ModelChoiceField(
        label=_("Budget line"), required=False, queryset=BudgetLine._default_manager.none(), empty_label=EMPTY[1]
    )
    reference = forms.CharField(label=_("Number of the document"), required=False, max_length=120)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = BudgetLine._default_manager.filter(project=project)  # type: ignore[attr-defined]


class ReasonForm(PartForm):
    """Why a row is taken out."""

    reason = forms.CharField(label=_("What was wrong"), max_length=300, required=False)


class RateForm(PartForm):
    """What one currency is worth in another."""

    currency = CurrencyField(label=_("One unit of"), required=True)
    into = CurrencyField(label=_("is worth, in"), required=True)
    rate = forms.DecimalField(label=_("this much"), max_digits=18, decimal_places=8)
    on = DayField(label=_("From the day"), required=True)
    source = forms.CharField(label=_("Where it was published"), max_length=120)


class SubGrantForm(PartForm):
    """Money passed to a partner."""

    texts: ClassVar[Any] = {"purpose": (_("Purpose"), False, 1)}
    partner = OrganisationField(label=_("Partner"))
    reference = forms.CharField(label=_("Number of the agreement"), max_length=120)
    starts_on = DayField(label=_("In force from"))
    ends_on = DayField(label=_("In force until"))
    amount = AmountField(label=_("Amount"), help_text=_("Empty means: not stated."))
    currency = CurrencyField()
    qualifier = qualifier_field()


def initial_of_sub_grant(row: SubGrant) -> dict[str, Any]:
    names = ("reference", "starts_on", "ends_on", "amount", "currency", "qualifier")
    return {
        **texts_of("purpose", row.purpose),
        "partner": row.partner_id,
        **{name: getattr(row, name) for name in names},
    }
