"""Everything on the page of one case, in a bounded number of questions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sapar.cases import page_actions, timeline
from sapar.cases.models import Case, Migration, Need, PlanStep
from sapar.cases.queries.finding import decisions
from sapar.cases.queries.lists import RISK_TONES, urgency
from sapar.cases.queries.texts import opened, summary_of
from sapar.cases.queries.trail import Look, Worker, looks_at, workers_of
from sapar.cases.queries.who import Safety, chips_of, safety_of
from sapar.cases.timeline import Item
from sapar.cases.workflow import CASE_WORKFLOW, PLAIN_MOVES
from sapar.kernel import terms
from sapar.kernel.access.models import User
from sapar.kernel.access.policy import Decision, Scope
from sapar.kernel.errors import Text
from sapar.people.models import IdentityDocument, Person
from sapar.people.opening import Identity, identities

#: How long “take back” stands on top of the plan.
JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the plan with its words."""

    step: PlanStep
    title: str
    urgency: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need with its words."""

    need: Need
    title: str
    urgency: str
    note: str
    reason: str


@dataclass(slots=True)
class CasePage:
    """What the page shows this user. Parts the user may not see are None or empty."""

    case: Case
    may: dict[str, Decision]
    user_id: UUID
    person: Person | None = None
    identity: Identity | None = None
    safety: Safety | None = None
    chips: list[tuple[str, str, str]] = field(default_factory=list)
    summary: str = ""
    to_do: list[StepLine] = field(default_factory=list)
    ended: list[StepLine] = field(default_factory=list)
    needs: list[NeedLine] = field(default_factory=list)
    journeys: list[tuple[Migration, str]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    documents: Sequence[IdentityDocument] = ()
    workers: list[Worker] = field(default_factory=list)
    looks: list[Look] | None = None
    buttons: list[tuple[Text, str, str]] = field(default_factory=list)
    emergency_until: datetime | None = None

    @property
    def name(self) -> str:
        """The name for those who may read it, else ""."""
        return self.identity.name if self.identity and not self.identity.sealed else ""

    @property
    def state(self) -> str:
        return str(CASE_WORKFLOW.states[self.case.status])

    @property
    def risk(self) -> tuple[str, str]:
        """(words, tone) of the risk; words are "" when nobody judged it."""
        return terms.label("risk", self.case.risk) if self.case.risk else "", RISK_TONES.get(self.case.risk, "neutral")

    @property
    def moves(self) -> list[tuple[str, str]]:
        """States the case can be taken to with one button."""
        return [(state, str(CASE_WORKFLOW.states[state])) for state in PLAIN_MOVES[self.case.status]]

    @property
    def just_ended(self) -> StepLine | None:
        """The step that this user ended a moment ago, while it is easiest to take back."""
        since = timezone.now() - JUST_NOW
        mine = [line for line in self.ended if line.step.ended_by_id == self.user_id and line.step.ended_at]
        recent = [line for line in mine if line.step.ended_at and line.step.ended_at > since]
        return max(recent, key=lambda line: line.step.ended_at or since, default=None) if self.may["plan"] else None

    @property
    def done(self) -> int:
        return sum(line.step.status == "done" for line in self.ended)

    @property
    def agreed(self) -> int:
        """Steps that still count: everything except what was dropped."""
        return len(self.to_do) + self.done

    @property
    def money(self) -> list[Item]:
        """What was paid, from the same list as the course of the case."""
        return [item for item in self.items if item.money is not None]

    @property
    def shows_money(self) -> bool:
        """Whether the part on money is drawn: for those who may read it, or who recorded some themselves."""
        return bool(self.may["view_finance"]) or bool(self.money)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Codes of the case in words."""
        case = self.case
        return [
            (_("Determination"), terms.label("determination", case.determination)),
            (_("Group"), terms.label("beneficiary_group", case.group) if case.group else ""),
            (_("Stage of the way home"), terms.label("case_stage", case.stage) if case.stage else ""),
        ]


def case_page(*, by: User, case: Case) -> CasePage:
    """Build the page. The caller found the case with `case_for`, so `by` may see it."""
    page = CasePage(case, decisions(by, case), by.id)
    page.person = Person.objects.filter(pk=case.person_id).first()
    _who(page, by)
    _work(page, by)
    page.items = timeline.items(by, case, page.may)
    page.workers = workers_of(case)
    page.buttons = _buttons(page)
    if page.may["view_access_log"]:
        page.looks = looks_at(case)
    if (rule := page.may["view"].rule) and rule.scope is Scope.BREAK_GLASS:
        page.emergency_until = max((w.until for w in page.workers if w.user_id == by.id and w.until), default=None)
    return page


def _who(page: CasePage, by: User) -> None:
    if page.person is None or page.person.erased_at is not None:
        return
    if page.may["view_identity"]:
        page.identity = identities([page.person], by=by)[page.person.pk]
        page.documents = list(page.person.documents.order_by("expires_on"))
    if page.may["view_contact"]:
        page.safety = safety_of(page.person, by=by)
    page.chips = chips_of(page.person)


def _work(page: CasePage, by: User) -> None:
    page.summary = summary_of(page.case, by=by)
    needs = list(page.case.needs.order_by("recorded_at"))
    page.needs = [_need(need, texts) for need, texts in opened(needs, ["note", "reason"], by=by)]
    steps = list(page.case.steps.select_related("responsible", "ended_by").order_by("due_on", "planned_at"))
    lines = [_step(step, texts) for step, texts in opened(steps, ["text", "reason"], by=by)]
    page.to_do = [line for line in lines if line.step.is_open]
    page.ended = [line for line in lines if not line.step.is_open]
    journeys = list(
        page.case.migrations.select_related("origin", "destination", "incident_place").order_by("departed_on")
    )
    if page.may["view_health"]:
        page.journeys = [(row, texts["note"]) for row, texts in opened(journeys, ["note"], by=by)]
    else:
        page.journeys = [(row, "") for row in journeys]


def _need(need: Need, texts: dict[str, str]) -> NeedLine:
    return NeedLine(
        need,
        terms.label("need", need.category),
        terms.label("urgency", need.urgency) if need.urgency else "",
        texts["note"],
        texts["reason"],
    )


def _step(step: PlanStep, texts: dict[str, str]) -> StepLine:
    service = terms.label("service", step.service) if step.service else ""
    title = ": ".join(part for part in (service, texts["text"]) if part) or _("A step of the plan")
    return StepLine(step, title, urgency(step.due_on) if step.is_open else "done", texts["reason"])


def _buttons(page: CasePage) -> list[tuple[Text, str, str]]:
    """Buttons of other rooms: (label, address, icon)."""
    found = []
    for entry in page_actions.registered():
        if page.may.get(entry.verb) and (entry.when_closed or not page.case.is_closed):
            try:
                found.append((entry.label, reverse(entry.url_name, args=[page.case.pk]), entry.icon))
            except NoReverseMatch:
                continue
    return found
