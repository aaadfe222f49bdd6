"""Where the desk's own pages stand in the menu."""

from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.roles import Role
from sapar.kernel.ui import nav

nav.register(nav.Entry(_("My desk"), "desk:home", "home", order=1))
nav.register(
    nav.Entry(
        _("Journal"), "desk:journal", "history", order=85,
        roles=frozenset({str(Role.DATA_PROTECTION_OFFICER), str(Role.SUPERVISOR)}),
    )
)  # fmt: skip
nav.register(
    nav.Entry(
        _("Accounts"), "desk:accounts", "key", order=90,
        roles=frozenset({str(Role.ADMINISTRATOR), str(Role.DATA_PROTECTION_OFFICER)}),
    )
)  # fmt: skip
nav.register(nav.Entry(_("Who may do what"), "desk:permissions", "shield", order=95))
