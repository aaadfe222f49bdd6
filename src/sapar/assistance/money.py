"""Amounts of money: which codes are currencies, and that an amount never stands without one."""

from decimal import Decimal
from typing import Any, Final

import pycountry
from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid

# pycountry has types for its lists but not for looking into them.
_CURRENCIES: Final[Any] = pycountry.currencies
#: ISO 4217 also numbers metals, units of account and codes for tests, from here on and beginning with X.
_FIRST_WITHOUT_COINS = 955


def is_currency(code: str) -> bool:
    """Whether somebody can pay in it: a code of ISO 4217, without gold, special drawing rights and test codes."""
    found = _CURRENCIES.get(alpha_3=code) if code.isascii() and code.isupper() else None
    return found is not None and not (code.startswith("X") and int(found.numeric) >= _FIRST_WITHOUT_COINS)


def check_money(amount: Decimal | None, currency: str, *, amount_field: str, currency_field: str) -> None:
    """Raise Invalid for less than nothing, one of the two alone, or a code that is no currency."""
    if amount is not None and amount < 0:
        raise Invalid(
            _("An amount cannot be below zero."), field=amount_field, advice=_("Correct the earlier record instead.")
        )
    if currency and not is_currency(currency):
        raise Invalid(
            _("“%(code)s” is not the code of a currency.") % {"code": currency},
            field=currency_field,
            advice=_("Use the three letters of ISO 4217, for example KGS, USD or EUR."),
        )
    if (amount is None) != (currency == ""):
        raise Invalid(
            _("An amount and its currency belong together."),
            field=currency_field,
            advice=_("Fill in both, or leave both empty."),
        )
