"""Counting people: a person registered in several files counts once, now and as of any moment."""

from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from sapar.people.models import IdentityMember


def one_person(field: str = "person_id", *, as_of: datetime | None = None) -> Coalesce:
    """The id that all files of one person share, for ``Count(one_person(), distinct=True)``.

    ``field`` names the column with the file's id. ``as_of`` takes the groups as they stood at that moment.
    """
    rows = IdentityMember.objects.filter(person_id=OuterRef(field))
    if as_of is None:
        rows = rows.filter(until__isnull=True)
    else:
        rows = rows.filter(Q(until__isnull=True) | Q(until__gt=as_of), since__lte=as_of)
    return Coalesce(Subquery(rows.values("group")[:1]), F(field))
