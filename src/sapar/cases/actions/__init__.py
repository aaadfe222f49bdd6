"""Verbs of the cases room. Everything that happens to a case is one of these."""

from sapar.cases.actions.emergency import break_glass_case, review_break_glass
from sapar.cases.actions.facts import Facts, change_case, tell_migration, write_summary
from sapar.cases.actions.lapsing import end_lapsed_sharing
from sapar.cases.actions.life import close_case, move_case, open_case, reopen_case
from sapar.cases.actions.needs import drop_need, meet_need, record_need
from sapar.cases.actions.notes import write_note
from sapar.cases.actions.plan import complete_step, drop_step, plan_step, start_step, undo_step
from sapar.cases.actions.sharing import share_case, withdraw_share
from sapar.cases.actions.team import assign_case, release_case

__all__ = [
    "Facts",
    "assign_case",
    "break_glass_case",
    "change_case",
    "close_case",
    "complete_step",
    "drop_need",
    "drop_step",
    "end_lapsed_sharing",
    "meet_need",
    "move_case",
    "open_case",
    "plan_step",
    "record_need",
    "release_case",
    "reopen_case",
    "review_break_glass",
    "share_case",
    "start_step",
    "tell_migration",
    "undo_step",
    "withdraw_share",
    "write_note",
    "write_summary",
]
