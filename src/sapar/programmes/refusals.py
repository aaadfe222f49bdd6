"""What the database refuses, in words: the name of a constraint → what is wrong, where, what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid

type Refusal = tuple[Promise, str | None, Promise]

_CURRENCY: Refusal = (
    _("A currency is three capital letters."), "currency", _("Write for example USD, EUR or KGS."),
)  # fmt: skip
_MONEY: Refusal = (
    _("An amount is above zero and has its currency."), "amount", _("Fill in both, or leave both empty if not stated."),
)  # fmt: skip
_END: Refusal = (_("The end is before the start."), "ends", _("Check both dates."))
_TWICE: Refusal = (_("This is recorded already."), None, _("Change the existing line instead of adding another."))
_NAME: Refusal = (_("A name is needed in at least one language."), None, _("Fill in one of the languages."))

WORDS: dict[str, Refusal] = {
    "project_ends_after_start": (_("The end is before the start."), "end", _("Check both dates.")),
    "project_duration_positive": (
        _("The duration is at least one month."), "duration_months", _("Leave it empty if it is not stated."),
    ),
    "project_parent_no_circle": (
        _("This project stands below the one you chose as its parent: they would be each other's parent."), "parent",
        _("Choose a project that does not stand below this one."),
    ),
    "project_predecessor_no_circle": (
        _("This project comes before the one you chose as its predecessor."), "predecessor",
        _("Choose a project that ended before this one."),
    ),
    "project_not_own_parent": (
        _("A project is not its own parent."), "parent", _("Choose another project, or none."),
    ),
    "project_not_own_predecessor": (
        _("A project does not follow itself."), "predecessor", _("Choose another project, or none."),
    ),
    "project_has_a_name": _NAME,
    "donor_shares_make_one": (
        _("The shares of the donors do not make 100 %."), None,
        _("Give every donor a share so that they add up to 100, or leave all shares empty."),
    ),
    "donor_share_is_a_fraction": (
        _("A share is more than 0 and at most 100 %."), None, _("Leave it empty if it is not stated."),
    ),
    "budget_amount_with_currency": _MONEY,
    "agreement_amount_with_currency": _MONEY,
    "sub_grant_amount_with_currency": _MONEY,
    "contribution_amount_with_currency": _MONEY,
    "budget_line_amount_positive": _MONEY,
    "expenditure_amount_positive": _MONEY,
    "budget_line_currency_known": _CURRENCY,
    "expenditure_currency_known": _CURRENCY,
    "rate_currency_known": _CURRENCY,
    "rate_into_known": (_CURRENCY[0], "into", _CURRENCY[2]),
    "rate_between_two_currencies": (
        _("A rate stands between two different currencies."), "into", _("Choose another currency."),
    ),
    "rate_positive": (_("A rate is above zero."), "rate", _("Check the number.")),
    "rate_once_a_day": (
        _("There is a rate of this day already."), "on", _("Use it, or record the rate of another day."),
    ),
    "expenditure_needs_a_rate": (
        _("There is no rate between this currency and the currency of the budget on or before this day."), "currency",
        _("Record the rate first under “Rates of exchange”; what you typed here stays."),
    ),
    "agreement_ends_after_start": (_END[0], "ends_on", _END[2]),
    "sub_grant_ends_after_start": (_END[0], "ends_on", _END[2]),
    "agreement_once": _TWICE,
    "sub_grant_once": _TWICE,
    "contribution_once": _TWICE,
    "partner_once_per_project": _TWICE,
    "location_once_per_role": _TWICE,
    "group_once_per_project": _TWICE,
    "sector_once_per_project": _TWICE,
    "deadline_once": _TWICE,
    "budget_line_code_once": (_("This project has a budget line with this code."), "code", _("Use another code.")),
    "budget_line_has_a_name": _NAME,
    "framework_one_draft": (
        _("A new version is being written already."), None, _("Open it and continue there."),
    ),
    "framework_approved_wording_stays": (
        _("This version of the logframe is approved: its wording, indicators and targets stay."), None,
        _("Begin a new version and make the change there."),
    ),
    "result_code_once": (_("Another statement of this version has this code."), "code", _("Use another code.")),
    "result_has_a_statement": (_("The statement is empty."), None, _("Write it in at least one language.")),
    "result_below_a_higher_one": (
        _("A statement hangs below one of a higher level: impact, outcome, output, activity."), "parent",
        _("Choose a statement of a higher level, or none."),
    ),
    "result_not_own_parent": (
        _("A statement does not hang below itself."), "parent", _("Choose another statement, or none."),
    ),
    "indicator_code_once": (_("Another indicator of this version has this code."), "code", _("Use another code.")),
    "indicator_has_a_name": _NAME,
    "indicator_computed_by_a_definition": (
        _("A computed indicator needs the definition that counts it, and only a computed one has it."), "definition",
        _("Choose a definition, or another source of values."),
    ),
    "indicator_baseline_part_and_whole": (
        _("The baseline of a percentage has a part and a whole; other baselines have no whole."), "baseline",
        _("Fill in both numbers, or leave both empty if there is no baseline."),
    ),
    "target_part_and_whole": (
        _("The target of a percentage has a part and a whole; other targets have no whole."), "whole",
        _("Fill in both numbers of a percentage."),
    ),
    "target_beyond_the_baseline": (
        _("The target lies on the wrong side of the baseline."), "value",
        _("If more is better, the target is at least the baseline; if less is better, at most. Check the numbers."),
    ),
    "target_periods_do_not_overlap": (
        _("Another target of the same place and category covers a part of this period."), "starts",
        _("Let this period begin after the other ends, or change the other target."),
    ),
    "target_once": _TWICE,
    "target_period_ends_after_start": (
        _("A period needs both days, and its end is not before its start."), "ends",
        _("Fill in both days, or leave both empty for the whole project."),
    ),
    "target_category_of_a_dimension": (
        _("A category belongs to a dimension."), "category", _("Choose it from the list, or leave it empty."),
    ),
    "target_says_something": (
        _("A target is a number of zero or more, or words."), "value", _("Fill in one of them."),
    ),
    "target_whole_positive": (_("The whole is above zero."), "whole", _("Check the number.")),
    "value_period_ends_after_start": _END,
    "value_has_evidence": (
        _("A reported value needs its evidence."), "evidence",
        _("Say which document or list shows it and where it is kept."),
    ),
    "value_says_something": (
        _("A reported value is a number of zero or more, or words."), "value", _("Fill in one of them."),
    ),
    "value_part_of_the_whole": (
        _("The part is not more than the whole."), "value", _("Check both numbers."),
    ),
    "value_decided_by_another": (
        _("Whoever reported a value does not approve it."), None, _("Ask a colleague to look at it."),
    ),
    "value_decided_stays": (
        _("This value was decided on and stays as it is."), None, _("Report a new value that replaces it."),
    ),
    "workplan_due_after_start": (_("It would be due before it begins."), "due", _("Check both dates.")),
    "workplan_item_has_a_name": _NAME,
    "deadline_after_start": (_("It would be due before its period begins."), "due", _("Check the dates.")),
    "deadline_period_ends_after_start": _END,
    "deadline_other_has_words": (_("Say what falls due."), "words", _("A few words are enough.")),
    "work_ends_after_start": (_END[0], "until", _END[2]),
    "work_number_with_qualifier": (
        _("A number of pieces is above zero."), "number", _("Leave it empty if not stated."),
    ),
    "work_has_a_name": _NAME,
}  # fmt: skip


@contextmanager
def refusing(rename: dict[str, str] | None = None) -> Iterator[None]:
    """Turn a constraint that the block breaks into Invalid with its words; ``rename`` maps fields of the form.

    Everything the block wrote is taken back, and the transaction around it goes on. A constraint without words
    is a fault of the program and stays an IntegrityError.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name not in WORDS:
            raise
        message, field, advice = WORDS[name]
        raise Invalid(message, field=(rename or {}).get(field or "", field), advice=advice) from error
