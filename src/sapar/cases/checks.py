"""Small checks that several actions share. Each raises a typed error with advice."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.cases.models import Case
from sapar.kernel import terms
from sapar.kernel.errors import Invalid, WorkflowRefused

LONGEST_TEXT = 8000


def require_open(case: Case) -> None:
    """Raise WorkflowRefused when the case is closed."""
    if case.is_closed:
        raise WorkflowRefused(_("This case is closed."), advice=_("Reopen the case first, then do this again."))


def optional_term(name: str, code: str, *, field: str) -> str:
    """The code, which must be of the list unless empty."""
    if code:
        terms.require(name, code, field=field)
    return code


def text_of(text: str, *, field: str, required: bool = False) -> str | None:
    """Free text without surrounding space; None when empty. Raises Invalid when too long, or missing."""
    kept = text.strip()
    if len(kept) > LONGEST_TEXT:
        raise Invalid(
            _("The text has %(count)s characters; the longest accepted is %(longest)s.")
            % {"count": len(kept), "longest": LONGEST_TEXT},
            field=field,
            advice=_("Shorten it, or write several notes."),
        )
    if required and not kept:
        raise Invalid(_("Nothing is written here yet."), field=field, advice=_("Write it in a few words."))
    return kept or None


def not_in_future(day: date | None, *, field: str) -> None:
    """Raise Invalid for a day after today."""
    if day is not None and day > timezone.localdate():
        raise Invalid(_("This day is in the future."), field=field, advice=_("Write the day on which it happened."))
