"""Definitions asked of the figure service: the value, its parts, the way back to the entries, what came since.

Counting is done by ``sapar.kernel.figures``; this module knows definitions and what bulletins need of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from sapar.insight.models import Definition
from sapar.kernel import terms
from sapar.kernel.errors import Invalid
from sapar.kernel.figures import Answer, Is, Measure, Of, Question, Within
from sapar.kernel.figures import evaluate as ask
from sapar.kernel.figures.algebra import OF_REGISTERS
from sapar.kernel.figures.geography import GEOGRAPHY
from sapar.kernel.figures.matrix import Value
from sapar.kernel.figures.registry import dimensions, known_projects
from sapar.kernel.ledger.models import EntryQuerySet, EntryShare, LedgerEntry
from sapar.kernel.places.models import Place

__all__ = [
    "Figure",
    "Part",
    "Question",
    "current",
    "evaluate",
    "newest",
    "question_from",
    "question_of",
    "visible_evidence",
]

#: Columns of an entry behind the dimensions that are kept in it as they are.
COLUMNS = {
    "sex": "sex", "age_band": "age_band", "group": "group", "citizenship": "citizenship",
    "determination": "determination", "kind": "kind", "service": "kind", "source": "source_kind",
    "organisation": "organisation__code", "provider": "provider__code",
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One answer: the value (None: no data), qualifier, and the moment it is true of."""

    definition: Definition
    answer: Answer
    qualifier: str = "exact"

    @property
    def value(self) -> Value:
        return self.answer.value

    @property
    def as_of(self) -> datetime:
        return self.answer.as_of

    @property
    def unit(self) -> str:
        return self.answer.unit


@dataclass(frozen=True)
class Part:
    """A slice of a figure (an organisation, a service group). Parts may overlap; they never add up to the whole."""

    key: str
    label: str
    value: Value


def question_of(definition: Definition) -> Question:
    """What the definition asks. Raises Invalid when it cannot be read."""
    return Question.from_json(definition.query)


def current(code: str) -> Definition:
    """The newest version of a definition. Raises Definition.DoesNotExist."""
    return Definition.objects.filter(code=code).latest("version")


def newest() -> list[Definition]:
    """The newest version of every definition, in the order of their codes."""
    return list(Definition.objects.select_related("approved_by").order_by("code", "-version").distinct("code"))


def evaluate(definition: Definition, *, as_of: datetime | None = None, by: tuple[str, ...] | None = None) -> Figure:
    """Ask for the figure, now or as it stood at ``as_of``, broken down as defined or ``by`` other dimensions."""
    question = question_of(definition)
    return Figure(definition, ask(question if by is None else question.broken_down(*by), as_of=as_of))


def by_organisation(definition: Definition) -> list[Part]:
    """The figure per providing organisation; organisations without entries are no part."""
    return _parts(definition, "provider")


def by_service_group(definition: Definition) -> list[Part]:
    """The figure per top group of services."""
    return _parts(definition, "service")


def _parts(definition: Definition, code: str) -> list[Part]:
    answer = ask(question_of(definition).broken_down(code))
    return [Part(value, name, figure) for value, name, figure in answer.matrix.along(code) if figure is not None]


def visible_evidence(definition: Definition) -> EntryQuerySet:
    """The entries behind the figure that the acting user may see: row security decides, not this query.

    Raises Invalid for a figure of a register, which no entry stands behind.
    """
    question = question_of(definition)
    if question.measure.of in OF_REGISTERS:
        raise Invalid(_("This figure counts records of a register; no service stands behind it."))
    found = LedgerEntry.objects.filter(*(_condition(each) for each in question.where))
    if question.measure.of is Of.PEOPLE:
        found = found.filter(person_id__isnull=False)
    if question.within.since:
        found = found.filter(on__gte=question.within.since)
    if question.within.until:
        found = found.filter(on__lte=question.within.until)
    return found.live().order_by("-on", "id")


def _condition(each: Is) -> Q:
    if each.dimension == "project":
        ids = [id for id, (code, _name) in known_projects().items() if code in each.values]
        return Q(pk__in=EntryShare.objects.filter(project_id__in=ids).values("entry_id"))
    dimension = dimensions()[each.dimension]
    if dimension.part == "place":
        codes = set().union(*(GEOGRAPHY.subtree(value) for value in each.values if value))
        return Q(place__in=Place.objects.filter(code__in=codes)) | (Q(place=None) if "" in each.values else Q())
    if each.dimension not in COLUMNS:
        raise Invalid(
            _("The services behind this figure cannot be listed: it is narrowed by %(what)s.")
            % {"what": dimension.label}
        )
    return Q(**{f"{COLUMNS[each.dimension]}__in": dimension.within(each.values)})


def recorded_since(definition: Definition, moment: datetime) -> int:
    """How many are counted because of entries recorded after ``moment``: what moved since an issue."""
    question = question_of(definition).broken_down()
    if question.measure.of in OF_REGISTERS:
        return 0
    return int(ask(question, after=moment).value or 0)


def question_from(kinds: Iterable[str], providers: Iterable[str], since: date | None) -> Question:
    """A question for people from loose parts, service codes checked against the tree (raises Invalid)."""
    kinds, providers = tuple(kinds), tuple(providers)
    for kind in kinds:
        terms.require("service", kind)
    return Question(Measure(Of.PEOPLE), (Is("kind", kinds), Is("provider", providers)), Within(since=since))


def people_of(entries: Iterable[LedgerEntry]) -> set[UUID]:
    return {entry.person_id for entry in entries if entry.person_id is not None}
