"""Questions of the cases room."""

from sapar.cases.queries.choices import colleagues, partner, sharing_choices, step_takers, teams_of
from sapar.cases.queries.emergencies import emergencies, emergency_for, may_review
from sapar.cases.queries.finding import case_for, decisions, may, need_for, readable, require, step_for, withheld
from sapar.cases.queries.lists import Group, Line, my_cases, shared_with_us
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
    "may",
    "may_review",
    "my_cases",
    "need_for",
    "partner",
    "readable",
    "require",
    "shared_with_us",
    "sharing_choices",
    "step_for",
    "step_takers",
    "summary_of",
    "teams_of",
    "withheld",
]
