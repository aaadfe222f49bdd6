"""What this room itself can count: the register of work of a project, its places, and values that were reported.

Definitions over the ledger and over people belong to the figure service; these are the few that need only rows of
one project, so that a programme works before anybody defined a figure.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.kernel.access.context import figures_role
from sapar.kernel.access.models import User
from sapar.kernel.ledger.models import LedgerEntry
from sapar.programmes.models import (
    Gather,
    Indicator,
    Kind,
    Project,
    ProjectLocation,
    ReportedValue,
    Source,
    WorkKind,
    WorkRecord,
    WorkStatus,
)
from sapar.programmes.reading import Asked, Reading, register_provider, register_source

#: The kind of ledger entries that the register of work posts.
WORK = "work_record"
PREFIX = "work"
_MEASURES: dict[str, Promise] = {
    "done": gettext_lazy("%(kind)s: how many are done"),
    "people": gettext_lazy("%(kind)s: people in them, by head count"),
}
_WORDS: dict[str, Promise] = {
    "done": gettext_lazy(
        "Adds the numbers of the records of the kind “%(kind)s” of this project that are done. A record without a "
        "number adds nothing; when no record has one there is no value, which is not zero."
    ),
    "people": gettext_lazy(
        "Adds the head counts of the groups that records of the kind “%(kind)s” of this project reached, as the ledger "
        "holds them. Somebody who came twice counts twice; only a definition over people can tell them apart."
    ),
}
PILOTS, PLACES = "places.pilot", "places.all"


def _split(code: str) -> tuple[WorkKind, str] | None:
    """``work.training.people`` → (training, people); None for other codes."""
    prefix, _dot, rest = code.partition(".")
    kind, _dot, measure = rest.partition(".")
    if prefix != PREFIX or kind not in WorkKind.values or measure not in _MEASURES:
        return None
    return WorkKind(kind), measure


def offered(user: User) -> list[tuple[str, str]]:
    """The definitions of this room."""
    work = [
        (f"{PREFIX}.{kind.value}.{measure}", str(name) % {"kind": kind.label})
        for kind in WorkKind
        for measure, name in _MEASURES.items()
    ]
    return [*work, (PILOTS, _("Pilot places of the project")), (PLACES, _("Places of the project"))]


def words(code: str) -> str:
    """What such a definition counts."""
    if code == PILOTS:
        return _("Counts the places of the project that are marked as pilots.")
    if code == PLACES:
        return _("Counts the places where the project works, without those that play a part in it besides.")
    parts = _split(code)
    return str(_WORDS[parts[1]]) % {"kind": parts[0].label} if parts else ""


def read(user: User, project: Project, asked: Sequence[Asked]) -> dict[str, Reading]:
    """The value of each definition of this room that is asked."""
    found: dict[str, Reading] = {}
    for code, since, until in asked:
        if code in (PILOTS, PLACES):
            found[code] = _places(project, "pilot" if code == PILOTS else "")
        elif parts := _split(code):
            kind, measure = parts
            found[code] = (_done if measure == "done" else people)(project, kind, since, until)
    return found


def _places(project: Project, role: str) -> Reading:
    places = ProjectLocation.objects.filter(project=project, role=role).count()
    return Reading(Decimal(places)) if places else Reading()


def _done(project: Project, kind: WorkKind, since: date | None, until: date | None) -> Reading:
    rows = WorkRecord.objects.filter(project=project, kind=kind, status=WorkStatus.DONE, part_of__isnull=True)
    if since:
        rows = rows.filter(on__gte=since)
    if until:
        rows = rows.filter(on__lte=until)
    numbers = [row.number for row in rows if row.number is not None]
    return Reading(sum(numbers, Decimal(0))) if numbers else Reading()


def people(project: Project, kind: WorkKind, since: date | None = None, until: date | None = None) -> Reading:
    """The head count of all groups reached by records of one kind: read from the ledger, with its corrections."""
    entries = LedgerEntry.objects.filter(
        source_kind=WORK, source_id__in=WorkRecord.objects.filter(project=project, kind=kind).values("id")
    )
    if since:
        entries = entries.filter(on__gte=since)
    if until:
        entries = entries.filter(on__lte=until)
    with figures_role():
        counted = entries.live().aggregate(people=Sum("headcount"))["people"]
    return Reading(Decimal(counted)) if counted is not None else Reading()


def people_of(row: WorkRecord) -> int | None:
    """The head count that the ledger holds for one record; None when no group was recorded."""
    with figures_role():
        entries = LedgerEntry.objects.live().filter(source_kind=WORK, source_id=row.pk)
        counted: int | None = entries.aggregate(people=Sum("headcount"))["people"]
    return counted


def reported(user: User, project: Project, indicators: Sequence[Indicator]) -> dict[UUID, Reading]:
    """Approved values, over all versions of the logframe in which the indicator has the same code."""
    codes = {indicator.code: indicator for indicator in indicators}
    rows: dict[str, list[ReportedValue]] = {}
    for row in (
        ReportedValue.objects.filter(project=project, status="approved", indicator__code__in=codes, place__isnull=True)
        .select_related("indicator")
        .order_by("ends", "decided_at")
    ):
        rows.setdefault(row.indicator.code, []).append(row)
    return {codes[code].pk: gathered(codes[code], values) for code, values in rows.items()}


def gathered(indicator: Indicator, rows: list[ReportedValue]) -> Reading:
    """What approved values (in the order of their periods) say together: their sum, or the latest of them."""
    latest = rows[-1]
    if indicator.gather == Gather.SUM and indicator.kind == Kind.NUMBER:
        stated = [row.value for row in rows if row.value is not None]
        qualifiers = {row.qualifier for row in rows if row.value is not None}
        return Reading(
            sum(stated, Decimal(0)) if stated else None,
            qualifier=qualifiers.pop() if len(qualifiers) == 1 else "about",
            words=latest.words,
            as_of=latest.ends,
        )
    return Reading(latest.value, latest.whole, latest.words, latest.qualifier or "exact", latest.ends)


register_provider("programmes", offered=offered, words=words, read=read)
for _source in (Source.REPORTED, Source.EXTERNAL):
    register_source(_source, reported)
