"""Who may see, break down, define and issue figures."""

from sapar.kernel.access.policy import RecordPolicy, Rule, Scope, child, register
from sapar.kernel.access.roles import Role

_KEEPERS = (Role.ME_OFFICER, Role.PROJECT_MANAGER)

FIGURE = register(
    RecordPolicy(
        record="figure",
        model="insight.Definition",
        organisation="",
        rules=(
            *(Rule(role, Scope.ALL, ("view",)) for role in Role),
            *(Rule(role, Scope.ALL, ("break_down",)) for role in (*_KEEPERS, Role.SUPERVISOR)),
            *(
                Rule(role, Scope.ALL, ("see_evidence",))
                for role in Role
                if role not in (Role.DONOR_VIEWER, Role.ADMINISTRATOR)
            ),
            *(Rule(role, Scope.ALL, ("define",)) for role in _KEEPERS),
        ),
    )
)
#: Who reads small numbers as they are: those who may see people in their work. Others see them suppressed.
SEES_SMALL = "see_evidence"
PERIOD = register(
    RecordPolicy(
        record="period",
        model="insight.Period",
        organisation="",
        rules=(
            *(Rule(role, Scope.ALL, ("view",)) for role in Role),
            *(Rule(role, Scope.ALL, ("add", "move")) for role in _KEEPERS),
        ),
    )
)
register(
    RecordPolicy(
        record="export",
        model="insight.Export",
        organisation="",
        protected=False,  # holds what the asker was shown; queries.export_of gives it to nobody else
        rules=tuple(Rule(role, Scope.ALL, ("ask",)) for role in (*_KEEPERS, Role.SUPERVISOR)),
    )
)
child(PERIOD, record="period_exception", model="insight.PeriodException", relation="period")
BULLETIN = register(
    RecordPolicy(
        record="bulletin",
        model="insight.Bulletin",
        organisation="",
        rules=(
            *(Rule(role, Scope.ALL, ("view",)) for role in Role),
            *(Rule(role, Scope.ALL, ("issue",)) for role in _KEEPERS),
        ),
    )
)
child(BULLETIN, record="printed_figure", model="insight.PrintedFigure", relation="bulletin")
