"""The doors of the cases room in the desk's navigation."""

from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.roles import Role
from sapar.kernel.ui import nav

WORKERS = frozenset(
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
REVIEWERS = frozenset({Role.DATA_PROTECTION_OFFICER, Role.SUPERVISOR})

nav.register(nav.Entry(_("Cases"), "cases:list", "case", roles=frozenset(map(str, WORKERS)), order=20))
nav.register(
    nav.Entry(_("Emergency access"), "cases:emergencies", "key", roles=frozenset(map(str, REVIEWERS)), order=80)
)
