"""Dates as people know them: a day, a month, a season, a year, "about 1987".

Kept as EDTF level 1 text (ISO 8601-2): 1987-03-12, 1987-03, 1987-21 (spring), 1987, 1987~ (about).
"""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import formats
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid, Text


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    ABOUT = "about"
    UNKNOWN = "unknown"


OLDEST_AGE = 120
# EDTF codes of the seasons and the months they begin with in the northern hemisphere.
SEASONS: dict[int, Text] = {
    21: pgettext_lazy("season", "spring"),
    22: pgettext_lazy("season", "summer"),
    23: pgettext_lazy("season", "autumn"),
    24: pgettext_lazy("season", "winter"),
}
_ABOUT_YEARS = 2
#: Names of the months inside a full date. Django asks for these very messages when it writes a date; here they
#: come into our own catalogue, because Django's Kyrgyz ones have capital letters.
MONTHS_IN_A_DATE: tuple[Text, ...] = (
    pgettext_lazy("alt. month", "January"),
    pgettext_lazy("alt. month", "February"),
    pgettext_lazy("alt. month", "March"),
    pgettext_lazy("alt. month", "April"),
    pgettext_lazy("alt. month", "May"),
    pgettext_lazy("alt. month", "June"),
    pgettext_lazy("alt. month", "July"),
    pgettext_lazy("alt. month", "August"),
    pgettext_lazy("alt. month", "September"),
    pgettext_lazy("alt. month", "October"),
    pgettext_lazy("alt. month", "November"),
    pgettext_lazy("alt. month", "December"),
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to `precision`; parts beyond it are None. Raises Invalid when the day cannot exist."""

    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise Invalid(
                _("There is no month number %(month)s.") % {"month": self.month},
                advice=_("Write the day first, then the month, then the year: 12.03.1987."),
            )
        if self.day is not None and self.year is not None and self.month is not None:
            longest = calendar.monthrange(self.year, self.month)[1]
            if not 1 <= self.day <= longest:
                raise Invalid(
                    _("This month has no day %(day)s: it ends on day %(longest)s.")
                    % {"day": self.day, "longest": longest},
                    advice=_("Check the day. If only the month or the year is sure, write 03.1987 or 1987."),
                )

    @classmethod
    def unknown(cls) -> "PartialDate":
        """Nothing is known."""
        return cls(Precision.UNKNOWN)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """A full day."""
        return cls(Precision.DAY, day.year, day.month, day.day)

    @classmethod
    def from_edtf(cls, text: str | None) -> "PartialDate":
        """Reads what `edtf` wrote. Empty text is an unknown date; anything else wrong is a ValueError."""
        if not text:
            return cls.unknown()
        if text.endswith("~"):
            return cls(Precision.ABOUT, int(text[:-1]))
        year, *rest = (int(part) for part in text.split("-"))
        if not rest:
            return cls(Precision.YEAR, year)
        if len(rest) == 2:
            return cls(Precision.DAY, year, rest[0], rest[1])
        if rest[0] in SEASONS:
            return cls(Precision.SEASON, year, season=rest[0])
        return cls(Precision.MONTH, year, rest[0])

    @property
    def edtf(self) -> str:
        """The text kept in the database; "" when unknown."""
        match self.precision:
            case Precision.DAY:
                return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
            case Precision.MONTH:
                return f"{self.year:04d}-{self.month:02d}"
            case Precision.SEASON:
                return f"{self.year:04d}-{self.season}"
            case Precision.YEAR:
                return f"{self.year:04d}"
            case Precision.ABOUT:
                return f"{self.year:04d}~"
            case _:
                return ""

    def span(self) -> tuple[date, date] | None:
        """First and last day it may mean ("about" reaches two years either way); None when unknown."""
        if self.year is None:
            return None
        if self.precision is Precision.ABOUT:
            return date(self.year - _ABOUT_YEARS, 1, 1), date(self.year + _ABOUT_YEARS, 12, 31)
        first, last = self._months()
        start = date(self.year, first, self.day or 1)
        end_year = self.year + (1 if last < first else 0)
        return start, date(end_year, last, self.day or calendar.monthrange(end_year, last)[1])

    def _months(self) -> tuple[int, int]:
        if self.month:
            return self.month, self.month
        if self.season == 24:
            return 12, 2  # winter of 1987 runs into February 1988
        return ((self.season - 20) * 3, (self.season - 20) * 3 + 2) if self.season else (1, 12)

    def age_on(self, day: date) -> tuple[int, int] | None:
        """Youngest and oldest age in whole years on `day`, read as a birth date; None when unknown."""
        span = self.span()
        return (max(0, _years(span[1], day)), max(0, _years(span[0], day))) if span else None

    def display(self) -> str:
        """In the reader's language; "not stated" when unknown."""
        if self.year is None:
            return gettext("not stated")
        match self.precision:
            case Precision.DAY:
                return formats.date_format(date(self.year, self.month or 1, self.day or 1), "DATE_FORMAT")
            case Precision.MONTH:
                return _small(formats.date_format(date(self.year, self.month or 1, 1), "YEAR_MONTH_FORMAT"))
            case Precision.SEASON:
                return f"{SEASONS[self.season or 21]} {self.year}"
            case Precision.ABOUT:
                return gettext("about %(year)s") % {"year": self.year}
            case _:
                return str(self.year)

    def __str__(self) -> str:
        return self.display()


def _small(text: str) -> str:
    """Months have a capital letter in English only."""
    return text if get_language() == "en" else text.lower()


def _years(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
