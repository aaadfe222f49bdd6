"""Input of the people pages. Fields follow the order in which people tell about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.kernel import places, terms
from sapar.kernel.dates import PartialDate
from sapar.kernel.dates_reading import read_date
from sapar.kernel.errors import Invalid
from sapar.kernel.ui.needs import needed_when, require
from sapar.kernel.ui.widgets import DatePicker
from sapar.people.actions.correcting import Correction
from sapar.people.inputs import (
    AddressInput,
    ConsentInput,
    ContactInput,
    DocumentInput,
    NameInput,
    SafeContactInput,
)
from sapar.people.models import AddressKind
from sapar.people.notices import LANGUAGES

NAME_LENGTH = 300  # more than a name may have: the refusal says so, instead of the browser cutting silently
BIRTH_HELP = _("As much as is known: 12.03.1987, 03.1987, 1987, “about 1987” or “35 years”.")


def choices_of(name: str, *, empty: bool = False) -> Any:
    """Choices read when the form is shown, so that they follow the language."""
    return lambda: ([("", "—")] if empty else []) + terms.choices(name)


def place_choices() -> Any:
    """All places under their countries."""
    return [("", "—"), *places.choices_tree()]


class BirthField(forms.CharField):
    """Text in, PartialDate out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Date of birth"), required=False, help_text=BIRTH_HELP, max_length=60, **kwargs)

    def clean(self, value: Any) -> PartialDate:
        text = super().clean(value)
        try:
            return read_date(text, past=True, birth=True)
        except Invalid as error:
            raise forms.ValidationError(f"{error.message} {error.advice}".strip()) from error


class NameFields(forms.Form):
    given = forms.CharField(label=_("Given name"), required=False, max_length=NAME_LENGTH)
    family = forms.CharField(label=_("Family name"), required=False, max_length=NAME_LENGTH)
    patronymic = forms.CharField(
        label=_("Patronymic"), required=False, max_length=NAME_LENGTH, help_text=_("Father's name in any form.")
    )


class CorrectForm(forms.Form):
    """The facts of the file itself."""

    birth = BirthField()
    sex = forms.ChoiceField(label=_("Sex"), choices=choices_of("sex"))
    citizenship = forms.CharField(label=_("Citizenship"), required=False, max_length=60)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)

    def value(self) -> Correction:
        """The correction as the action takes it. Raises Invalid for a country that is not known."""
        from sapar.people.importing.reading import read_citizenships

        data = self.cleaned_data
        return Correction(data["birth"], data["sex"], read_citizenships(data["citizenship"]), data["note"])


class NameForm(NameFields):
    """Another name: as in a document, a former name, a name people use."""

    kind = forms.ChoiceField(label=_("Kind of name"), choices=choices_of("name_kind"), initial="legal")

    def value(self) -> NameInput:
        """The name as the action takes it."""
        return NameInput(**self.cleaned_data)


class ContactForm(forms.Form):
    """Another way to reach the person."""

    channel = forms.ChoiceField(label=_("Way of contact"), choices=choices_of("contact_channel"), initial="phone")
    value = forms.CharField(label=_("Number or name"), max_length=200)

    def contact(self) -> ContactInput:
        """The contact as the action takes it."""
        return ContactInput(self.cleaned_data["value"], self.cleaned_data["channel"])


class DocumentForm(forms.Form):
    """An identity document, held or not."""

    kind = forms.ChoiceField(label=_("Document"), choices=choices_of("document_kind"), initial="passport")
    status = forms.ChoiceField(label=_("Where the document is"), choices=choices_of("document_status"), initial="held")
    country = forms.CharField(label=_("Country, two letters"), required=False, max_length=2)
    number = forms.CharField(label=_("Document number"), required=False, max_length=60)
    issued_on = forms.DateField(label=_("Issued on"), required=False, widget=DatePicker())
    expires_on = forms.DateField(label=_("Valid until"), required=False, widget=DatePicker())

    def value(self) -> DocumentInput:
        """The document as the action takes it."""
        return DocumentInput(**self.cleaned_data)


class AddressForm(forms.Form):
    """An address in words."""

    kind = forms.ChoiceField(label=_("What this address is"), choices=AddressKind.choices)
    text = forms.CharField(label=_("Address"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def value(self) -> AddressInput:
        """The address as the action takes it."""
        return AddressInput(**self.cleaned_data)


_DAYS = [
    ("1", _("Monday")), ("2", _("Tuesday")), ("3", _("Wednesday")), ("4", _("Thursday")),
    ("5", _("Friday")), ("6", _("Saturday")), ("7", _("Sunday")),
]  # fmt: skip


class SafeContactForm(forms.Form):
    """The person's rules. Asked again at every meeting."""

    never = forms.BooleanField(label=_("Never make contact: the person will come or call"), required=False)
    channels = forms.MultipleChoiceField(
        label=_("Safe ways"), choices=choices_of("contact_channel"), required=False, widget=forms.CheckboxSelectMultiple
    )
    days = forms.MultipleChoiceField(
        label=_("Safe days"), choices=_DAYS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: any day."),
    )  # fmt: skip
    hour_from = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    hour_to = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    answerers = forms.MultipleChoiceField(
        label=_("Who may answer"),
        choices=choices_of("contact_answerer"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    voicemail = forms.BooleanField(label=_("A message may be left on the answering machine"), required=False)
    cover = forms.CharField(label=_("What to say if somebody else answers"), required=False, max_length=300)
    code_word = forms.CharField(label=_("Code word"), required=False, max_length=60)
    avoid = forms.CharField(label=_("Who must not know"), required=False, max_length=300)

    def value(self) -> SafeContactInput:
        """The rules as the action takes them."""
        data = dict(self.cleaned_data)
        data["days"] = tuple(int(day) for day in data["days"])
        data["channels"], data["answerers"] = tuple(data["channels"]), tuple(data["answerers"])
        return SafeContactInput(**data)


class ConsentForm(forms.Form):
    """One question and its answer. No purpose and no data is ticked in advance."""

    answer = forms.ChoiceField(
        label=_("Answer"), choices=[("give", _("The person agrees")), ("refuse", _("The person does not agree"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    purpose = forms.ChoiceField(label=_("Purpose"), choices=choices_of("consent_purpose", empty=True))
    recipient = forms.ModelChoiceField(
        label=_("For which organisation"), queryset=None, required=False, empty_label=_("Our own organisation")
    )
    data_classes = needed_when(
        forms.MultipleChoiceField(
            label=_("Which information"), choices=choices_of("data_class"), widget=forms.CheckboxSelectMultiple
        ),
        _("(if the person agrees)"),
    )
    how_given = needed_when(
        forms.ChoiceField(label=_("How the consent was given"), choices=choices_of("how_given", empty=True)),
        _("(if the person agrees)"),
    )
    witness_role = forms.ChoiceField(
        label=_("Who heard a spoken consent"), choices=choices_of("witness_role", empty=True), required=False,
        help_text=_("By role; the name is not needed."),
    )  # fmt: skip
    guardian = forms.CharField(
        label=_("Guardian, for a child"), required=False, max_length=200,
        help_text=_("Only for a person under 18. Empty: the guardian on the file."),
    )  # fmt: skip
    notice_language = forms.ChoiceField(
        label=_("The notice was read in"), choices=list(LANGUAGES.items()), required=False
    )
    expires_on = forms.DateField(label=_("Valid until"), required=False, widget=DatePicker())

    def __init__(self, *args: Any, organisations: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = organisations
        self.fields["notice_language"].initial = self.language = language

    def clean(self) -> dict[str, Any]:
        """A yes says to which information, and how it was given."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("answer") == "give":
            require(self, ["data_classes", "how_given"])
        return data

    def value(self) -> ConsentInput:
        """The answer as the action takes it."""
        data = self.cleaned_data
        recipient = data["recipient"]
        return ConsentInput(
            purpose=data["purpose"],
            recipient_id=recipient.id if recipient else None,
            data_classes=tuple(data["data_classes"]),
            how_given=data["how_given"],
            witness_role=data["witness_role"],
            guardian=data["guardian"],
            expires_on=data["expires_on"],
            notice_language=data["notice_language"] or self.language,
        )


class ShareForm(forms.Form):
    """With whom the file is shared."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=None)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class RestrictForm(forms.Form):
    """Who in the organisation may find the file."""

    restricted = forms.BooleanField(label=_("Only those who work with the person may open the file"), required=False)


class EraseForm(forms.Form):
    """Erasing cannot be undone, so it is typed."""

    code = forms.CharField(label=_("Type the code of the person to confirm"), max_length=20)
