"""Input of the case pages."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sapar.cases.actions import Facts
from sapar.cases.actions.emergency import reason_of
from sapar.cases.dating import HOW_TO_WRITE, first_day
from sapar.cases.models import Audience, DataClass
from sapar.kernel import places, terms
from sapar.kernel.access.models import Team, User
from sapar.kernel.dates_reading import read_date
from sapar.kernel.errors import Invalid
from sapar.kernel.ui.widgets import DatePicker

EMPTY = ("", "—")


def choices(name: str, *, empty: bool = True) -> Any:
    """Choices read when the form is shown, so that they follow the language."""
    return lambda: ([EMPTY] if empty else []) + terms.choices(name)


def services() -> Any:
    """The service tree under its headings."""
    return [EMPTY, *terms.grouped_choices("service")]


def place_choices() -> Any:
    """All places under their countries."""
    return [EMPTY, *places.choices_tree()]


class TextField(forms.CharField):
    """Several lines; the length is checked by the action, which says so in words."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        words = {"required": format_lazy("{} {}", _("Nothing is written here yet."), _("Write it in a few words."))}
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, **{"required": False, "error_messages": words, **kwargs})


class PartialDateField(forms.CharField):
    """A past date as far as it is known: text in, (first day or None, precision) out."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("As much as is known: 12.03.2021, 03.2021 or 2021. Empty means: not stated.")
        super().__init__(**{"required": False, "max_length": 40, "help_text": help_text, **kwargs})

    def clean(self, value: Any) -> tuple[date | None, str]:
        try:
            # The reader's own advice speaks of births; here something happened or was given.
            found = read_date(super().clean(value), past=True)
        except Invalid as error:
            raise forms.ValidationError(f"{error.message} {HOW_TO_WRITE}") from error
        try:
            return first_day(found)
        except Invalid as error:
            raise forms.ValidationError(f"{error.message} {error.advice}".strip()) from error


class OpenForm(forms.Form):
    """Opening a case."""

    opened_on = forms.DateField(label=_("Opened on"), required=False, widget=DatePicker())
    risk = forms.ChoiceField(label=_("Risk"), required=False, choices=choices("risk"))
    determination = forms.ChoiceField(
        label=_("Determination"), choices=choices("determination", empty=False), initial="not_assessed"
    )
    group = forms.ChoiceField(label=_("Group"), required=False, choices=choices("beneficiary_group"))
    stage = forms.ChoiceField(label=_("Stage of the way home"), required=False, choices=choices("case_stage"))
    summary = TextField(label=_("What happened"), help_text=_("Only what helping needs. It is stored sealed."))
    team = forms.ModelChoiceField(
        label=_("Team that may read the case"),
        required=False,
        queryset=Team.objects.none(),
        empty_label=_("Nobody but those assigned"),
    )

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Team]", self.fields["team"]).queryset = teams


class FactsForm(forms.Form):
    """Facts of the case. Each field remembers what it showed, so that two people may change different ones."""

    risk = forms.ChoiceField(label=_("Risk"), required=False, choices=choices("risk"), show_hidden_initial=True)
    determination = forms.ChoiceField(
        label=_("Determination"), choices=choices("determination", empty=False), show_hidden_initial=True
    )
    group = forms.ChoiceField(
        label=_("Group"), required=False, choices=choices("beneficiary_group"), show_hidden_initial=True
    )
    stage = forms.ChoiceField(
        label=_("Stage of the way home"), required=False, choices=choices("case_stage"), show_hidden_initial=True
    )
    review_on = forms.DateField(label=_("Next review"), required=False, widget=DatePicker(), show_hidden_initial=True)

    def value(self) -> Facts:
        return Facts(**self.cleaned_data)

    def seen(self) -> Facts:
        """What the form showed when it was opened. What was not sent along counts as empty: rather a clash too many."""
        shown = {name: self.data.get(self[name].html_initial_name, "") for name in self.fields}
        try:
            shown["review_on"] = self.fields["review_on"].clean(shown["review_on"])
        except forms.ValidationError:
            shown["review_on"] = None
        return Facts(**shown)


class SummaryForm(forms.Form):
    """The summary. It remembers what it showed, so that nobody writes over a text they never saw."""

    summary = TextField(label=_("What happened"), rows=8, show_hidden_initial=True)

    def seen(self) -> str:
        """The text that the form was opened with; what was not sent along counts as empty."""
        return str(self.data.get(self["summary"].html_initial_name, ""))


class NeedForm(forms.Form):
    """A need."""

    category = forms.ChoiceField(label=_("Need"), choices=lambda: [EMPTY, *terms.grouped_choices("need")])
    urgency = forms.ChoiceField(label=_("How urgent"), required=False, choices=choices("urgency"))
    note = TextField(label=_("In the person's words"))


class StepForm(forms.Form):
    """A step of the plan."""

    service = forms.ChoiceField(label=_("Service"), required=False, choices=services)
    text = forms.CharField(label=_("What to do"), required=False, max_length=500)
    due_on = forms.DateField(label=_("Until"), required=False, widget=DatePicker())
    responsible = forms.ModelChoiceField(
        label=_("Who"), required=False, queryset=User.objects.none(), empty_label=_("I do it")
    )
    agreed_by_client = forms.BooleanField(label=_("The person agreed to this step"), required=False)

    def __init__(self, *args: Any, takers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["responsible"]).queryset = takers


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = TextField(label=_("Why"), rows=3, required=True)


class NoteForm(forms.Form):
    """A note."""

    text = TextField(label=_("Note"), rows=3, required=True)
    data_class = forms.ChoiceField(label=_("About"), choices=DataClass.choices, initial=DataClass.ORDINARY)
    audience = forms.ChoiceField(label=_("Who may read it"), choices=Audience.choices, initial=Audience.CASE)

    def __init__(self, *args: Any, classes: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if classes is not None:
            cast(forms.ChoiceField, self.fields["data_class"]).choices = [
                pair for pair in DataClass.choices if pair[0] in classes
            ]


class JourneyForm(forms.Form):
    """The journey that led to the case."""

    departed = PartialDateField(label=_("Left on"))
    origin = forms.ChoiceField(label=_("From"), required=False, choices=place_choices)
    destination = forms.ChoiceField(label=_("To"), required=False, choices=place_choices)
    reason = forms.ChoiceField(label=_("Why the person left"), required=False, choices=choices("migration_reason"))
    incident = forms.ChoiceField(
        label=_("What happened on the way"), required=False, choices=choices("migration_event")
    )
    incident_date = PartialDateField(label=_("When it happened"))
    incident_place = forms.ChoiceField(label=_("Where it happened"), required=False, choices=place_choices)
    note = TextField(label=_("More"), help_text=_("Read only by those who may read health notes."))


class AssignForm(forms.Form):
    """Asking a colleague in."""

    user = forms.ModelChoiceField(label=_("Colleague"), queryset=User.objects.none())
    lead = forms.BooleanField(label=_("Leads the case from now on"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["user"]).queryset = people


class ShareForm(forms.Form):
    """Sharing on a consent in force."""

    consent = forms.ChoiceField(label=_("With whom, and for what"), widget=forms.RadioSelect())

    def __init__(self, *args: Any, consents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["consent"]).choices = consents

    def organisation_and_purpose(self) -> tuple[UUID, str]:
        organisation, _colon, purpose = self.cleaned_data["consent"].partition(":")
        return UUID(organisation), purpose


class CloseForm(forms.Form):
    """Closing."""

    reason = forms.ChoiceField(label=_("Why the case ends"), choices=choices("closing_reason"))
    closed_on = forms.DateField(
        label=_("Closed on"), required=False, widget=DatePicker(), help_text=_("Empty means today.")
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: one button."""


class EmergencyForm(forms.Form):
    """Breaking the glass."""

    code = forms.CharField(label=_("Case code"), max_length=40, help_text=_("For example C-7F3K-2M."))
    reason = TextField(
        label=_("Why it cannot wait"),
        rows=3,
        required=True,
        help_text=_("At least 20 characters. Write no names: the data-protection officer reads this."),
    )
    hours = forms.ChoiceField(label=_("For how long"), choices=[(str(n), n) for n in (1, 2, 3)], initial="1")

    def clean_reason(self) -> str:
        try:
            return reason_of(self.cleaned_data["reason"])
        except Invalid as error:
            raise forms.ValidationError(f"{error.message} {error.advice}") from error

    def clean_hours(self) -> int:
        return int(self.cleaned_data["hours"])
