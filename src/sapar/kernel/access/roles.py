"""The roles of the field, each with the words an administrator reads before granting it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """Stored by value; renaming one needs a data migration."""

    HOTLINE_OPERATOR = "hotline_operator"
    COUNSELLOR = "counsellor"
    CASEWORKER = "caseworker"
    SHELTER_MANAGER = "shelter_manager"
    LAWYER = "lawyer"
    TRAINER = "trainer"
    GRANTS_OFFICER = "grants_officer"
    SUPERVISOR = "supervisor"
    PROJECT_MANAGER = "project_manager"
    ME_OFFICER = "me_officer"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"
    DONOR_VIEWER = "donor_viewer"


@dataclass(frozen=True)
class RoleWords:
    """What a role is called and what it lets its holder do, in plain words."""

    title: Promise
    description: Promise


WORDS: dict[Role, RoleWords] = {
    Role.HOTLINE_OPERATOR: RoleWords(
        _("Hotline operator"), _("Answers calls, finds or registers the caller, opens a case and hands it over.")
    ),
    Role.COUNSELLOR: RoleWords(
        _("Counsellor"), _("Receives visitors of a resource centre, registers them, advises and records services.")
    ),
    Role.CASEWORKER: RoleWords(
        _("Caseworker"), _("Leads cases assigned to them: needs, plan, services, sharing, closing.")
    ),
    Role.SHELTER_MANAGER: RoleWords(
        _("Shelter manager"), _("Runs the safe place: stays, food and daily care of the people accommodated.")
    ),
    Role.LAWYER: RoleWords(
        _("Lawyer"), _("Gives legal advice and restores documents in cases they are asked into. Sees no health notes.")
    ),
    Role.TRAINER: RoleWords(_("Trainer"), _("Holds sessions and trainings. Sees no cases.")),
    Role.GRANTS_OFFICER: RoleWords(
        _("Grants officer"),
        _("Prepares reintegration grants in cases they are asked into. Sees no health or legal notes."),
    ),
    Role.SUPERVISOR: RoleWords(
        _("Supervisor"), _("Sees the cases of the organisation, assigns them, checks possible duplicates, approves.")
    ),
    Role.PROJECT_MANAGER: RoleWords(
        _("Project manager"), _("Answers for projects: budgets, partners, figures, issued documents. Sees no person.")
    ),
    Role.ME_OFFICER: RoleWords(
        _("Monitoring and evaluation officer"), _("Defines and checks figures and issues bulletins. Sees no person.")
    ),
    Role.DATA_PROTECTION_OFFICER: RoleWords(
        _("Data-protection officer"),
        _("Sees who looked at what and why, reviews emergency access, erases on request. Sees no case content."),
    ),
    Role.ADMINISTRATOR: RoleWords(
        _("Administrator"), _("Creates accounts and grants roles. Sees no person and no case.")
    ),
    Role.DONOR_VIEWER: RoleWords(
        _("Donor viewer"), _("Sees projects and figures that the organisation funds. Sees no person.")
    ),
}

#: Pairs that one account may not hold together: whoever watches must not be among the watched.
INCOMPATIBLE: frozenset[frozenset[Role]] = frozenset(
    frozenset({a, b})
    for a, others in {
        Role.DATA_PROTECTION_OFFICER: (
            Role.ADMINISTRATOR, Role.SUPERVISOR, Role.CASEWORKER, Role.COUNSELLOR, Role.HOTLINE_OPERATOR,
            Role.SHELTER_MANAGER, Role.LAWYER, Role.GRANTS_OFFICER,
        ),
        Role.ADMINISTRATOR: (
            Role.SUPERVISOR, Role.CASEWORKER, Role.COUNSELLOR, Role.HOTLINE_OPERATOR, Role.SHELTER_MANAGER,
            Role.LAWYER, Role.GRANTS_OFFICER,
        ),
        Role.DONOR_VIEWER: tuple(role for role in Role if role is not Role.DONOR_VIEWER),
    }.items()
    for b in others
)  # fmt: skip


def incompatible_with(role: Role, held: set[Role]) -> Role | None:
    """The first held role that must not be combined with ``role``, or None."""
    for other in sorted(held):
        if frozenset({role, other}) in INCOMPATIBLE:
            return other
    return None
