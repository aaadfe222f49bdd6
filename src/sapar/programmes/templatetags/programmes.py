"""Words of code lists, durations and money in the pages of this room. ``{% load programmes %}``."""

from django import template
from django.utils.translation import ngettext

from sapar.kernel import terms
from sapar.programmes.figures import number, qualified

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
