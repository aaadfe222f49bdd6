"""Counting people in queries of rows: a person registered in several files counts once.

Figures count by `ledger_same_person` (kernel/figures); the groups behind both are the same.
"""

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from sapar.people.models import IdentityMember


def one_person() -> Coalesce:
    """The id that all files of one person share, for ``Count(one_person(), distinct=True)``."""
    rows = IdentityMember.objects.filter(person_id=OuterRef("person_id"), until__isnull=True)
    return Coalesce(Subquery(rows.values("group")[:1]), F("person_id"))
