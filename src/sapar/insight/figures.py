"""The one figure service: a definition asked of the ledger.

Unique people are counted distinct at every level asked for, however many files a person has; a total is
never a sum of its parts.
Counting wears the role ``sapar_figures``, which sees entries of all organisations and no person.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from sapar.insight.models import Definition
from sapar.kernel import terms
from sapar.kernel.access.context import figures_role
from sapar.kernel.access.models import Organisation
from sapar.kernel.ledger.models import EntryQuerySet, LedgerEntry
from sapar.people.counting import one_person


@dataclass(frozen=True)
class Question:
    """What is counted. ``kinds`` are service codes (each with its subtree), ``providers`` organisation codes.

    ``since`` and ``until`` bound the day of the service (both inclusive); an entry whose day is not
    stated is in no period.
    """

    kinds: tuple[str, ...]
    providers: tuple[str, ...]
    since: date | None = None
    until: date | None = None
    measure: str = "people"

    @classmethod
    def of(cls, definition: Definition) -> Self:
        query: dict[str, Any] = definition.query
        return cls(
            kinds=tuple(query["kinds"]),
            providers=tuple(query["providers"]),
            since=_day(query.get("since")),
            until=_day(query.get("until")),
            measure=query.get("measure", "people"),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in asdict(self).items()
            if value is not None
        }

    def codes(self) -> set[str]:
        """All service codes that count, subtrees included."""
        return set().union(*(terms.subtree("service", kind) for kind in self.kinds))


@dataclass(frozen=True)
class Figure:
    """One answer: ``value`` people (None: no data), qualifier, and the moment it is true of."""

    definition: Definition
    value: int | None
    as_of: datetime
    unit: str = "person"
    qualifier: str = "exact"


@dataclass(frozen=True)
class Part:
    """A slice of a figure (an organisation, a service group). Parts may overlap; they never add up to the whole."""

    key: str
    label: str
    value: int


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def current(code: str) -> Definition:
    """The newest version of a definition. Raises Definition.DoesNotExist."""
    return Definition.objects.filter(code=code).latest("version")


def matching(question: Question, *, as_of: datetime | None = None) -> EntryQuerySet:
    """The live entries of people that the question counts, as they stood at ``as_of`` (default: now)."""
    entries = LedgerEntry.objects.filter(
        person_id__isnull=False, kind__in=question.codes(), provider__code__in=question.providers
    )
    if question.since:
        entries = entries.filter(on__gte=question.since)
    if question.until:
        entries = entries.filter(on__lte=question.until)
    if as_of is None:
        return entries.live()
    known = LedgerEntry.objects.filter(reverses=OuterRef("pk"), recorded_at__lte=as_of)
    return entries.filter(~Exists(known), reverses__isnull=True, recorded_at__lte=as_of)


def evaluate(definition: Definition, *, as_of: datetime | None = None) -> Figure:
    """Ask the ledger of all organisations for the figure, now or as it stood at ``as_of``."""
    with figures_role():
        counted = matching(Question.of(definition), as_of=as_of).aggregate(
            people=Count(one_person(as_of=as_of), distinct=True), entries=Count("pk")
        )
    return Figure(definition, counted["people"] if counted["entries"] else None, as_of or timezone.now())


def by_organisation(definition: Definition) -> list[Part]:
    """Unique people per providing organisation; the question's organisations without entries count as no part."""
    with figures_role():
        rows = list(
            matching(Question.of(definition)).values("provider").annotate(people=Count(one_person(), distinct=True))
        )
        names = {o.id: o for o in Organisation.objects.filter(id__in=[row["provider"] for row in rows])}
    parts = [Part(names[row["provider"]].code, str(names[row["provider"]]), row["people"]) for row in rows]
    return sorted(parts, key=lambda part: part.label)


def by_service_group(definition: Definition) -> list[Part]:
    """Unique people per service group of the question."""
    question = Question.of(definition)
    counts = {
        kind: Count(one_person(), distinct=True, filter=Q(kind__in=terms.subtree("service", kind)))
        for kind in question.kinds
    }
    with figures_role():
        found = matching(question).aggregate(**counts)
    return [Part(kind, terms.label("service", kind), found[kind]) for kind in question.kinds]


def visible_evidence(definition: Definition) -> EntryQuerySet:
    """The entries behind the figure that the acting user may see: row security decides, not this query."""
    return matching(Question.of(definition)).order_by("-on", "id")


def recorded_since(definition: Definition, moment: datetime) -> int:
    """How many counted people have entries recorded after ``moment``: the difference since an issue."""
    with figures_role():
        return int(
            matching(Question.of(definition))
            .filter(recorded_at__gt=moment)
            .aggregate(n=Count(one_person(), distinct=True))["n"]
        )


def question_from(kinds: Iterable[str], providers: Iterable[str], since: date | None) -> Question:
    """A question from loose parts, service codes checked against the tree (raises Invalid)."""
    kinds = tuple(kinds)
    for kind in kinds:
        terms.require("service", kind)
    return Question(kinds=kinds, providers=tuple(providers), since=since)


def people_of(entries: Iterable[LedgerEntry]) -> set[UUID]:
    return {entry.person_id for entry in entries if entry.person_id is not None}
