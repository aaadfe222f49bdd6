"""Input of the pages on family, contact, photos and the person's rights."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms
from sapar.kernel.ui.widgets import DatePicker
from sapar.people.forms import choices_of
from sapar.people.inputs import AbilitiesInput, ContactOutcome, RelationshipInput
from sapar.people.models import GuardianBasis, RequestKind
from sapar.people.notices import LANGUAGES


def _text(label: Any, *, required: bool = False, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class AbilitiesForm(forms.Form):
    """Languages and difficulties in daily life."""

    languages = forms.MultipleChoiceField(
        label=_("Languages the person speaks"), choices=choices_of("language"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    first = forms.ChoiceField(
        label=_("Speaks best"), choices=choices_of("language", empty=True), required=False,
        help_text=_("Notices and the person's own copy are offered in this language."),
    )  # fmt: skip
    interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.domains = [term.code for term in terms.current("disability_domain")]
        for term in terms.current("disability_domain"):
            self.fields[f"difficulty_{term.code}"] = forms.ChoiceField(
                label=str(term), choices=choices_of("disability_level", empty=True), required=False
            )

    def value(self) -> AbilitiesInput:
        """What was told, as the action takes it."""
        data = self.cleaned_data
        spoken = [code for code in (data["first"], *data["languages"]) if code]
        return AbilitiesInput(
            languages=tuple(dict.fromkeys(spoken)), interpreter=data["interpreter"],
            difficulties=tuple((domain, data[f"difficulty_{domain}"]) for domain in self.domains),
        )  # fmt: skip


class ConfirmForm(forms.Form):
    """Nothing to fill in: a button on a page that says what follows."""


class DocumentStatusForm(forms.Form):
    """Where a document is now."""

    status = forms.ChoiceField(label=_("Where the document is"), choices=choices_of("document_status"))


class RelationshipForm(forms.Form):
    """Somebody of importance to the person."""

    relation = forms.ChoiceField(label=_("Who they are to the person"), choices=choices_of("relationship", empty=True))
    name = forms.CharField(label=_("Name"), required=False, max_length=300)
    other_code = forms.CharField(
        label=_("Or the code of a person on file"), required=False, max_length=20, help_text=_("For example KG-4F7K2M.")
    )
    reach = forms.CharField(label=_("How to reach them"), required=False, max_length=200)
    guardian = forms.ChoiceField(
        label=_("Decides for the child as"), required=False, choices=[("", "—"), *GuardianBasis.choices],
        help_text=_("Only for a person under 18."),
    )  # fmt: skip
    aware = forms.BooleanField(label=_("They know that we help the person"), required=False)

    def value(self) -> RelationshipInput:
        """The tie, as the action takes it."""
        return RelationshipInput(**self.cleaned_data)


class HouseholdForm(forms.Form):
    """With whom on file the person lives."""

    other_code = forms.CharField(label=_("Code of a person on file who lives there"), max_length=20)


class PhotoForm(forms.Form):
    """One photo. Larger uploads never arrive (settings.FILE_UPLOAD_MAX_MEMORY_SIZE)."""

    photo = forms.FileField(
        label=_("Photo"), widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
        help_text=_("JPEG or PNG, at most 3 MB. Place, time and device are cut out of the file."),
        error_messages={"required": _("Choose a photo of at most 3 MB.")},
    )  # fmt: skip


class PlanContactForm(forms.Form):
    """When to call or write."""

    contact = forms.ChoiceField(label=_("Number or name"))
    at = forms.DateTimeField(
        label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    def __init__(self, *args: Any, ways: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].choices = [
            (str(row.pk), f"{terms.label('contact_channel', row.channel)} {shown}") for row, shown, _verdict in ways
        ]


class EmergencyForm(forms.Form):
    """Why it cannot wait."""

    emergency = _text(
        _("What danger is there, and why can it not wait?"), required=True, rows=2,
        help_text=_("Your supervisor is told at once and reads this."),
    )  # fmt: skip


class OutcomeForm(forms.Form):
    """Who answered, and what came of it."""

    outcome = forms.ChoiceField(label=_("What came of it"), choices=choices_of("contact_outcome", empty=True))
    answered_by = forms.ChoiceField(
        label=_("Who answered"), choices=choices_of("contact_answerer", empty=True), required=False
    )
    left_message = forms.BooleanField(label=_("A message was left"), required=False)
    note = _text(_("Note"))

    def value(self) -> ContactOutcome:
        """The outcome, as the action takes it."""
        return ContactOutcome(**self.cleaned_data)


class RequestForm(forms.Form):
    """What the person asks about their own data."""

    kind = forms.ChoiceField(label=_("The person asks"), choices=RequestKind.choices, widget=forms.RadioSelect)
    text = _text(_("In the person's words"), help_text=_("For a correction: what is wrong, and how it should read."))
    asked_on = forms.DateField(
        label=_("Asked on"), widget=DatePicker(), initial=timezone.localdate,
        help_text=_("An answer is due within 30 days."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The answer to a request."""

    grant = forms.ChoiceField(
        label=_("Answer"), widget=forms.RadioSelect,
        choices=[("yes", _("Yes: it is done now")), ("no", _("No, for a reason"))],
    )  # fmt: skip
    answer = _text(_("What the person is told"))


class OwnCopyForm(forms.Form):
    """In which language the copy is written, and whether the notes go in."""

    language = forms.ChoiceField(label=_("Language of the copy"), choices=list(LANGUAGES.items()))
    notes_read = forms.BooleanField(
        label=_("I have read the free notes: they say nothing about other people"), required=False,
        help_text=_("Without this the notes are left out, and the copy says so."),
    )  # fmt: skip


class HoldForm(forms.Form):
    """Why a file is kept past its time."""

    until = forms.DateField(label=_("Keep until"), widget=DatePicker())
    reason = _text(_("What the file is needed for"), required=True, help_text=_("Write no names."))
