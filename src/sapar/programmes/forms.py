"""Input of this room's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OrganisationSearch(forms.Form):
    """Narrows the list of organisations by part of any name."""

    q = forms.CharField(label=_("Name in any language"), max_length=100, required=False)
