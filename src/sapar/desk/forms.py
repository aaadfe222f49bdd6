"""Forms of the staff shell."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import Team, User
from sapar.kernel.access.queries import teams
from sapar.kernel.access.roles import WORDS, Role
from sapar.kernel.staff.accounts import LONGEST
from sapar.kernel.ui.widgets import DatePicker


class UnlockForm(forms.Form):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=200, required=False)


class GrantForm(forms.Form):
    """A role, for whom within the organisation, and until when."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("Choose a role")), *((role.value, WORDS[role].title) for role in Role)]
    )
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("No team"),
        help_text=_("The members of a team see each other's cases."),
    )  # fmt: skip
    expires_on = forms.DateField(
        label=_("Until"), widget=DatePicker(), help_text=_("One year at most; somebody looks at it again then.")
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)  # for the type checker
        team.queryset = teams(by=by)
        self.fields["expires_on"].initial = timezone.localdate() + timedelta(days=LONGEST.days - 1)

    def arguments(self) -> dict[str, Any]:
        """What grant_role takes: the role lasts to the end of the chosen day, here."""
        last = datetime.combine(self.cleaned_data["expires_on"], time(23, 59), timezone.get_current_timezone())
        return {"role": Role(self.cleaned_data["role"]), "team": self.cleaned_data["team"], "expires_at": last}


class AccountForm(GrantForm):
    """A new colleague with a first role."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As colleagues will see it."))
    email = forms.EmailField(label=_("E-mail address"), help_text=_("They sign in with it."))
    field_order = ("name", "email", "role", "team", "expires_on")


class JournalFilter(forms.Form):
    """Which entries of the journal to show. Everything is optional."""

    actor = forms.ModelChoiceField(
        label=_("Who"), queryset=User.objects.none(), required=False, empty_label=_("Anybody")
    )
    action = forms.ChoiceField(label=_("What"), required=False)
    kind = forms.ChoiceField(label=_("Which record"), required=False)
    since = forms.DateField(label=_("From day"), widget=DatePicker(), required=False)
    until = forms.DateField(label=_("To day"), widget=DatePicker(), required=False)

    def __init__(
        self, *args: Any, people: Any, actions: list[tuple[str, str]], kinds: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        actor = self.fields["actor"]
        assert isinstance(actor, forms.ModelChoiceField)  # for the type checker
        actor.queryset = people
        for name, choices in (("action", actions), ("kind", kinds)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # for the type checker
            field.choices = [("", _("Anything")), *choices]


class ColleagueForm(forms.Form):
    """Whose access to explain."""

    colleague = forms.ModelChoiceField(
        label=_("Colleague"), queryset=User.objects.none(), empty_label=_("Choose a colleague")
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleague = self.fields["colleague"]
        assert isinstance(colleague, forms.ModelChoiceField)  # for the type checker
        colleague.queryset = people
