"""Input of the people pages. Fields follow the order in which people tell about themselves."""

from typing import Any

from django import forms
from django.utils import timezone
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
    Registration,
    RelationshipInput,
    SafeContactInput,
)
from sapar.people.minors import OF_AGE, Age, age_of
from sapar.people.models import AddressKind, GuardianBasis
from sapar.people.notices import LANGUAGES, offered
from sapar.people.queries import Criteria

NAME_LENGTH = 300  # more than a name may have: the refusal says so, instead of the browser cutting silently
_BIRTH_HELP = _("As much as is known: 12.03.1987, 03.1987, 1987, “about 1987” or “35 years”.")


def choices_of(name: str, *, empty: bool = False) -> Any:
    """Choices read when the form is shown, so that they follow the language."""
    return lambda: ([("", "—")] if empty else []) + terms.choices(name)


#: Who can decide for a child.
GUARDIANS = ("mother", "father", "grandparent", "sibling", "other_relative", "guardian", "representative")


def guardian_relations() -> list[tuple[str, str]]:
    """Relations to a child of those who can decide for it, as choices."""
    words = dict(terms.choices("relationship"))
    return [(code, words[code]) for code in GUARDIANS]


def place_choices() -> Any:
    """All places under their countries."""
    return [("", "—"), *places.choices_tree()]


class BirthField(forms.CharField):
    """Text in, PartialDate out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Date of birth"), required=False, help_text=_BIRTH_HELP, max_length=60, **kwargs)

    def clean(self, value: Any) -> PartialDate:
        text = super().clean(value)
        try:
            return read_date(text, past=True, birth=True)
        except Invalid as error:
            raise forms.ValidationError(f"{error.message} {error.advice}".strip()) from error


class _NameFields(forms.Form):
    given = forms.CharField(label=_("Given name"), required=False, max_length=NAME_LENGTH)
    family = forms.CharField(label=_("Family name"), required=False, max_length=NAME_LENGTH)
    patronymic = forms.CharField(
        label=_("Patronymic"), required=False, max_length=NAME_LENGTH, help_text=_("Father's name in any form.")
    )


class FindForm(_NameFields):
    """Who is it? Any alphabet, any order, any spelling."""

    birth = BirthField()
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=40,
        help_text=_("The last four digits are enough beside a name or a birth year."),
    )
    document = forms.CharField(label=_("Document number"), required=False, max_length=60)
    code = forms.CharField(
        label=_("Code of the person or of a case"),
        required=False,
        max_length=60,
        help_text=_("As written, or in its three words."),
    )
    place = forms.ChoiceField(
        label=_("Place"),
        required=False,
        choices=place_choices,
        help_text=_("Where the person lives or comes from. It helps to choose; nobody is left out because of it."),
    )

    def criteria(self) -> Criteria:
        """What was typed, as a question."""
        data = dict(self.cleaned_data)
        code = data.pop("place")
        within = frozenset(places.subtree_ids(places.require(code)) if code else ())
        return Criteria(**{**data, "code": data["code"].strip(), "places": within})


class RegisterForm(_NameFields):
    """Only one name is required; everything else as far as the person wants to tell it."""

    search_token = forms.UUIDField(widget=forms.HiddenInput)
    birth = BirthField()
    sex = forms.ChoiceField(label=_("Sex"), choices=choices_of("sex"), initial="unknown")
    citizenship = forms.CharField(
        label=_("Citizenship"),
        required=False,
        max_length=60,
        help_text=_("Countries separated by commas, for example KG, RU."),
    )
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    document_kind = forms.ChoiceField(label=_("Document"), choices=choices_of("document_kind"), initial="passport")
    document = forms.CharField(label=_("Document number"), required=False, max_length=60)
    document_status = forms.ChoiceField(
        label=_("Where the document is"), choices=choices_of("document_status"), initial="held"
    )
    place = forms.ChoiceField(label=_("Place"), required=False, choices=place_choices)
    address = forms.CharField(label=_("Address"), required=False, max_length=300)
    safe_channels = forms.MultipleChoiceField(
        label=_("Safe ways to make contact"),
        choices=choices_of("contact_channel"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ask: which way is safe for you? Tick only what the person said."),
    )
    never = forms.BooleanField(label=_("Never make contact: the person will come or call"), required=False)
    cover = forms.CharField(label=_("What to say if somebody else answers"), required=False, max_length=300)
    code_word = forms.CharField(label=_("Code word"), required=False, max_length=60)
    consent = forms.BooleanField(
        label=_("The person agrees that we keep and use this information to help with the case"),
        required=False,
        help_text=_("Read the notice aloud first, in the person's language."),
    )
    how_given = needed_when(
        forms.ChoiceField(label=_("How the consent was given"), choices=choices_of("how_given", empty=True)),
        _("(if the box above is ticked)"),
    )
    guardian = needed_when(
        forms.CharField(label=_("Parent or guardian"), max_length=NAME_LENGTH), _("(if the child agrees below)")
    )
    guardian_relation = needed_when(
        forms.ChoiceField(label=_("Who they are to the child"), choices=lambda: [("", "—"), *guardian_relations()]),
        _("(if a guardian is named)"),
    )
    guardian_basis = needed_when(
        forms.ChoiceField(label=_("Decides for the child as"), choices=[("", "—"), *GuardianBasis.choices]),
        _("(if a guardian is named)"),
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)

    @property
    def asks_for_guardian(self) -> bool:
        """Whether the birth date, as far as it is typed, leaves room for somebody under 18."""
        try:
            ages = read_date(str(self["birth"].value() or ""), past=True, birth=True).age_on(timezone.localdate())
        except Invalid:
            return False
        return ages is not None and ages[0] < OF_AGE

    def clean(self) -> dict[str, Any]:
        """A yes without the way it was given is no consent."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("consent"):
            require(self, ["how_given"])
        if not self.asks_for_guardian:
            data["guardian"] = ""
        elif data.get("guardian") or (data.get("consent") and self._is_child()):
            require(self, ["guardian", "guardian_relation", "guardian_basis"])
        return data

    def _is_child(self) -> bool:
        birth = self.cleaned_data.get("birth")
        return birth is not None and age_of(birth, timezone.localdate()) is Age.CHILD

    def told(self, language: str) -> Registration:
        """The registration as the action takes it. Raises Invalid for a country that is not known."""
        from sapar.people.importing.reading import read_citizenships

        data = self.cleaned_data
        safe = SafeContactInput(
            never=data["never"], channels=tuple(data["safe_channels"]), cover=data["cover"], code_word=data["code_word"]
        )
        consent = ConsentInput(
            purpose="casework", how_given=data["how_given"], notice_language=offered(language),
            data_classes=("ordinary", "contact", "identity", "legal", "health", "finance"),
        )  # fmt: skip
        return Registration(
            names=[NameInput(data["given"], data["family"], data["patronymic"])],
            birth=data["birth"],
            sex=data["sex"],
            citizenships=read_citizenships(data["citizenship"]),
            contacts=[ContactInput(data["phone"])] if data["phone"] else [],
            documents=[DocumentInput(data["document"], data["document_kind"], data["document_status"])]
            if data["document"]
            else [],
            addresses=[
                AddressInput(data["address"], place_id=places.require(data["place"]).pk if data["place"] else None)
            ]
            if data["address"] or data["place"]
            else [],
            safe_contact=safe if safe != SafeContactInput() else None,
            relatives=[
                RelationshipInput(
                    data["guardian_relation"], name=data["guardian"], guardian=data["guardian_basis"], aware=True
                )
            ]
            if data["guardian"]
            else [],
            consents=[consent] if data["consent"] else [],
            note=data["note"],
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


class NameForm(_NameFields):
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
