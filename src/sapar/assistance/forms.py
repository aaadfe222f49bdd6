"""Input of the pages of services. Repeated rows are plain fields, so that the form works without script."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sapar.assistance.actions import Service
from sapar.assistance.money import check_money
from sapar.cases.forms import EMPTY, PartialDateField, TextField, choices, place_choices, services
from sapar.kernel import places
from sapar.kernel.access.models import Organisation
from sapar.kernel.errors import Invalid
from sapar.kernel.ledger.models import EntryShare
from sapar.kernel.ledger.posting import Share
from sapar.kernel.ui.widgets import DatePicker
from sapar.programmes.models import Project

PROJECT_ROWS = 3
GIVER_ROWS = 4
MOST_ROWS = 20
GIVER_FIELDS = ("giver", "people", "giver_part", "gave", "gave_currency", "in_kind")
_WHOLE = Decimal(100)


class ServiceForm(forms.Form):
    """One service: what, when, how much, by whom, where, paid by whom."""

    kind = forms.ChoiceField(label=_("Service"), choices=services)
    date = PartialDateField(label=_("Date"))
    until = forms.DateField(label=_("Until"), required=False, widget=DatePicker())
    quantity = forms.DecimalField(label=_("How many"), required=False, max_digits=12, decimal_places=2)
    unit = forms.ChoiceField(label=_("Unit"), required=False, choices=choices("unit"))
    provider = forms.ModelChoiceField(label=_("Given by"), queryset=Organisation.objects.none(), empty_label=EMPTY[1])
    place = forms.ChoiceField(label=_("Place"), required=False, choices=place_choices)
    amount = forms.DecimalField(label=_("Cost"), required=False, max_digits=14, decimal_places=2)
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3, help_text=_("KGS, USD, EUR…"))
    note = TextField(label=_("Note"), rows=3, help_text=_("Stored sealed."))

    def __init__(
        self, *args: Any, projects: QuerySet[Project], providers: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Organisation]", self.fields["provider"]).queryset = providers
        self.projects = range(1, self._rows(("project", "part"), PROJECT_ROWS) + 1)
        self.givers = range(1, self._rows(GIVER_FIELDS, GIVER_ROWS) + 1)
        for row in self.projects:
            self.fields[f"project_{row}"] = _one_of(_("Project %(number)s") % {"number": row}, projects)
            self.fields[f"part_{row}"] = _percent(_("Share of project %(number)s, %%") % {"number": row})
        for row in self.givers:
            self.fields[f"giver_{row}"] = _one_of(_("Organisation %(number)s") % {"number": row}, providers)
            self.fields[f"people_{row}"] = _choice(_("or people"), choices("contributor"))
            self.fields[f"giver_part_{row}"] = _percent(_("Share of organisation %(number)s, %%") % {"number": row})
            self.fields[f"gave_{row}"] = forms.DecimalField(
                label=_("Amount of organisation %(number)s") % {"number": row}, required=False, decimal_places=2
            )
            self.fields[f"gave_currency_{row}"] = forms.CharField(
                label=_("Currency of organisation %(number)s") % {"number": row}, required=False, max_length=3
            )
            self.fields[f"in_kind_{row}"] = forms.BooleanField(label=_("In kind"), required=False)

    def _rows(self, names: Sequence[str], least: int) -> int:
        """As many rows as were sent or are on record, and not fewer than usual."""
        source = self.data if self.is_bound else self.initial
        parts = [name.rpartition("_") for name in source]
        return min(
            max([least, *(int(row) for name, _dash, row in parts if name in names and row.isdecimal())]), MOST_ROWS
        )

    def project_rows(self) -> list[tuple[forms.BoundField, ...]]:
        """Bound fields of each project row."""
        return [(self[f"project_{row}"], self[f"part_{row}"]) for row in self.projects]

    def contributor_rows(self) -> list[tuple[forms.BoundField, ...]]:
        """Bound fields of each row of contributors."""
        return [tuple(self[f"{name}_{row}"] for name in GIVER_FIELDS) for row in self.givers]

    @property
    def has_more_payers(self) -> bool:
        """Whether the rows that are folded away hold anything."""
        folded = self.project_rows()[1:] + self.contributor_rows()
        return any(field.value() or field.errors for row in folded for field in row)

    @property
    def has_cost(self) -> bool:
        """Whether the folded cost holds anything."""
        return any(field.value() or field.errors for field in (self["amount"], self["currency"]))

    def clean(self) -> dict[str, Any]:
        """Every amount with its currency, beside the field that is wrong."""
        told = super().clean() or self.cleaned_data
        pairs = [("amount", "currency"), *((f"gave_{row}", f"gave_currency_{row}") for row in self.givers)]
        for amount, currency in pairs:
            if amount not in told or currency not in told:
                continue  # the field itself could not be read, and says so
            told[currency] = told[currency].strip().upper()
            try:
                check_money(told[amount], told[currency], amount_field=amount, currency_field=currency)
            except Invalid as error:
                self.add_error(error.field, f"{error.message} {error.advice}")
        return told

    def value(self) -> Service:
        """What was told. Raises Invalid for a place that is no longer offered."""
        told = self.cleaned_data
        on, precision = told["date"]
        return Service(
            kind=told["kind"], provider=told["provider"], on=on, precision=precision, until=told["until"],
            quantity=told["quantity"], unit=told["unit"], amount=told["amount"], currency=told["currency"],
            place=places.require(told["place"]) if told["place"] else None, projects=list(self._projects()),
            contributors=list(self._contributors()), note=told["note"],
        )  # fmt: skip

    def _projects(self) -> Iterator[tuple[UUID, Decimal | None]]:
        for row in self.projects:
            project, part = self.cleaned_data[f"project_{row}"], self.cleaned_data[f"part_{row}"]
            if project is not None:
                yield project.pk, _fraction(part)
            elif part is not None:
                raise Invalid(_("A share needs its project."), field=f"project_{row}", advice=_("Choose the project."))

    def _contributors(self) -> Iterator[Share]:
        for row in self.givers:
            told = {name: self.cleaned_data[f"{name}_{row}"] for name in GIVER_FIELDS}
            if told["giver"] is not None or told["people"]:
                yield Share(
                    organisation=told["giver"], contributor=told["people"], share=_fraction(told["giver_part"]),
                    amount=told["gave"], currency=told["gave_currency"], in_kind=told["in_kind"],
                )  # fmt: skip
            elif any(value not in (None, "", False) for value in told.values()):
                raise Invalid(
                    _("Say who gave it."), field=f"giver_{row}", advice=_("Choose an organisation or people.")
                )


def _percent(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=5, decimal_places=2, max_value=_WHOLE)


def _choice(label: Any, offered: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=offered)


def _one_of(label: Any, rows: QuerySet[Any]) -> "forms.ModelChoiceField[Any]":
    return forms.ModelChoiceField(label=label, queryset=rows, required=False, empty_label=EMPTY[1])


def _fraction(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else percent / _WHOLE


def initial_of(service: Service, shares: Iterable[EntryShare]) -> dict[str, Any]:
    """What the form shows for a service on record."""
    told: dict[str, Any] = {
        "kind": service.kind, "provider": service.provider, "date": typed(service), "until": service.until,
        "quantity": service.quantity, "unit": service.unit, "amount": service.amount, "currency": service.currency,
        "place": service.place.code if service.place else "", "note": service.note,
    }  # fmt: skip
    projects = [share for share in shares if share.project_id]
    others = [share for share in shares if not share.project_id]
    for row, share in enumerate(projects, 1):
        told |= {f"project_{row}": share.project_id, f"part_{row}": _shown(share)}
    for row, share in enumerate(others, 1):
        given = (share.organisation, share.contributor, _shown(share), share.amount, share.currency, share.in_kind)
        told |= {f"{name}_{row}": value for name, value in zip(GIVER_FIELDS, given, strict=True)}
    return told


def _shown(share: EntryShare) -> Decimal | None:
    # As somebody would type it: the ledger keeps more decimals than a form takes.
    return None if share.share is None else (share.share * _WHOLE).quantize(Decimal("0.01"))


def typed(service: Service) -> str:
    """The date as somebody would type it."""
    if service.on is None:
        return ""
    patterns = {"day": "%d.%m.%Y", "month": "%m.%Y", "year": "%Y"}
    return service.on.strftime(patterns[service.precision]) if service.precision in patterns else service.when.display()


class VoidForm(forms.Form):
    """Why a record is void."""

    reason = TextField(label=_("What was wrong"), rows=3, required=True)
