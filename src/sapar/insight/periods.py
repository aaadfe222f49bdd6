"""Periods: open, in review, approved, locked. A lock says why and who can open it; exceptions expire."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sapar.insight.models import Period, PeriodException, PeriodState
from sapar.insight.workflow import PERIOD_WORKFLOW
from sapar.kernel.access import policy
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.kernel.ledger import posting

LONGEST_EXCEPTION = timedelta(days=31)


@action("insight.add_period", record="period", verb="add")
def add_period(*, by: User, first: date, last: date, everywhere: bool = False, key: UUID | None = None) -> Period:
    """A period of the user's organisation, or of all. Raises Invalid when it ends early or overlaps another."""
    if last < first:
        raise Invalid(
            _("The period ends before it begins."), field="last", advice=_("Check the first and the last day.")
        )
    organisation = None if everywhere else by.organisation
    clash = Period.objects.filter(organisation=organisation, first__lte=last, last__gte=first).first()
    if clash is not None:
        raise Invalid(
            _("The period overlaps %(other)s.") % {"other": span(clash)},
            field="first",
            advice=_("Choose days after it or before it."),
        )
    return Period.objects.create(organisation=organisation, first=first, last=last, changed_by=by)


@action("insight.move_period", record="period", verb="move", on="period")
def move_period(
    *, by: User, period: Period, state: str, reason: str = "", version: int | None = None, key: UUID | None = None
) -> Period:
    """Review, approve, lock or open again. Raises WorkflowRefused for a forbidden step, Invalid without a reason.

    Whoever sent a period into review does not approve it.
    """
    PERIOD_WORKFLOW.check(period.state, state)
    reason = reason.strip()
    if PeriodState.LOCKED in (state, period.state) and not reason:
        raise Invalid(_("Say why."), field="reason", advice=_("Everybody who is refused will read it."))
    if state == PeriodState.APPROVED and period.changed_by_id == by.id:
        raise WorkflowRefused(
            _("You sent this period into review yourself."), advice=_("Somebody else has to approve it.")
        )
    period.state, period.reason, period.changed_by, period.changed_at = state, reason, by, timezone.now()
    period.save()
    return period


@action("insight.except_from_period", record="period", verb="move", on="period")
def except_from_period(
    *, by: User, period: Period, organisation: Organisation, reason: str, until: datetime, version: int | None = None,
    key: UUID | None = None,
) -> PeriodException:  # fmt: skip
    """Let one organisation record into a locked period until a moment at most a month away."""
    if period.state != PeriodState.LOCKED:
        raise WorkflowRefused(_("This period is not locked; nobody needs an exception."))
    if not reason.strip():
        raise Invalid(_("Say why."), field="reason", advice=_("The exception stays on record with its reason."))
    now = timezone.now()
    if not now < until <= now + LONGEST_EXCEPTION:
        raise Invalid(
            _("An exception ends within a month."),
            field="until",
            advice=_("Choose a day from tomorrow to a month from now."),
        )
    return PeriodException.objects.create(
        period=period, organisation=organisation, reason=reason.strip(), until=until, given_by=by
    )


def lock_on(day: date | None, organisation: Organisation) -> Period | None:
    """The lock that refuses entries of this day to this organisation; None when it may record."""
    if day is None:
        return None
    running = PeriodException.objects.filter(organisation=organisation, until__gt=timezone.now()).values("period")
    return (
        Period.objects.filter(Q(organisation=organisation) | Q(organisation=None), state=PeriodState.LOCKED)
        .filter(first__lte=day, last__gte=day)
        .exclude(pk__in=running)
        .first()
    )


def span(period: Period) -> str:
    """The days in words."""
    return f"{date_format(period.first, 'DATE_FORMAT')} – {date_format(period.last, 'DATE_FORMAT')}"


def who_opens(period: Period, organisation: Organisation) -> list[str]:
    """Whom to ask: names of those in the organisation who may open the period, else their roles."""
    people = policy.who("move", "period", period).filter(organisation=organisation).order_by("name")
    return [person.name for person in people] or [_("an M&E officer or project manager")]


def _refuse(day: date | None, organisation: Organisation) -> None:
    period = lock_on(day, organisation)
    if period is None:
        return
    names = ", ".join(who_opens(period, organisation))
    raise WorkflowRefused(
        _("The period %(days)s is locked: %(reason)s. Nothing dated in it can be recorded or corrected.")
        % {"days": span(period), "reason": period.reason.rstrip(".")},
        advice=_("It can be opened, or an exception given, by: %(people)s.") % {"people": names},
    )


def guard() -> None:
    """Ask before every entry, so that the refusal says why and who can open; the database refuses anyway."""
    if _refuse not in posting.GATES:
        posting.GATES.append(_refuse)
