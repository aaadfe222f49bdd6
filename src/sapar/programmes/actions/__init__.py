"""Verbs of the room: whatever happens to a project is one of these."""

from sapar.programmes.actions.framework import (
    approve_framework,
    open_framework,
    remove_from_framework,
    write_indicator,
    write_result,
    write_target,
)
from sapar.programmes.actions.money import (
    record_expenditure,
    record_rate,
    reverse_expenditure,
    write_agreement,
    write_budget_line,
    write_sub_grant,
)
from sapar.programmes.actions.planning import meet_deadline, plan_calendar, remind, write_deadline, write_workplan_item
from sapar.programmes.actions.projects import (
    add_partner,
    add_place,
    add_term,
    change_project,
    open_project,
    remove_part,
    set_budget,
    set_donors,
    write_contribution,
)
from sapar.programmes.actions.values import approve_value, report_value, return_value
from sapar.programmes.actions.work import Work, record_work

__all__ = [
    "Work",
    "add_partner",
    "add_place",
    "add_term",
    "approve_framework",
    "approve_value",
    "change_project",
    "meet_deadline",
    "open_framework",
    "open_project",
    "plan_calendar",
    "record_expenditure",
    "record_rate",
    "record_work",
    "remind",
    "remove_from_framework",
    "remove_part",
    "report_value",
    "return_value",
    "reverse_expenditure",
    "set_budget",
    "set_donors",
    "write_agreement",
    "write_budget_line",
    "write_contribution",
    "write_deadline",
    "write_indicator",
    "write_result",
    "write_sub_grant",
    "write_target",
    "write_workplan_item",
]
