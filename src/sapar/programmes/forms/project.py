"""A project as a whole, its donors, budget and ties."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms
from sapar.kernel.errors import Text
from sapar.programmes.forms.base import (
    EMPTY,
    AmountField,
    CurrencyField,
    OrganisationField,
    PartForm,
    PartialDateField,
    PlaceField,
    qualifier_field,
    texts_of,
    typed,
)
from sapar.programmes.models import Project, ProjectContribution
from sapar.programmes.models.links import PlaceRole, Purpose

DONOR_ROWS = 5
_LISTS: tuple[tuple[str, Text], ...] = (
    ("beneficiary_group", _("Group")), ("sector", _("Sector")), ("service", _("Service")), ("need", _("Need")),
)  # fmt: skip


class ProjectForm(PartForm):
    """What is stated of a project as a whole. Empty fields are shown as not stated."""

    texts: ClassVar[Any] = {"labels": (_("Name"), True, 1)}
    code = forms.SlugField(
        label=_("Short name for the address"), required=False, max_length=60, help_text=_("For example returns-2027.")
    )
    implementer = OrganisationField(label=_("Implemented by"), required=False)
    parent = forms.ModelChoiceField(
        label=_("Part of"), required=False, queryset=Project.objects.none(), empty_label=EMPTY[1],
        help_text=_("A partner's part of a larger project has its donors through that project."),
    )  # fmt: skip
    predecessor = forms.ModelChoiceField(
        label=_("Continues"), required=False, queryset=Project.objects.none(), empty_label=EMPTY[1]
    )
    start = PartialDateField(label=_("Start"))
    end = PartialDateField(label=_("End"))
    duration_months = forms.IntegerField(label=_("Duration, months"), required=False)

    def __init__(self, *args: Any, projects: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("parent", "predecessor"):
            self.fields[name].queryset = projects  # type: ignore[attr-defined]  # both are model choices
        if not is_new:
            del self.fields["code"]

    def told(self) -> dict[str, Any]:
        told = super().told()
        told["start"], told["start_precision"] = told["start"]
        told["end"], told["end_precision"] = told["end"]
        return told


def initial_of_project(project: Project) -> dict[str, Any]:
    return {
        **texts_of("labels", project.labels), "implementer": project.implementer_id, "parent": project.parent_id,
        "predecessor": project.predecessor_id, "start": typed(project.starts), "end": typed(project.ends),
        "duration_months": project.duration_months,
    }  # fmt: skip


class DonorsForm(PartForm):
    """Who pays, each with its share of the whole in per cent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(1, DONOR_ROWS + 1):
            self.fields[f"donor_{row}"] = OrganisationField(
                label=_("Donor %(number)s") % {"number": row}, required=False
            )
            self.fields[f"share_{row}"] = forms.DecimalField(
                label=_("Share of donor %(number)s, %%") % {"number": row}, required=False, max_digits=7,
                decimal_places=4,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        seen: set[UUID] = set()
        for row in range(1, DONOR_ROWS + 1):
            donor = told.get(f"donor_{row}")
            if donor is not None and donor.pk in seen:
                self.add_error(f"donor_{row}", str(_("This donor stands in another row already.")))
            if donor is None and told.get(f"share_{row}") is not None:
                self.add_error(f"donor_{row}", str(_("A share needs its donor.")))
            if donor is not None:
                seen.add(donor.pk)
        return told

    def told(self) -> dict[str, Any]:
        rows = ((self.cleaned_data[f"donor_{n}"], self.cleaned_data[f"share_{n}"]) for n in range(1, DONOR_ROWS + 1))
        return {"shares": {donor.pk: None if share is None else share / 100 for donor, share in rows if donor}}


def initial_of_donors(links: Iterable[Any]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for row, link in enumerate(links, 1):
        told[f"donor_{row}"] = link.organisation_id
        told[f"share_{row}"] = None if link.share is None else (link.share * 100).normalize() + Decimal(0)
    return told


class BudgetForm(PartForm):
    """The whole budget as the agreement states it."""

    amount = AmountField(label=_("Amount"), help_text=_("Empty means: not stated."))
    currency = CurrencyField()
    qualifier = qualifier_field()


class PartnerForm(PartForm):
    """With whom the project works."""

    organisation = OrganisationField(label=_("Partner"))


class ContributionForm(PartForm):
    """What a third party adds."""

    organisation = OrganisationField(label=_("Who contributes"))
    purpose = forms.ChoiceField(label=_("To what"), choices=Purpose.choices)
    in_kind = forms.BooleanField(label=_("In kind"), required=False)
    amount = AmountField(label=_("Amount or value"), help_text=_("Empty means: not stated."))
    currency = CurrencyField()
    qualifier = qualifier_field()


def initial_of_contribution(row: ProjectContribution) -> dict[str, Any]:
    return {
        "organisation": row.organisation_id, "purpose": row.purpose, "in_kind": row.in_kind, "amount": row.amount,
        "currency": row.currency, "qualifier": row.qualifier,
    }  # fmt: skip


class PlaceForm(PartForm):
    """Where the project works."""

    place = PlaceField(label=_("Place"), required=True)
    role = forms.ChoiceField(label=_("More than a place of work"), required=False, choices=[EMPTY, *PlaceRole.choices])


class TermForm(PartForm):
    """A group, sector, service or need of the project."""

    term = forms.ChoiceField(label=_("Group, sector, service or need"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(heading), [(f"{name}:{code}", label) for code, label in terms.choices(name)])
            for name, heading in _LISTS
        ]
        self.fields["term"].choices = [EMPTY, *choices]  # type: ignore[attr-defined]  # a choice field

    def told(self) -> dict[str, Any]:
        name, _colon, code = self.cleaned_data["term"].partition(":")
        return {"list": name, "term": code}
