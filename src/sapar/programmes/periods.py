"""Days of a project: its likely beginning and end, the donor's calendar, and how much time has passed."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sapar.programmes.models import DeadlineKind, Project
from sapar.programmes.models.base import DatePrecision

#: Weeks after an interim period, months after the end for the final report, months before the end for an extension.
INTERIM_MONTHS, INTERIM_WEEKS, FINAL_MONTHS, EXTENSION_MONTHS = 6, 6, 3, 1
EX_POST_FROM, EX_POST_UNTIL = 6, 12
_SURE = {DatePrecision.DAY, DatePrecision.MONTH}


def months_later(day: date, months: int) -> date:
    """The same day some months later (or earlier), the last day of the month where it does not exist."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Span:
    """First and last day of a project, as far as they are stated or follow from the duration."""

    starts: date | None
    ends: date | None

    def passed(self, today: date) -> Decimal | None:
        """The part of the time that has passed, 0 to 1; None when a date is not known."""
        return part_passed(self.starts, self.ends, today)


def part_passed(starts: date | None, ends: date | None, today: date) -> Decimal | None:
    """How much of a period lies behind, 0 to 1; None when it has no dates."""
    if starts is None or ends is None:
        return None
    if today >= ends:
        return Decimal(1)
    if today < starts:
        return Decimal(0)
    return Decimal((today - starts).days + 1) / Decimal((ends - starts).days + 1)


def span_of(project: Project) -> Span:
    """Dates that are known to a day or month; an end that is not stated follows from start and duration."""
    starts = project.start if project.start_precision in _SURE else None
    ends = project.ends.span()
    if ends is not None and project.end_precision in _SURE:
        return Span(starts, ends[1])
    if starts is not None and project.duration_months:
        return Span(starts, months_later(starts, project.duration_months) - timedelta(days=1))
    return Span(starts, None)


@dataclass(frozen=True)
class Due:
    """One date that the usual rules of donors give."""

    kind: DeadlineKind
    due: date
    starts: date | None = None
    ends: date | None = None


def donor_calendar(span: Span) -> list[Due]:
    """The results framework in month 1, an interim report every six months within six weeks, the request for an
    extension a month before the end, the final report within three months, the evaluation 6 to 12 months after.

    Without a start there is no calendar; without an end only what follows from the start, for two years.
    """
    return sorted(_dates(span), key=lambda each: (each.due, each.kind)) if span.starts else []


def _dates(span: Span) -> Iterator[Due]:
    starts, ends = span.starts, span.ends
    if starts is None:
        return
    yield Due(DeadlineKind.FRAMEWORK, months_later(starts, 1) - timedelta(days=1))
    last = ends or months_later(starts, 24) - timedelta(days=1)
    first = starts
    number = 1
    while (following := months_later(starts, INTERIM_MONTHS * number)) <= last:
        until = following - timedelta(days=1)
        yield Due(DeadlineKind.INTERIM, until + timedelta(weeks=INTERIM_WEEKS), first, until)
        first, number = following, number + 1
    if ends is not None:
        yield Due(DeadlineKind.EXTENSION, months_later(ends, -EXTENSION_MONTHS))
        yield Due(DeadlineKind.FINAL, months_later(ends, FINAL_MONTHS), starts, ends)
        yield Due(
            DeadlineKind.EX_POST, months_later(ends, EX_POST_UNTIL), months_later(ends, EX_POST_FROM),
            months_later(ends, EX_POST_UNTIL),
        )  # fmt: skip
