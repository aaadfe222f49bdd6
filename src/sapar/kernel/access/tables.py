"""Permission tables of access itself: accounts, emergency accesses, and reading the journal.

None of the three tables has generated row security: accounts and grants are read before anybody is
known (sign-in), need-to-know is what row security itself reads, and the journal brings its own.
"""

from sapar.kernel.access.policy import RecordPolicy, Rule, Scope, register
from sapar.kernel.access.roles import Role

ACCOUNT = register(
    RecordPolicy(
        record="account",
        model="access.User",
        protected=False,
        rules=(
            Rule(Role.ADMINISTRATOR, Scope.ORGANISATION, ("view", "open", "grant", "revoke", "disable", "invite")),
            Rule(Role.DATA_PROTECTION_OFFICER, Scope.ORGANISATION, ("view",)),
        ),
    )
)

# Whoever watches the person who broke the glass reviews it, wherever the record itself belongs.
EMERGENCY = register(
    RecordPolicy(
        record="emergency_access",
        model="access.Involvement",
        organisation="user__organisation_id",
        protected=False,
        rules=(Rule(Role.DATA_PROTECTION_OFFICER, Scope.ORGANISATION, ("view", "review")),),
    )
)

JOURNAL = register(
    RecordPolicy(
        record="journal",
        model="journal.JournalEntry",
        organisation="organisation",
        protected=False,
        rules=(
            Rule(Role.DATA_PROTECTION_OFFICER, Scope.ORGANISATION, ("view",)),
            Rule(Role.SUPERVISOR, Scope.ORGANISATION, ("view",)),
        ),
    )
)
