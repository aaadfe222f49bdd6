"""Questions about the journal."""

from uuid import UUID

from django.db.models import QuerySet

from .models import JournalEntry


def history(kind: str, id: UUID) -> QuerySet[JournalEntry]:
    """Everything journalled of one record, newest first: who did what, who looked.

    Row security narrows it to what the acting user may see. Actors are identifiers; callers
    join their names.
    """
    return JournalEntry.objects.filter(kind=kind, record=id).order_by("-sequence")
