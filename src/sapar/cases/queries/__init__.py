"""Questions of the cases room."""

from sapar.cases.queries.choices import colleagues, partner, sharing_choices, step_takers, teams_of
from sapar.cases.queries.emergencies import emergencies, emergency_for, may_review
from sapar.cases.queries.finding import case_for, decisions, need_for, step_for
from sapar.cases.queries.lists import Group, Line, my_cases
from sapar.cases.queries.page import CasePage, case_page
from sapar.cases.queries.texts import summary_of

__all__ = [
    "CasePage",
    "Group",
    "Line",
    "case_for",
    "case_page",
    "colleagues",
    "decisions",
    "emergencies",
    "emergency_for",
    "may_review",
    "my_cases",
    "need_for",
    "partner",
    "sharing_choices",
    "step_for",
    "step_takers",
    "summary_of",
    "teams_of",
]
