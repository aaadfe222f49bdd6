"""What the forms of this room share: texts in three languages, dates as far as they are known, choices."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sapar.kernel import places, terms
from sapar.kernel.access.models import Organisation
from sapar.kernel.dates import PartialDate
from sapar.kernel.dates_reading import read_date
from sapar.kernel.errors import Invalid, Text
from sapar.kernel.places.models import Place
from sapar.kernel.ui.widgets import DatePicker
from sapar.programmes.figures import Qualifier

EMPTY = ("", "—")
LANGUAGES: tuple[tuple[str, Text], ...] = (("en", _("in English")), ("ru", _("in Russian")), ("ky", _("in Kyrgyz")))


class PartialDateField(forms.CharField):
    """A date as far as it is known, past or to come: text in, (first day or None, precision or "") out."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("As much as is known: 12.03.2021, 03.2021 or 2021. Empty means: not stated.")
        super().__init__(**{"required": False, "max_length": 40, "help_text": help_text, **kwargs})

    def clean(self, value: Any) -> tuple[date | None, str]:
        try:
            found = read_date(super().clean(value))
        except Invalid as error:
            raise forms.ValidationError(f"{error.message} {error.advice}".strip()) from error
        span = found.span()
        return (span[0], str(found.precision.value)) if span else (None, "")


def typed(known: PartialDate) -> str:
    """A date on record as somebody would type it."""
    span = known.span()
    if span is None:
        return ""
    patterns = {"day": "%d.%m.%Y", "month": "%m.%Y", "year": "%Y"}
    pattern = patterns.get(str(known.precision.value))
    return span[0].strftime(pattern) if pattern else known.display()


class PlaceField(forms.ChoiceField):
    """A place of the tree or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "choices": lambda: [EMPTY, *places.choices_tree()], **kwargs})

    def clean(self, value: Any) -> Place | None:
        code = super().clean(value)
        return places.require(code) if code else None


class OrganisationField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """One of all organisations, in the order of their names in the reader's language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": Organisation.objects.order_by("code"), "empty_label": EMPTY[1], **kwargs})


class DayField(forms.DateField):
    """A calendar day, possibly empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "widget": DatePicker(), **kwargs})


class AmountField(forms.DecimalField):
    """An amount or number, possibly empty. What is above zero the database judges, so that one rule speaks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_digits": 18, "decimal_places": 2, **kwargs})


class CurrencyField(forms.CharField):
    """Three letters, capital or not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Currency"), "required": False, "max_length": 3,
                            "help_text": _("KGS, USD, EUR…"), **kwargs})  # fmt: skip


def qualifier_field() -> forms.ChoiceField:
    """The word that belongs to a figure."""
    return forms.ChoiceField(label=_("The figure is"), choices=Qualifier.choices, initial=Qualifier.EXACT)


def of_list(name: str, *, empty: bool = True) -> Any:
    """Choices of a code list, read when the form is shown, so that they follow the language."""
    return lambda: ([EMPTY] if empty else []) + terms.choices(name)


class PartForm(forms.Form):
    """A form whose ``texts`` are asked in each language: {name: (label, whether one is required, rows)}.

    ``told`` gives the texts as {language: text} and everything else as it was cleaned.
    """

    texts: ClassVar[Mapping[str, tuple[Text, bool, int]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first: dict[str, forms.Field] = {}
        for name, (label, _required, rows) in self.texts.items():
            for code, language in LANGUAGES:
                widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
                field = forms.CharField(
                    label=format_lazy("{} {}", label, language), required=False, max_length=600, widget=widget
                )
                first[f"{name}_{code}"] = field
        self.fields = {**first, **self.fields}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for name, (_label, required, _rows) in self.texts.items():
            if required and not any(told.get(f"{name}_{code}", "").strip() for code, _language in LANGUAGES):
                self.add_error(f"{name}_en", str(_("Fill in at least one of the languages.")))
        return told

    def told(self) -> dict[str, Any]:
        """What was typed, as arguments of the action."""
        told = dict(self.cleaned_data)
        for name in self.texts:
            told[name] = {code: told.pop(f"{name}_{code}", "") for code, _language in LANGUAGES}
        return told


def texts_of(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Initial values of the fields of one text."""
    return {f"{name}_{code}": texts.get(code, "") for code, _language in LANGUAGES}
