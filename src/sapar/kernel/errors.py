"""Typed errors. Each says, in the user's language, what went wrong, why, and what to do next."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Text = str | Promise


class SaparError(Exception):
    """Anything the system refuses on purpose. Never raised for a programming mistake."""

    status: ClassVar[int] = 400
    title: ClassVar[Text] = _("This could not be done")

    def __init__(self, message: Text, *, advice: Text = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(SaparError):
    """The policy says no. ``message`` is the reason that "explain access" would give."""

    status = 403
    title = _("You may not do this")


class NotFound(SaparError):
    """No such record, or none that this user may know of: the two look the same on purpose."""

    status = 404
    title = _("Nothing here")

    def __init__(self, message: Text = "", *, advice: Text = "") -> None:
        super().__init__(
            message or _("There is no such record, or it is not shared with your organisation."),
            advice=advice or _("Check the code. If you need this record, ask your supervisor."),
        )


class Invalid(SaparError):
    """Input that cannot be accepted. ``field`` names the form field or spreadsheet column."""

    status = 422
    title = _("Please check what was entered")

    def __init__(self, message: Text, *, field: str | None = None, advice: Text = "") -> None:
        super().__init__(message, advice=advice)
        self.field = field


class WorkflowRefused(SaparError):
    """The record is not in a state from which this step is possible."""

    status = 409
    title = _("This step is not possible now")


class StaleEdit(SaparError):
    """Somebody else saved the record meanwhile. Nothing was written; both values are kept."""

    status = 409
    title = _("Somebody changed this record while you were typing")

    def __init__(self, clashes: Mapping[str, tuple[str, str]], *, version: int) -> None:
        super().__init__(
            _("Your changes were not saved, so that nothing of the other person's work is lost."),
            advice=_("Compare both values below, keep the right one and save again."),
        )
        self.clashes = dict(clashes)
        self.version = version
