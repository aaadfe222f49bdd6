"""The life of a period of figures."""

from sapar.insight.models import PeriodState
from sapar.kernel.workflow import Workflow

PERIOD_WORKFLOW = Workflow(
    name="period",
    states=dict(PeriodState.choices),
    moves={
        "open": ("review",),
        "review": ("open", "approved"),
        "approved": ("review", "locked"),
        "locked": ("review",),
    },
    turn=dict.fromkeys(PeriodState.values),
    start="open",
)
