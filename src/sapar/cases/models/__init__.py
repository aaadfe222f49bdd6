"""Tables of the cases room: the thread that holds one person's help together."""

from sapar.cases.models.case import Case, CaseStatus
from sapar.cases.models.emergency import EmergencyAccess, Finding
from sapar.cases.models.story import Migration
from sapar.cases.models.work import Audience, DataClass, Need, NeedStatus, Note, PlanStep, StepStatus

__all__ = [
    "Audience",
    "Case",
    "CaseStatus",
    "DataClass",
    "EmergencyAccess",
    "Finding",
    "Migration",
    "Need",
    "NeedStatus",
    "Note",
    "PlanStep",
    "StepStatus",
]
