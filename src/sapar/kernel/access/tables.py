"""Permission tables of access itself: accounts, and reading the journal.

Neither has generated row security: accounts are read before anybody is known (sign-in), and the
journal brings its own.
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
