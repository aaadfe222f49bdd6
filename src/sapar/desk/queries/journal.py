"""What was done and looked at, in the words of the people who read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from sapar.desk import words
from sapar.desk.vocabulary import ACTIONS, RECORDS
from sapar.kernel import journal
from sapar.kernel.access import need_to_know, policy
from sapar.kernel.access import queries as access
from sapar.kernel.access.context import sealer_role
from sapar.kernel.access.models import Basis, User
from sapar.kernel.access.tables import JOURNAL
from sapar.kernel.errors import NotFound
from sapar.kernel.journal import JournalEntry

PER_PAGE = 50
#: Verbs with which a room lets somebody see who looked at its record.
LOOKED_VERBS = ("view_access", "view_access_log")
#: Roles that watch over the records of their organisation, as the table of the journal says.
WATCHERS = frozenset(rule.role for rule in JOURNAL.rules)


@dataclass(frozen=True)
class Line:
    """One entry with names and words; nothing personal is in the journal, so nothing is here."""

    at: datetime
    who: User | None
    by_system: bool
    action: str
    kind: str
    kind_words: str
    record: UUID
    purpose: str
    detail: str
    refused: bool

    @property
    def short(self) -> str:
        """Enough of the record's id to tell two of them apart in a list."""
        return str(self.record)[-8:]


def latest(*, by: User, wanted: dict[str, Any], page: int) -> tuple[Page[JournalEntry], list[Line]]:
    """Entries of the organisation, the newest first, and as lines. ``wanted``: actor, action, kind, since, until."""
    policy.require(by, "view", "journal")
    found = JournalEntry.objects.filter(policy.rows(by, "view", "journal")).order_by("-at", "-id")
    found = _narrowed(found, wanted)
    # Reading the journal is itself something to answer for.
    journal.record("desk.read_journal", by=by, kind="journal", id=by.organisation_id, detail={"page": page})
    shown = Paginator(found, PER_PAGE).get_page(page)
    return shown, lines(shown.object_list)


def _narrowed(found: QuerySet[JournalEntry], wanted: dict[str, Any]) -> QuerySet[JournalEntry]:
    if actor := wanted.get("actor"):
        found = found.filter(actor=actor.id)
    for name, table in (("action", ACTIONS), ("kind", RECORDS)):
        if value := wanted.get(name):
            found = found.filter(**{f"{name}__in": _alike(table, value)})
    if since := wanted.get("since"):
        found = found.filter(at__gte=_midnight(since))
    if until := wanted.get("until"):
        found = found.filter(at__lte=datetime.combine(until, time.max, timezone.get_current_timezone()))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())


def looked(*, by: User, kind: str, id: UUID) -> list[Line]:
    """Everything journalled of one record, for those who answer for it. Raises NotFound for all others."""
    if not _may_ask(by, kind, id):
        raise NotFound
    journal.record("desk.read_record_journal", by=by, kind=kind, id=id)
    return lines(_history(by, kind, id))


def _history(by: User, kind: str, id: UUID) -> list[JournalEntry]:
    """The entries of one record. Who watches over the organisation that made it sees other organisations' too:
    their looks and services, and the guesses that were refused."""
    if policy.may(by, "view", "journal"):
        watched = {str(grant.organisation_id) for grant in by.grants() if grant.role in WATCHERS}
        with sealer_role():
            first = JournalEntry.objects.filter(kind=kind, record=id, sequence=1).first()
            if first is not None and str(first.organisation) in watched and first.action != "refused":
                return list(journal.history(kind, id)[:500])
    return list(journal.history(kind, id)[:500])


def _may_ask(by: User, kind: str, id: UUID) -> bool:
    if policy.may(by, "view", "journal"):
        return True
    if need_to_know.subjects(kind, user=by, basis=Basis.ASSIGNED).filter(subject_id=id).exists():
        return True
    try:
        row = access.record(by=by, kind=kind, id=id)
    except NotFound:
        return False
    return any(policy.may(by, verb, kind, row) for verb in LOOKED_VERBS)


def lines(entries: Iterable[JournalEntry]) -> list[Line]:
    """Entries with the names of those who acted: one more question for all of them."""
    kept = list(entries)
    names = access.names(entry.actor for entry in kept)
    return [
        Line(
            at=entry.at,
            who=names.get(entry.actor) if entry.actor else None,
            by_system=entry.actor is None,
            action=words.action(entry.detail.get("action", "refused") if entry.action == "refused" else entry.action),
            kind=entry.kind,
            kind_words=words.record(entry.kind),
            record=entry.record,
            purpose=words.purpose(entry.purpose),
            detail=words.detail(entry.detail),
            refused=entry.action == "refused",
        )
        for entry in kept
    ]


def action_choices() -> list[tuple[str, str]]:
    """Actions that can be filtered by, each wording once: a code that stands for all with these words."""
    return _choices(ACTIONS)


def kind_choices() -> list[tuple[str, str]]:
    """Records that can be filtered by."""
    return _choices(RECORDS)


def _choices(table: dict[str, Promise]) -> list[tuple[str, str]]:
    by_words: dict[str, str] = {}
    for code, said in table.items():
        by_words.setdefault(str(said), code)
    return sorted(((code, said) for said, code in by_words.items()), key=lambda pair: pair[1])


def _alike(table: dict[str, Promise], code: str) -> list[str]:
    """Every code with the words of ``code``: older entries name an action otherwise than newer ones."""
    return [other for other, said in table.items() if str(said) == str(table[code])]
