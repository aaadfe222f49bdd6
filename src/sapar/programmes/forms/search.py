"""What narrows the lists of this room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms
from sapar.programmes.forms.base import EMPTY


class OrganisationSearch(forms.Form):
    """Narrows the list of organisations by part of any name."""

    q = forms.CharField(label=_("Name in any language"), max_length=100, required=False)


class PortfolioFilter(forms.Form):
    """Narrows the portfolio by donor, country, sector and year; what is late may be asked for alone."""

    donor = forms.ChoiceField(label=_("Donor"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=lambda: [EMPTY, *terms.choices("sector")])
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2100)
    late = forms.BooleanField(label=_("Only what is late"), required=False)

    def __init__(self, *args: Any, donors: Any, countries: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["donor"].choices = [EMPTY, *donors]  # type: ignore[attr-defined]  # a choice field
        self.fields["country"].choices = [EMPTY, *countries]  # type: ignore[attr-defined]  # a choice field
