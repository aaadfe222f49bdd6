"""Need-to-know of person files and cases: rooms call these inside their own actions.

The caller has checked that it may share or assign; here only the rows are kept consistent. Row security
reads them, so a change holds from the next statement on.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.functions import TransactionNow
from django.db.models import QuerySet

from sapar.kernel.access.models import Basis, Involvement, Organisation, Team, User


def involve(
    subject_id: UUID, kind: str, *, basis: Basis, user: User | None = None, team: Team | None = None,
    organisation: Organisation | None = None, reason: str = "", until: datetime | None = None,
) -> Involvement:  # fmt: skip
    """Give exactly one of user, team or organisation need-to-know of a record; until ``until`` or withdrawn.

    Repeating it changes basis and reason of the lasting involvement instead of adding a second one.
    """
    whose: dict[str, Any] = {"user": user, "team": team, "organisation": organisation}
    if until is not None:
        return Involvement.objects.create(
            subject_id=subject_id, kind=kind, basis=basis, reason=reason, until=until, **whose
        )
    return Involvement.objects.update_or_create(
        subject_id=subject_id, kind=kind, until=None, **whose, defaults={"basis": basis, "reason": reason}
    )[0]


def uninvolve(
    subject_id: UUID,
    kind: str,
    *,
    user: User | None = None,
    team: Team | None = None,
    organisation: Organisation | None = None,
) -> int:
    """End every involvement in force of exactly this user, team or organisation; returns how many ended."""
    return _of(subject_id, kind).filter(user=user, team=team, organisation=organisation).update(until=TransactionNow())


def end_all(subject_id: UUID, kind: str) -> int:
    """End everybody's need-to-know of a record, as when it is erased; returns how many ended."""
    return _of(subject_id, kind).update(until=TransactionNow())


def involved(subject_id: UUID, kind: str) -> QuerySet[Involvement]:
    """Who has need-to-know of a record now, the longest-standing first."""
    return _of(subject_id, kind).select_related("user", "team", "organisation").order_by("since")


def subjects(kind: str, *, user: User, basis: Basis | None = None) -> QuerySet[Involvement]:
    """The involvements in force of one user: ``.values("subject_id")`` gives the ids of the records."""
    mine = Involvement.objects.in_force().filter(kind=kind, user=user)
    return mine if basis is None else mine.filter(basis=basis)


def _of(subject_id: UUID, kind: str) -> QuerySet[Involvement]:
    return Involvement.objects.in_force().filter(subject_id=subject_id, kind=kind)
