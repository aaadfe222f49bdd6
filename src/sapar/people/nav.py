"""The doors of the people room in the desk's navigation."""

from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.roles import Role
from sapar.kernel.ui import nav
from sapar.people import queries

SEARCHERS = frozenset(
    {
        Role.HOTLINE_OPERATOR,
        Role.COUNSELLOR,
        Role.CASEWORKER,
        Role.SHELTER_MANAGER,
        Role.LAWYER,
        Role.GRANTS_OFFICER,
        Role.SUPERVISOR,
    }
)
READERS = SEARCHERS | {Role.DATA_PROTECTION_OFFICER}

nav.register(nav.Entry(_("Find a person"), "people:find", "search", roles=frozenset(map(str, SEARCHERS)), order=10))
nav.register(nav.Entry(_("People"), "people:list", "people", roles=frozenset(map(str, READERS)), order=15))
nav.register(
    nav.Entry(
        _("Possible duplicates"),
        "people:duplicates",
        "task",
        roles=frozenset({str(Role.SUPERVISOR)}),
        order=17,
        count=lambda user: queries.waiting_count(user),
    )
)
nav.register(
    nav.Entry(
        _("Files whose time is over"), "people:retention", "clock",
        roles=frozenset({str(Role.DATA_PROTECTION_OFFICER)}), order=80,
    )
)  # fmt: skip
nav.searching(SEARCHERS)
