"""What c-form sends along: the key of this submission and the version the form was opened with."""

from uuid import UUID

from django.http import HttpRequest


def submission_key(request: HttpRequest) -> UUID | None:
    """The form's submission key for ``key=`` of an action; None when missing or damaged."""
    try:
        return UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return None


def version(request: HttpRequest) -> int | None:
    """The version the form was opened with for ``version=``; None when missing or damaged."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
