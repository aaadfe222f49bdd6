"""Who may do what with a case and with what hangs on it.

`view` is the row itself (code, state, dates); what is inside needs view_identity, view_contact, view_health,
view_legal, view_finance. A health note is read with view_health only, and so on (READ_VERBS).
"""

from sapar.cases.models import DataClass
from sapar.kernel.access.policy import RecordPolicy, Rule, Scope, child, register
from sapar.kernel.access.roles import Role

_SEE = ("view", "view_identity", "view_contact")
_ALL = (*_SEE, "view_health", "view_legal", "view_finance")
_WORK = ("edit", "add_need", "plan", "note", "deliver", "correct_delivery")
_LEAD = ("assign", "share", "close", "reopen", "view_access_log")

#: What a role sees of a case, and what it may do in cases assigned to its holder.
_ROLES: dict[Role, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Role.HOTLINE_OPERATOR: (_SEE, (*_WORK, "open", "assign", "view_access_log")),
    Role.COUNSELLOR: (_ALL, (*_WORK, *_LEAD, "open")),
    Role.CASEWORKER: (_ALL, (*_WORK, *_LEAD, "open")),
    Role.SHELTER_MANAGER: ((*_SEE, "view_health"), (*_WORK, "open", "view_access_log")),
    Role.LAWYER: ((*_SEE, "view_legal"), _WORK),
    Role.GRANTS_OFFICER: ((*_SEE, "view_finance"), ("plan", "note", "deliver", "correct_delivery")),
    Role.SUPERVISOR: (_ALL, (*_WORK, *_LEAD, "open")),
}
#: What another organisation's case, shared with us, lets the same roles do.
_HELP = ("note", "deliver", "correct_delivery")
_WITH_TEAMS = (Role.HOTLINE_OPERATOR, Role.COUNSELLOR, Role.CASEWORKER, Role.SHELTER_MANAGER)
_IN_EMERGENCY = (Role.HOTLINE_OPERATOR, Role.CASEWORKER, Role.SHELTER_MANAGER, Role.SUPERVISOR)

RULES = (
    *(Rule(role, Scope.OWN, (*sees, *does)) for role, (sees, does) in _ROLES.items()),
    *(Rule(role, Scope.TEAM, _ROLES[role][0]) for role in _WITH_TEAMS),
    *(Rule(role, Scope.SHARED, (*sees, *_HELP)) for role, (sees, _does) in _ROLES.items()),
    *(Rule(role, Scope.BREAK_GLASS, _ROLES[role][0]) for role in _IN_EMERGENCY),
    *(Rule(role, scope, ("break_glass",)) for role in _IN_EMERGENCY for scope in (Scope.ORGANISATION, Scope.SHARED)),
    Rule(Role.COUNSELLOR, Scope.ORGANISATION, (*_ALL, *_WORK, "open")),
    Rule(Role.SUPERVISOR, Scope.ORGANISATION, (*_ALL, *_WORK, *_LEAD, "open")),
)

CASE = register(RecordPolicy(record="case", model="cases.Case", rules=RULES, told=("code", "person_id")))

CASE_STATUS = child(CASE, record="case_status", model="cases.CaseStatus", relation="case")
NEED = child(CASE, record="need", model="cases.Need", relation="case")
PLAN_STEP = child(CASE, record="plan_step", model="cases.PlanStep", relation="case")
NOTE = child(CASE, record="note", model="cases.Note", relation="case")
MIGRATION = child(CASE, record="migration", model="cases.Migration", relation="case")

# An entry answers for its case; one without a case (a session, leaflets) for the organisation that recorded it.
ENTRY = register(RecordPolicy(record="entry", model="ledger.LedgerEntry", kind="case", subject="case_id", rules=RULES))
ENTRY_SHARE = child(ENTRY, record="entry_share", model="ledger.EntryShare", relation="entry")

EMERGENCY = register(
    RecordPolicy(
        record="emergency_access",
        model="cases.EmergencyAccess",
        rules=(
            Rule(Role.DATA_PROTECTION_OFFICER, Scope.ORGANISATION, ("view", "review")),
            Rule(Role.SUPERVISOR, Scope.ORGANISATION, ("view",)),
        ),
    )
)

#: The verb that reads a text of each class.
READ_VERBS: dict[str, str] = {
    DataClass.ORDINARY: "view",
    DataClass.HEALTH: "view_health",
    DataClass.LEGAL: "view_legal",
    DataClass.FINANCE: "view_finance",
}

#: Beside the role: what another organisation sees needs the person's consent for that class of data.
BY_CONSENT: dict[str, str] = {
    "identity": "view_identity",
    "contact": "view_contact",
    "health": "view_health",
    "legal": "view_legal",
    "finance": "view_finance",
}
