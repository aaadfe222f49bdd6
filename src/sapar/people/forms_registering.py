"""Forms of the search and of registering: what is asked before and when a file is made."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import places, terms
from sapar.kernel.dates_reading import read_date
from sapar.kernel.errors import Invalid
from sapar.kernel.ui.needs import needed_when, require
from sapar.people.forms import NAME_LENGTH, BirthField, NameFields, choices_of, place_choices
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
from sapar.people.models import GuardianBasis
from sapar.people.notices import offered
from sapar.people.queries import Criteria

#: Who can decide for a child.
GUARDIANS = ("mother", "father", "grandparent", "sibling", "other_relative", "guardian", "representative")


def guardian_relations() -> list[tuple[str, str]]:
    """Relations to a child of those who can decide for it, as choices."""
    words = dict(terms.choices("relationship"))
    return [(code, words[code]) for code in GUARDIANS]


class FindForm(NameFields):
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


class RegisterForm(NameFields):
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
