"""The life of a case: its states, what may follow each, and whose turn it is."""

from django.utils.translation import pgettext_lazy

from sapar.kernel.access.roles import Role
from sapar.kernel.workflow import Workflow

INTAKE, SCREENING, ACTIVE, SUSPENDED, CLOSED, REOPENED = (
    "intake",
    "screening",
    "active",
    "suspended",
    "closed",
    "reopened",
)

CASE_WORKFLOW = Workflow(
    name="case",
    start=INTAKE,
    states={
        INTAKE: pgettext_lazy("case state", "Intake"),
        SCREENING: pgettext_lazy("case state", "Screening"),
        ACTIVE: pgettext_lazy("case state", "Active"),
        SUSPENDED: pgettext_lazy("case state", "Suspended"),
        CLOSED: pgettext_lazy("case state", "Closed"),
        REOPENED: pgettext_lazy("case state", "Reopened"),
    },
    moves={
        INTAKE: (SCREENING, ACTIVE, CLOSED),
        SCREENING: (ACTIVE, SUSPENDED, CLOSED),
        ACTIVE: (SUSPENDED, CLOSED),
        SUSPENDED: (ACTIVE, CLOSED),
        CLOSED: (REOPENED,),
        REOPENED: (SCREENING, ACTIVE, SUSPENDED, CLOSED),
    },
    turn={
        INTAKE: Role.SUPERVISOR,  # somebody has to be given the case
        SCREENING: Role.CASEWORKER,
        ACTIVE: Role.CASEWORKER,
        SUSPENDED: Role.CASEWORKER,
        CLOSED: None,
        REOPENED: Role.CASEWORKER,
    },
)

#: Steps that `move_case` takes; closing and reopening are verbs of their own, with a reason.
PLAIN_MOVES: dict[str, tuple[str, ...]] = {
    state: tuple(after for after in following if after not in (CLOSED, REOPENED))
    for state, following in CASE_WORKFLOW.moves.items()
}
