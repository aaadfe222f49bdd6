"""What the pages of figures and bulletins show."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext, ngettext

from sapar.assistance.classes import data_class_of
from sapar.cases import queries as cases
from sapar.cases.models import DataClass
from sapar.cases.policy import READ_VERBS
from sapar.insight import figures, tables
from sapar.insight.cascade import steps
from sapar.insight.figures import Figure, Part
from sapar.insight.models import Bulletin, Definition, PrintedFigure
from sapar.kernel import journal, terms
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.errors import NotFound
from sapar.kernel.figures import Of
from sapar.kernel.ledger.models import LedgerEntry
from sapar.kernel.papers import cascade
from sapar.kernel.papers.picture import Picture
from sapar.people import queries as people
from sapar.people.counting import one_person

#: The headline of the regional bulletin.
ASSISTED = "vulnerable-migrants-assisted"
REGION = "central-asia"
EVIDENCE_PAGE = 50


@dataclass(frozen=True)
class Told:
    """A figure with its sentence and its unit in words."""

    figure: Figure
    sentence: str
    unit: str


@dataclass(frozen=True)
class LiveBulletin:
    """The bulletin as it would be issued now, and how it differs from the last issue."""

    figure: Figure
    sentence: str
    others: list[Told]
    cascade: Picture | None
    organisations: list[Part]
    services: list[Part]
    may_break_down: bool
    may_issue: bool
    may_see_evidence: bool
    issued: list[PrintedFigure]
    newer: int


@dataclass(frozen=True)
class EvidenceRow:
    """One entry behind a figure, as this user may see it."""

    entry: LedgerEntry
    person: str
    service: str


@dataclass(frozen=True)
class Evidence:
    """The way back from a figure to what was done. ``hidden`` people belong to files this user may not open."""

    figure: Figure
    rows: list[EvidenceRow]
    visible: int
    hidden: int
    organisations: list[Part]
    unit: str


def assisted_sentence(people_count: int | None) -> str:
    """The headline in words that agree in number; "" when there are no data."""
    if people_count is None:
        return ""
    return ngettext(
        "%(people)d vulnerable migrant received humanitarian, legal or return assistance",
        "%(people)d vulnerable migrants received humanitarian, legal or return assistance",
        people_count,
    ) % {"people": people_count}


def sentence(definition: Definition, value: int | None) -> str:
    """What the bulletin says of a figure, agreeing in number; "" when there are no data."""
    if definition.code == ASSISTED or value is None:
        return assisted_sentence(value)
    match figures.question_of(definition).measure.of:
        case Of.PEOPLE:
            words = ngettext("%(n)d person was helped", "%(n)d people were helped", value)
        case Of.HEADCOUNT:
            words = ngettext("%(n)d participant took part", "%(n)d participants took part", value)
        case Of.THINGS:
            words = ngettext("%(n)d record is kept", "%(n)d records are kept", value)
        case _:
            return ""
    return words % {"n": value}


def definition(code: str) -> Definition:
    """The newest version of a figure's definition. Raises NotFound."""
    try:
        return figures.current(code)
    except Definition.DoesNotExist:
        raise NotFound from None


def _whole(figure: Figure) -> int | None:
    return None if figure.value is None else int(figure.value)


def _cascade() -> Picture:
    return cascade.draw(title=gettext("How far cases come"), steps=steps(), unit=gettext("cases"))


def _told(asked: Definition) -> Told:
    figure = figures.evaluate(asked, by=())
    return Told(figure, sentence(asked, _whole(figure)), tables.unit_words(figure.answer))


def bulletin_definitions() -> list[Definition]:
    """What the next issue prints: the headline first, then every figure marked for the bulletin."""
    marked = [each for each in figures.newest() if each.bulletin or each.code == ASSISTED]
    return sorted(marked, key=lambda each: each.code != ASSISTED)


def live_bulletin(user: User) -> LiveBulletin:
    """The regional bulletin, live. The parts are shown only to those who may break figures down."""
    asked = definition(ASSISTED)
    figure = figures.evaluate(asked, by=())
    may_break_down = bool(policy.may(user, "break_down", "figure", asked))
    issued = list(
        PrintedFigure.objects.filter(definition__code=ASSISTED)
        .select_related("bulletin__issued_by", "definition")
        .order_by("-bulletin__number")
    )
    return LiveBulletin(
        figure=figure,
        sentence=assisted_sentence(_whole(figure)),
        others=[_told(each) for each in bulletin_definitions() if each.code != ASSISTED],
        cascade=_cascade() if may_break_down else None,
        organisations=figures.by_organisation(asked) if may_break_down else [],
        services=figures.by_service_group(asked) if may_break_down else [],
        may_break_down=may_break_down,
        may_issue=bool(policy.may(user, "issue", "bulletin")),
        may_see_evidence=bool(policy.may(user, "see_evidence", "figure", asked)),
        issued=issued,
        newer=figures.recorded_since(asked, issued[0].bulletin.issued_at) if issued else 0,
    )


def bulletin_to_issue(user: User) -> LiveBulletin:
    """The live bulletin for whoever may issue it. Raises NotAllowed for everybody else."""
    policy.require(user, "issue", "bulletin")
    return live_bulletin(user)


def issued_bulletin(id: UUID) -> Bulletin:
    """An issued bulletin with its frozen figures. Raises NotFound."""
    found = (
        Bulletin.objects.filter(pk=id)
        .select_related("region", "issued_by")
        .prefetch_related("figures__definition")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def evidence(user: User, code: str) -> Evidence:
    """The entries behind a figure. Journals the look at the figure, and (in the vault) at every person shown."""
    asked = definition(code)
    policy.require(user, "see_evidence", "figure", asked)
    journal.record("insight.see_evidence", by=user, kind="figure", id=asked.id, purpose="figures")
    figure = figures.evaluate(asked, by=())
    mine = figures.visible_evidence(asked)
    entries = list(mine.select_related("provider", "place")[:EVIDENCE_PAGE])
    held = cases.readable(user, {entry.case_id for entry in entries if entry.case_id})
    known = [entry for entry in entries if entry.case_id is None or "view_identity" in held.get(entry.case_id, ())]
    names = people.display_names(user, figures.people_of(known), purpose="figures")
    people_only = figures.question_of(asked).measure.of is Of.PEOPLE
    seen = mine.aggregate(n=Count(one_person(), distinct=True))["n"] if people_only else mine.count()
    return Evidence(
        figure=figure,
        rows=[EvidenceRow(entry, names.get(entry.person_id, ""), _service(entry, held)) for entry in entries],
        visible=seen,
        hidden=max(int(figure.value or 0) - seen, 0),
        organisations=figures.by_organisation(asked) if policy.may(user, "break_down", "figure", asked) else [],
        unit=tables.unit_words(figure.answer),
    )


def _service(entry: LedgerEntry, held: Mapping[UUID, frozenset[str]]) -> str:
    """The service in words; of a class that the user may not read in this case only the class."""
    data_class = DataClass(data_class_of(entry.kind))
    if data_class is DataClass.ORDINARY or entry.case_id is None:
        return terms.label("service", entry.kind)
    if READ_VERBS[data_class] in held.get(entry.case_id, ()):
        return terms.label("service", entry.kind)
    return gettext("A service (%(kind)s)") % {"kind": data_class.label}


@dataclass(frozen=True)
class Printed:
    """A frozen figure with its sentence."""

    figure: PrintedFigure
    sentence: str
    unit: str
    headline: bool


def printed(bulletin: Bulletin) -> list[Printed]:
    """The figures of an issued bulletin as they were printed."""
    found = [
        Printed(
            each,
            sentence(each.definition, each.value),
            tables.words_of(figures.question_of(each.definition)),
            each.definition.code == ASSISTED,
        )
        for each in bulletin.figures.all()
    ]
    return sorted(found, key=lambda each: not each.headline)
