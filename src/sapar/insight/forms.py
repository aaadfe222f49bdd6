"""Input of the figures pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.kernel.ui.widgets import DatePicker


class IssueForm(forms.Form):
    """Issue the bulletin: the day to print (empty: today)."""

    as_of = forms.DateField(
        label=_("Day to print"),
        required=False,
        widget=DatePicker(),
        help_text=_("Empty: today. The figures are always those of this moment."),
    )
