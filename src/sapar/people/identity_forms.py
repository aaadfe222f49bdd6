"""Forms of recognising a person: answers of supervisors, each with its reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.people.models import CheckOutcome, Ground, Judgement


class RecognitionForm(forms.Form):
    """Whether other organisations may be asked about the person."""

    allowed = forms.BooleanField(
        label=_("Supervisors of other organisations may be asked whether they know this person"),
        required=False,
        help_text=_("Without the tick the person is counted once more where another organisation helps too."),
    )


class DecisionForm(forms.Form):
    """Are two files one person? The reason is asked for each time."""

    judgement = forms.ChoiceField(label=_("Your answer"), choices=Judgement.choices, widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=_("Why"), choices=[("", "—"), *Ground.choices])
    note = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sealed like everything about the person; only your organisation reads it."),
    )


class UnlinkForm(DecisionForm):
    """Taking a file out of the files of one person."""

    judgement = forms.ChoiceField(
        label=_("What you know now"),
        choices=[each for each in Judgement.choices if each[0] != Judgement.SAME],
        widget=forms.RadioSelect,
    )


class CheckForm(forms.Form):
    """The supervisor's answer to a colleague."""

    outcome = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, may_give: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [
            each for each in _OUTCOMES.items() if may_give or each[0] != CheckOutcome.GIVEN
        ]


#: The outcomes as the supervisor chooses them; the model has the words that the colleague reads.
_OUTCOMES = {
    CheckOutcome.GIVEN.value: _("Yes: open the file to the colleague"),
    CheckOutcome.TALK.value: _("Perhaps: ask the colleague to talk to me"),
    CheckOutcome.NOBODY.value: _("No, somebody else"),
}
