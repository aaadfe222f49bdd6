"""Who may do what with a person's file.

`view` is the row itself (code, organisation, sealed bytes); what is inside needs view_identity,
view_contact, view_consents. The data-protection officer sees files, consents and who looked, never names.
`ask` records what the person asks about their own data, `own_copy` makes the copy they are given, `decide`
answers for the organisation, `retain` holds a file whose time is over.
"""

from sapar.kernel.access.policy import RecordPolicy, Rule, Scope, child, register
from sapar.kernel.access.roles import Role

_SEE = ("view", "view_identity", "view_contact", "view_consents", "view_restricted")
_SEE_HEALTH = (*_SEE, "view_health")
_WORK = ("search", "register", "edit", "consent", "ask")
_RIGHTS = ("own_copy",)

#: Roles that lead or join the work on a case; each also sees what is shared with its organisation or team.
_CASE_ROLES: dict[Role, tuple[str, ...]] = {
    Role.HOTLINE_OPERATOR: (*_SEE, *_WORK),
    Role.COUNSELLOR: (*_SEE_HEALTH, *_WORK, "share", *_RIGHTS),
    Role.CASEWORKER: (*_SEE_HEALTH, *_WORK, "share", *_RIGHTS),
    Role.SHELTER_MANAGER: (*_SEE_HEALTH, *_WORK),
    Role.LAWYER: (*_SEE, *_WORK, "share"),
    Role.GRANTS_OFFICER: (*_SEE, *_WORK),
    Role.SUPERVISOR: (*_SEE_HEALTH, *_WORK, "share", "view_access", *_RIGHTS),
}
_SHARED = tuple(verb for verb in (*_SEE_HEALTH, *_WORK) if verb not in {"register", "search"})


def _shared(verbs: tuple[str, ...]) -> tuple[str, ...]:
    """Another organisation's file: seen and added to with the role's own limits, not shared on."""
    return tuple(verb for verb in verbs if verb in _SHARED)


_CASE_RULES = tuple(
    rule
    for role, verbs in _CASE_ROLES.items()
    for rule in (
        Rule(role, Scope.OWN, (*verbs, "view_access")),
        Rule(role, Scope.TEAM, verbs),
        Rule(role, Scope.SHARED, _shared(verbs)),
        Rule(role, Scope.BREAK_GLASS, tuple(verb for verb in verbs if verb.startswith("view"))),
    )
)

PERSON = register(
    RecordPolicy(
        record="person",
        model="people.Person",
        rules=(
            *_CASE_RULES,
            Rule(
                Role.COUNSELLOR,
                Scope.ORGANISATION,
                (
                    "view",
                    "view_identity",
                    "view_contact",
                    "view_consents",
                    "view_health",
                    "edit",
                    "consent",
                    "search",
                    "register",
                ),
            ),
            Rule(
                Role.SUPERVISOR,
                Scope.ORGANISATION,
                (*_SEE_HEALTH, *_WORK, "share", "restrict", "view_access", "own_copy", "decide", "link"),
            ),
            Rule(
                Role.DATA_PROTECTION_OFFICER,
                Scope.ORGANISATION,
                ("view", "view_consents", "view_access", "erase", "ask", "decide", "retain"),
            ),
        ),
    )
)

PERSON_NAME = child(PERSON, record="person_name", model="people.PersonName", relation="person")
CONTACT = child(PERSON, record="contact", model="people.Contact", relation="person")
SAFE_CONTACT = child(PERSON, record="safe_contact", model="people.SafeContact", relation="person")
DOCUMENT = child(PERSON, record="identity_document", model="people.IdentityDocument", relation="person")
ADDRESS = child(PERSON, record="address", model="people.Address", relation="person")
CONSENT = child(PERSON, record="consent", model="people.Consent", relation="person")
RELATIONSHIP = child(PERSON, record="relationship", model="people.Relationship", relation="person")
HOUSEHOLD = child(PERSON, record="household_member", model="people.HouseholdMember", relation="person")
PHOTO = child(PERSON, record="photo", model="people.Photo", relation="person")
ATTEMPT = child(PERSON, record="contact_attempt", model="people.ContactAttempt", relation="person")
REQUEST = child(PERSON, record="person_request", model="people.PersonRequest", relation="person")
OWN_COPY = child(PERSON, record="own_copy", model="people.OwnCopy", relation="person")
REVIEW = child(PERSON, record="retention_review", model="people.RetentionReview", relation="person")
MATCH_KEY = child(PERSON, record="match_key", model="people.MatchKey", relation="person")

IMPORT_BATCH = register(
    RecordPolicy(
        record="import_batch",
        model="people.ImportBatch",
        rules=(
            Rule(Role.COUNSELLOR, Scope.ORGANISATION, ("view", "import", "undo")),
            Rule(Role.CASEWORKER, Scope.ORGANISATION, ("view", "import", "undo")),
            Rule(Role.SUPERVISOR, Scope.ORGANISATION, ("view", "import", "undo")),
        ),
    )
)

# Each organisation sees its own side of a pair; the rows of the other side are not there for it.
DUPLICATE = register(
    RecordPolicy(
        record="duplicate",
        model="people.IdentitySide",
        rules=(Rule(Role.SUPERVISOR, Scope.ORGANISATION, ("view", "judge")),),
    )
)
DUPLICATE_DECISION = child(DUPLICATE, record="duplicate_decision", model="people.IdentityDecision", relation="side")
IDENTITY_MEMBER = child(PERSON, record="identity_member", model="people.IdentityMember", relation="person")

IDENTITY_CHECK = register(
    RecordPolicy(
        record="identity_check",
        model="people.IdentityCheck",
        rules=(
            *(Rule(role, Scope.OWN, ("view",)) for role in _CASE_ROLES),
            Rule(Role.SUPERVISOR, Scope.ORGANISATION, ("view", "answer")),
        ),
    )
)

_TOLD = (*_CASE_ROLES, Role.DATA_PROTECTION_OFFICER)

# Of the organisation that was told, not of the person: a partner destroys its copies after it has lost the file.
DUTY = register(
    RecordPolicy(
        record="duty",
        model="people.Duty",
        rules=(
            *(Rule(role, Scope.OWN, ("view", "finish")) for role in _TOLD),
            Rule(Role.SUPERVISOR, Scope.ORGANISATION, ("view", "finish")),
            Rule(Role.DATA_PROTECTION_OFFICER, Scope.ORGANISATION, ("view", "finish")),
        ),
    )
)
