"""Where figures stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from sapar.kernel.ui import nav

nav.register(nav.Entry(_("Figures"), "insight:bulletin", "chart", order=60))
nav.register(
    nav.Entry(
        _("Explorer"),
        "insight:explore",
        "search",
        order=61,
        roles=frozenset({"me_officer", "project_manager", "supervisor"}),
    )
)
