"""Where figures stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from sapar.kernel.ui import nav

nav.register(nav.Entry(_("Figures"), "insight:bulletin", "chart", order=60))
