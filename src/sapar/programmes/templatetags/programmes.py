"""Words of code lists, durations and money in the pages of this room. ``{% load programmes %}``."""

from decimal import Decimal

from django import template
from django.utils.translation import ngettext

from sapar.kernel import terms
from sapar.kernel.i18n import label
from sapar.programmes.figures import number, qualified
from sapar.programmes.spending import Spending

register = template.Library()


@register.filter
def term(code: str, name: str) -> str:
    """The name of a code in the active language: ``{{ body.kind|term:"organisation_kind" }}``."""
    return terms.label(name, code)


@register.filter
def months(value: int | None) -> str:
    """A duration in words, "" when it is not stated."""
    if value is None:
        return ""
    return ngettext("%(number)s month", "%(number)s months", value) % {"number": number(value)}


@register.filter
def money(row: object) -> str:
    """Amount, currency and qualifier of a row that has them; "" when no amount is stated."""
    amount = getattr(row, "amount", None)
    return qualified(amount, getattr(row, "qualifier", ""), currency=getattr(row, "currency", "")) if amount else ""


@register.filter
def said(texts: dict[str, str]) -> str:
    """A text by language in the active one; "" when there is none."""
    return label(texts) if texts else ""


@register.filter(name="number")
def plain_number(value: Decimal | int) -> str:
    """A number as it is written in the active language."""
    return number(value)


@register.filter
def in_currency(amount: Decimal | None, currency: str) -> str:
    """An amount with its currency; "" when there is none."""
    return "" if amount is None else qualified(amount, currency=currency)


@register.filter
def budget_words(spending: Spending) -> str:
    """The budget with its qualifier; "" when it is not stated."""
    if spending.budget is None:
        return ""
    return qualified(spending.budget, spending.qualifier or "exact", currency=spending.currency)


@register.filter
def days(value: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", value) % {"days": value}


@register.filter
def days_late(value: int) -> str:
    return ngettext("%(days)d day late", "%(days)d days late", value) % {"days": value}


@register.filter
def behind(value: int) -> str:
    return ngettext("%(number)d behind", "%(number)d behind", value) % {"number": value}


@register.filter
def indicators(value: int) -> str:
    return ngettext("%(number)d indicator", "%(number)d indicators", value) % {"number": value}
