"""What the explorer, the page of a figure, the register of print and the periods show."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.text import slugify

from sapar.insight import exporting, figures, tables
from sapar.insight.exploring import query_of
from sapar.insight.figures import Figure
from sapar.insight.models import Definition, Export, Period, PrintedFigure
from sapar.insight.periods import span, who_opens
from sapar.insight.policy import SEES_SMALL
from sapar.insight.queries import definition
from sapar.insight.workflow import PERIOD_WORKFLOW
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.errors import Invalid, NotFound
from sapar.kernel.figures import Answer, Question, evaluate, suppressed
from sapar.kernel.figures.words import parts
from sapar.kernel.papers.picture import Picture


@dataclass(frozen=True)
class Shown:
    """An answer on a page: in words, as a table, as a picture, and what has to stand below."""

    answer: Answer
    words: list[str]
    table: tables.Table
    picture: Picture | None
    unit: str
    notes: list[str]
    query: str


@dataclass(frozen=True)
class FigurePage:
    """One figure with everything that makes it trusted."""

    definition: Definition
    shown: Shown
    versions: Sequence[Definition]
    printed: Sequence[PrintedFigure]
    may_define: bool
    may_see_evidence: bool
    may_break_down: bool


@dataclass(frozen=True)
class Line:
    """A printed value beside today's."""

    printed: PrintedFigure
    live: object
    moved: bool


@dataclass(frozen=True)
class PeriodLine:
    """A period with the steps that are possible now and whom to ask."""

    period: Period
    days: str
    moves: list[tuple[str, str]]
    openers: str


def as_seen_by(user: User, answer: Answer) -> Answer:
    """The answer with small cells hidden from whoever may not see people in their work."""
    if policy.may(user, SEES_SMALL, "figure"):
        return answer
    return suppressed(answer, threshold=settings.SAPAR["SAPAR_SMALL_CELLS"])


def shown(user: User, question: Question, title: str) -> Shown:
    """Ask and lay out. Raises Invalid for a question that makes no sense."""
    answer = as_seen_by(user, evaluate(question))
    return Shown(
        answer=answer,
        words=parts(question),
        table=tables.table(answer),
        picture=tables.pictured(answer, title),
        unit=tables.unit_words(answer),
        notes=exporting.notes(answer),
        query=query_of(question),
    )


def explored(user: User, question: Question, title: str) -> Shown:
    """A new question of somebody who may break figures down. Raises NotAllowed, Invalid."""
    policy.require(user, "break_down", "figure")
    return shown(user, question, title)


def may_explore(user: User) -> None:
    """Raises NotAllowed for whoever may not break figures down."""
    policy.require(user, "break_down", "figure")


def figure_page(user: User, code: str, by: tuple[str, ...] | None) -> FigurePage:
    """A figure as defined, or broken down otherwise by those who may. Raises NotFound, Invalid."""
    found = definition(code)
    policy.require(user, "view", "figure", found)
    question = figures.question_of(found)
    may_break_down = bool(policy.may(user, "break_down", "figure", found))
    if by is not None and may_break_down:
        question = question.broken_down(*by)
    return FigurePage(
        definition=found,
        shown=shown(user, question, str(found)),
        versions=list(Definition.objects.filter(code=code).select_related("approved_by").order_by("-version")),
        printed=list(
            PrintedFigure.objects.filter(definition__code=code)
            .select_related("bulletin__region", "definition")
            .order_by("-bulletin__issued_at")
        ),
        may_define=bool(policy.may(user, "define", "figure", found)),
        may_see_evidence=bool(policy.may(user, "see_evidence", "figure", found)),
        may_break_down=may_break_down,
    )


def definitions(user: User) -> list[tuple[Definition, Figure | None]]:
    """Every figure with its live value; None for a definition that cannot be asked any more."""
    policy.require(user, "view", "figure")
    return [(each, _asked(each)) for each in figures.newest()]


def _asked(each: Definition) -> Figure | None:
    try:
        return figures.evaluate(each, by=())
    except Invalid:
        return None


def register_of_print(user: User) -> list[Line]:
    """Every printed figure with what it would be today, so that a correction lists every document it touches."""
    policy.require(user, "view", "bulletin")
    printed = list(
        PrintedFigure.objects.select_related("bulletin__region", "definition").order_by(
            "-bulletin__issued_at", "definition__code"
        )
    )
    live = {each.definition_id: _asked(each.definition) for each in printed}
    return [
        Line(each, figure.value if figure else None, figure is not None and figure.value != each.value)
        for each in printed
        for figure in [live[each.definition_id]]
    ]


def periods(user: User) -> list[PeriodLine]:
    """Every period, what can happen to it next, and who can open it."""
    policy.require(user, "view", "period")
    rows = Period.objects.select_related("organisation", "changed_by").prefetch_related("exceptions__organisation")
    return [_line(user, each) for each in rows]


def may_add_period(user: User) -> bool:
    """Whether the form that adds a period is shown."""
    return bool(policy.may(user, "add", "period"))


def _line(user: User, period: Period) -> PeriodLine:
    may = bool(policy.may(user, "move", "period", period))
    moves = [(s, str(PERIOD_WORKFLOW.states[s])) for s in PERIOD_WORKFLOW.moves[period.state]] if may else []
    return PeriodLine(
        period, span(period), moves, ", ".join(who_opens(period, period.organisation or user.organisation))
    )


def period(user: User, id: UUID) -> PeriodLine:
    """One period. Raises NotFound."""
    found = Period.objects.select_related("organisation").filter(pk=id).first()
    if found is None or not policy.may(user, "view", "period", found):
        raise NotFound
    policy.require(user, "move", "period", found)
    return _line(user, found)


def export_of(user: User, id: UUID) -> Export:
    """An export of this user. Raises NotFound for anybody else's."""
    found = Export.objects.filter(pk=id, asked_by=user).first()
    if found is None:
        raise NotFound
    return found


def file_name(title: str, ending: str) -> str:
    """A name for a download: letters, numbers and hyphens."""
    return f"{slugify(title)[:60] or 'sapar'}.{ending}"
