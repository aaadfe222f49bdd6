"""Partial dates as tables keep them: the first day of what is known, and the precision beside it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from sapar.kernel.dates import PartialDate, Precision
from sapar.kernel.errors import Invalid

HOW_TO_WRITE = _("Write 2021, 02.2021 or 24.02.2021.")


def partial(on: date | None, precision: str) -> PartialDate:
    """The date as far as it is known. Raises Invalid when date and precision do not fit together."""
    if (on is None) != (precision == Precision.UNKNOWN):
        raise Invalid(_("The date and its precision do not fit together."), field="on", advice=HOW_TO_WRITE)
    if on is None:
        return PartialDate.unknown()
    match precision:
        case Precision.DAY:
            return PartialDate.of(on)
        case Precision.MONTH:
            return PartialDate(Precision.MONTH, on.year, on.month)
        case Precision.SEASON:
            return PartialDate(Precision.SEASON, on.year, season=_season(on.month))
        case Precision.YEAR:
            return PartialDate(Precision.YEAR, on.year)
    raise Invalid(_("This precision of a date is not kept."), field="on", advice=HOW_TO_WRITE)


def _season(month: int) -> int:
    """EDTF: 21 spring (March to May) … 24 winter (December to February)."""
    return 24 if month in (12, 1, 2) else 20 + month // 3


def first_day(when: PartialDate) -> tuple[date | None, str]:
    """First day and precision. Raises Invalid for "about", which no table keeps."""
    if when.precision is Precision.ABOUT:
        raise Invalid(
            _("“About” is too vague to be counted."),
            field="on",
            advice=_("Write the year alone, or leave the date empty."),
        )
    span = when.span()
    return (span[0] if span else None), str(when.precision)
