"""What the date of a service must satisfy, and how old the person was."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.dates import PartialDate
from sapar.kernel.errors import Invalid


def require_past(when: PartialDate, until: date | None) -> None:
    """Raise Invalid for a service that has not happened yet, or that ends before it begins."""
    today = timezone.localdate()
    span = when.span()
    if (span and span[0] > today) or (until and until > today):
        raise Invalid(
            _("This day is in the future."),
            field="on",
            advice=_("A service is recorded once it is given. Plan it as a step until then."),
        )
    if until is not None and span is None:
        raise Invalid(
            _("An end needs a beginning."), field="until", advice=_("Write the first day too, or leave the end empty.")
        )
    if until is not None and span and until < span[0]:
        raise Invalid(_("The service would end before it begins."), field="until", advice=_("Check both days."))


def age_at(birth: PartialDate, when: PartialDate) -> tuple[int, int] | None:
    """Youngest and oldest age in years on the day of a service; None when either date is unknown."""
    span = when.span()
    if span is None or birth.span() is None:
        return None
    youngest, oldest = birth.age_on(span[0]), birth.age_on(span[1])
    return (youngest[0], oldest[1]) if youngest and oldest else None


def require_born(birth: PartialDate, when: PartialDate) -> None:
    """Raise Invalid when the service would lie wholly before the birth."""
    born, given = birth.span(), when.span()
    if born and given and given[1] < born[0]:
        raise Invalid(
            _("The person was not born yet on this day."),
            field="on",
            advice=_("Check the date of the service and of the birth."),
        )
