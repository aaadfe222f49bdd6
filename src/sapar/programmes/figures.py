"""Printing a figure with its qualifier: "over 28,000" is not 28,000, in any language."""

from decimal import Decimal

from django.db import models
from django.utils import formats, translation
from django.utils.translation import gettext, pgettext_lazy

from sapar.kernel.i18n import label


class Qualifier(models.TextChoices):
    """The word that belongs to a figure. The stored values are those of the facts table."""

    EXACT = "exact", pgettext_lazy("qualifier", "exactly")
    OVER = "over", pgettext_lazy("qualifier", "over")
    ABOUT = "about", pgettext_lazy("qualifier", "about")
    NEARLY = "nearly", pgettext_lazy("qualifier", "nearly")
    AT_LEAST = "at least", pgettext_lazy("qualifier", "at least")
    UP_TO = "up to", pgettext_lazy("qualifier", "up to")
    ESTIMATED = "estimated", pgettext_lazy("qualifier", "an estimated")


# Whole patterns, not words for a translator to join: Kyrgyz puts "over" behind a number in the ablative.
_PATTERNS: dict[str, dict[str, str]] = {
    Qualifier.EXACT: {"en": "{}", "ru": "{}", "ky": "{}"},
    Qualifier.OVER: {"en": "over {}", "ru": "более {}", "ky": "{from_} ашык"},
    Qualifier.ABOUT: {"en": "about {}", "ru": "около {}", "ky": "болжол менен {}"},
    Qualifier.NEARLY: {"en": "nearly {}", "ru": "почти {}", "ky": "дээрлик {}"},
    Qualifier.AT_LEAST: {"en": "at least {}", "ru": "не менее {}", "ky": "кеминде {}"},
    Qualifier.UP_TO: {"en": "up to {}", "ru": "до {}", "ky": "көп дегенде {}"},
    Qualifier.ESTIMATED: {"en": "an estimated {}", "ru": "ориентировочно {}", "ky": "баалоо боюнча {}"},
}
# Kyrgyz ablative endings follow the last word of the number as it is spoken.
_FROM_DIGIT = dict(zip("123456789", ["ден", "ден", "төн", "төн", "тен", "дан", "ден", "ден", "дан"], strict=True))
_FROM_TEN = dict(zip("123456789", ["дон", "дан", "дан", "тан", "дөн", "тан", "тен", "ден", "дон"], strict=True))


def not_stated() -> str:
    """What is shown where the source says nothing."""
    return gettext("not stated")


def number(value: Decimal | int) -> str:
    """The number with the group and decimal signs of the active language: 28,000 · 28 000."""
    whole = value == value.to_integral_value() if isinstance(value, Decimal) else True
    return formats.number_format(int(value) if whole else value, use_l10n=True, force_grouping=True)


def qualified(value: Decimal | int | None, qualifier: str = Qualifier.EXACT, *, currency: str = "") -> str:
    """The figure as it is printed, with its qualifier and currency; "not stated" when there is none."""
    if value is None:
        return not_stated()
    text = number(value)
    if currency:
        text = f"{currency} {text}" if _language() != "ru" else f"{text} {currency}"
    pattern = label(_PATTERNS[qualifier], language=_language())
    return pattern.format(text, from_=f"{text}{_ablative(int(value))}")


def _language() -> str:
    return (translation.get_language() or "en").split("-")[0]


def _ablative(value: int) -> str:
    if value == 0:
        return "дөн"  # нөл
    digits = str(value)
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == 0:
        return _FROM_DIGIT[digits[-1]]
    if zeros == 1:
        return _FROM_TEN[digits[-2]]
    if zeros == 2:
        return "дөн"  # жүз
    return "ден" if zeros < 6 else "дон"  # миң, миллион
