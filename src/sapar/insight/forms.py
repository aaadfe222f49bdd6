"""Input of the figures pages."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sapar.insight.exploring import PICKED
from sapar.insight.models import PeriodState
from sapar.kernel import terms
from sapar.kernel.access.models import Organisation
from sapar.kernel.figures.algebra import OF_LABELS
from sapar.kernel.figures.registry import dimensions, registers
from sapar.kernel.ui.widgets import DatePicker

CURRENCIES = ("USD", "EUR", "KGS", "KZT", "UZS", "TJS", "TMT", "NOK", "RUB", "GBP", "JPY", "UAH")


class IssueForm(forms.Form):
    """Issue the bulletin: the day to print (empty: today)."""

    as_of = forms.DateField(
        label=_("Day to print"),
        required=False,
        widget=DatePicker(),
        help_text=_("Empty: today. The figures are always those of this moment."),
    )


class ExploreForm(forms.Form):
    """What to count, of whom, when, and how to break it down. Sent by GET: a question has an address."""

    of = forms.ChoiceField(label=_("Count"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    register = forms.ChoiceField(label=pgettext_lazy("a list that is kept", "Register"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=DatePicker())
    until = forms.DateField(label=_("Until"), required=False, widget=DatePicker())
    by1 = forms.ChoiceField(label=_("Break down by"), required=False)
    by2 = forms.ChoiceField(label=_("then by"), required=False)
    by3 = forms.ChoiceField(label=_("then by"), required=False)
    by4 = forms.ChoiceField(label=_("then by"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        choices = {
            "of": [(of.value, label) for of, label in OF_LABELS.items()],
            "unit": [("", "—"), *terms.choices("unit")],
            "currency": [("", "—"), *((code, code) for code in CURRENCIES)],
            "register": [("", "—"), *((each.code, each.label) for each in registers().values())],
        }
        ways = [("", "—"), *((each.code, each.label) for each in dimensions().values())]
        known = {code for code, _label in ways}
        for register in registers().values():
            ways += [(code, d.label) for code, d in register.dimensions.items() if code not in known]
        for name, values in (choices | {f"by{at}": ways for at in range(1, 5)}).items():
            self.fields[name].choices = values  # type: ignore[attr-defined]  # all are choice fields
        for code in PICKED:
            dimension = dimensions()[code]
            self.fields[code] = forms.MultipleChoiceField(
                label=dimension.label,
                required=False,
                choices=dimension.choices() if dimension.choices else [],
                widget=forms.SelectMultiple(attrs={"size": 6}),
            )

    @property
    def conditions(self) -> list[forms.BoundField]:
        """The pickers that narrow."""
        return [self[code] for code in PICKED]


class KeepForm(forms.Form):
    """Keep a question as a definition: its short name, and what it is called in three languages."""

    code = forms.SlugField(
        label=_("Short name"),
        max_length=80,
        help_text=_("Latin letters, numbers and hyphens. An existing name gets a new version."),
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("Only small Latin letters, numbers and hyphens."))],
    )
    label_en = forms.CharField(label=_("In English"), max_length=400, required=False)
    label_ru = forms.CharField(label=_("In Russian"), max_length=400, required=False)
    label_ky = forms.CharField(label=_("In Kyrgyz"), max_length=400, required=False)
    bulletin = forms.BooleanField(label=_("The regional bulletin prints this figure"), required=False)

    def labels(self) -> dict[str, str]:
        """The names given, by language."""
        told = {language: self.cleaned_data[f"label_{language}"] for language in ("en", "ru", "ky")}
        return {language: text for language, text in told.items() if text}


class PeriodForm(forms.Form):
    """A new period."""

    first = forms.DateField(label=_("First day"), widget=DatePicker())
    last = forms.DateField(label=_("Last day"), widget=DatePicker())
    everywhere = forms.BooleanField(
        label=_("For all organisations"), required=False, help_text=_("Otherwise only for yours.")
    )


class MoveForm(forms.Form):
    """The next state of a period, with the reason where one is asked."""

    state = forms.ChoiceField(label=_("Make it"), choices=PeriodState.choices)
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=300, help_text=_("Needed to lock and to open a locked period.")
    )


class ExceptForm(forms.Form):
    """Leave for one organisation to record into a locked period."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    reason = forms.CharField(label=_("Why"), max_length=300)
    until = forms.DateField(
        label=_("Until the end of"), widget=DatePicker(), help_text=_("At most a month from today.")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["organisation"].queryset = Organisation.objects.filter(is_operational=True).order_by("code")  # type: ignore[attr-defined]
