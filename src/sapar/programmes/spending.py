"""What a project spent, set against its budget in the budget's currency."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sapar.programmes.models import Budget, BudgetLine, ExchangeRate, Expenditure, Project

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class LineSpent:
    """One budget line with what was spent from it; None where a currency cannot be set against another."""

    line: BudgetLine
    spent: Decimal | None


@dataclass(frozen=True)
class Spending:
    """``spent`` is in ``currency``: None when nothing is recorded, or when a rate of exchange is missing.

    ``apart`` are sums by currency for which there is no budget to compare with.
    """

    budget: Decimal | None
    currency: str
    qualifier: str
    spent: Decimal | None
    has_rows: bool = False
    lines: list[LineSpent] = field(default_factory=list)
    apart: dict[str, Decimal] = field(default_factory=dict)

    @property
    def percent(self) -> int | None:
        """How much of the budget is spent; None without a budget."""
        if self.budget is None or self.spent is None:
            return None
        return int(self.spent * 100 / self.budget)


class Rates:
    """Rates of exchange, read once. ``convert`` uses the newest rate on or before the day."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], list[tuple[date, Decimal]]] = {}
        for row in ExchangeRate.objects.order_by("on"):
            self._known.setdefault((row.currency, row.into), []).append((row.on, row.rate))

    def convert(self, amount: Decimal, currency: str, into: str, on: date) -> Decimal | None:
        """The amount in another currency; None when no rate of that day or before is recorded."""
        if currency == into:
            return amount
        rate = next((rate for day, rate in reversed(self._known.get((currency, into), [])) if day <= on), None)
        return None if rate is None else (amount * rate).quantize(_CENT)


def spending_of(project: Project, *, budget: Budget | None, rates: Rates | None = None) -> Spending:
    """Live expenditures of a project against its budget and its lines."""
    rows = [
        row
        for row in Expenditure.objects.filter(project=project, reverses__isnull=True).select_related("reversed_by")
        if row.counts
    ]
    rates = rates or Rates()
    lines = [
        LineSpent(line, _total(rows, rates, line.currency, line)) for line in BudgetLine.objects.filter(project=project)
    ]
    if budget is not None and budget.amount is not None:
        total, currency, qualifier = budget.amount, budget.currency, budget.qualifier
    elif len(used := {line.line.currency for line in lines}) == 1:
        # No total is stated, but all lines speak one currency: their sum is the budget.
        total, currency, qualifier = sum((each.line.amount for each in lines), Decimal(0)), used.pop(), "exact"
    else:
        return Spending(None, "", "", None, bool(rows), lines, _by_currency(rows))
    return Spending(total, currency, qualifier, _total(rows, rates, currency) if rows else None, bool(rows), lines)


def _total(rows: Iterable[Any], rates: Rates, currency: str, line: BudgetLine | None = None) -> Decimal | None:
    """The sum in one currency; None when a rate is missing, because a part would pass for the whole."""
    total = Decimal(0)
    for row in rows:
        if line is not None and row.line_id != line.pk:
            continue
        amount = rates.convert(row.amount, row.currency, currency, row.on)
        if amount is None:
            return None
        total += amount
    return total


def _by_currency(rows: Iterable[Any]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for row in rows:
        found[row.currency] = found.get(row.currency, Decimal(0)) + row.amount
    return found
