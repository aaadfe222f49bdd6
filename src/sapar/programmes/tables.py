"""The tables of this room as they are shown, for Excel: numbers as numbers, "not stated" as words."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from sapar.kernel.formats.excel import Sheet
from sapar.kernel.i18n import label
from sapar.programmes.figures import not_stated
from sapar.programmes.overview import Overview
from sapar.programmes.portfolio import Portfolio
from sapar.programmes.progress import Line
from sapar.programmes.spending import Spending


def of_portfolio(page: Portfolio) -> list[Sheet]:
    """The portfolio, one row per project."""
    heads = [
        _("Project"), _("Donors"), _("Places"), _("Late, days"), _("What is late"), _("Indicators on track"),
        _("Indicators behind"), _("Indicators"), _("Budget"), _("Spent"), _("Currency"), _("Time passed, %"),
    ]  # fmt: skip
    return [Sheet(_("Projects"), heads, _standings(page))]


def _standings(page: Portfolio) -> Iterator[list[Any]]:
    for each in page.standings:
        yield [
            str(each.project), ", ".join(str(donor.organisation) for donor in each.donors), ", ".join(each.places),
            each.worst, "; ".join(late.words for late in each.late), each.reached, each.behind, len(each.lines),
            _stated(each.spending.budget), _stated(each.spending.spent), each.spending.currency, _stated(each.passed),
        ]  # fmt: skip


def of_project(now: Overview) -> list[Sheet]:
    """Indicators, spending, workplan and dates of one project."""
    indicator = [
        _("Code"), _("Indicator"), _("Unit"), _("Where values come from"), _("Baseline"), _("Target"),
        _("Expected by now"), _("Done"), _("In words"), _("State"),
    ]  # fmt: skip
    line = [_("Budget line"), _("Amount"), _("Spent"), _("Currency")]
    step = [_("Step"), _("Responsible"), _("Due"), _("Done on")]
    due = [_("What is due"), _("Due on"), _("Done on")]
    return [
        Sheet(_("Indicators"), indicator, (_indicator(each) for each in now.lines)),
        Sheet(_("Money"), line, _money(now.spending)),
        Sheet(
            _("Workplan"), step,
            ([str(row), str(row.responsible or ""), str(row.falls_due), row.done_on] for row in now.workplan),
        ),
        Sheet(_("Calendar"), due, ([str(row), row.due, row.met_on] for row in now.deadlines)),
    ]  # fmt: skip


def _indicator(each: Line) -> list[Any]:
    indicator = each.indicator
    return [
        indicator.code, str(indicator), _unit(each), indicator.get_source_display(), _stated(each.baseline_number),
        _stated(each.target_number, each.target_words), _stated(each.expected), each.done_number, each.done_words,
        each.words,
    ]  # fmt: skip


def _unit(each: Line) -> str:
    return label(each.indicator.unit) if each.indicator.unit else ""


def _money(spending: Spending) -> Iterator[list[Any]]:
    for each in spending.lines:
        yield [str(each.line), each.line.amount, _stated(each.spent), each.line.currency]
    if spending.budget is not None:
        yield [_("Budget"), spending.budget, _stated(spending.spent), spending.currency]
    for currency, amount in spending.apart.items():
        yield [_("Spent"), None, amount, currency]


def _stated(value: Decimal | int | None, words: str = "") -> Any:
    return value if value is not None else words or not_stated()
