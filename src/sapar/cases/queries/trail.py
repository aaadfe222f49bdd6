"""Who works on a case and who looked at it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from sapar.cases.models import Case
from sapar.kernel import journal
from sapar.kernel.access.models import Basis, Involvement
from sapar.kernel.access.need_to_know import involved
from sapar.kernel.access.queries import names

MOST_LOOKS = 100


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody with need-to-know. `why` is in words; `user_id` is None for a team or an organisation."""

    name: str
    why: str
    icon: str
    since: datetime
    until: datetime | None
    user_id: UUID | None = None
    organisation_id: UUID | None = None
    is_owner: bool = False


def workers_of(case: Case) -> list[Worker]:
    """Everybody who has need-to-know now, the owner first."""
    found = [_worker(each, case) for each in involved(case.id, "case")]
    return sorted(found, key=lambda worker: not worker.is_owner)


def _worker(each: Involvement, case: Case) -> Worker:
    if each.team is not None:
        return Worker(str(each.team), _("Team: may read"), "people", each.since, each.until)
    if each.organisation is not None:
        return Worker(
            str(each.organisation),
            _("Shared"),
            "organisation",
            each.since,
            each.until,
            organisation_id=each.organisation_id,
        )
    owner = each.user_id == case.owner_id
    why = (
        _("Emergency access")
        if each.basis == Basis.BREAK_GLASS
        else _("Leads the case")
        if owner
        else _("Works on the case")
    )
    return Worker(str(each.user), why, "person", each.since, each.until, user_id=each.user_id, is_owner=owner)


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the journal of the case: when, who, of which organisation, what."""

    at: datetime
    user: str
    organisation: str
    action: str


def looks_at(case: Case) -> list[Look]:
    """What was journalled of the case, the latest first; 100 lines at most."""
    rows = list(journal.history("case", case.id)[:MOST_LOOKS])
    users = names(row.actor for row in rows)
    return [
        Look(row.at, users[row.actor].name, str(users[row.actor].organisation), row.action)
        if row.actor in users
        else Look(row.at, "", "", row.action)
        for row in rows
    ]
