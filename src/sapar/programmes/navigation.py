"""Where the room stands in the menu."""

from django.utils.translation import gettext_lazy as _

from sapar.kernel.ui import nav

nav.register(nav.Entry(_("Projects"), "programmes:projects", "plan", order=60))
nav.register(nav.Entry(_("Organisations"), "programmes:organisations", "organisation", order=65))
