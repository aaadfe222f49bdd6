"""The list of cases: what needs somebody first."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case as CaseWhen
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.cases.models import Case, StepStatus
from sapar.cases.workflow import CASE_WORKFLOW, CLOSED
from sapar.kernel import terms
from sapar.kernel.access import policy
from sapar.kernel.access.models import Basis, Involvement, User
from sapar.kernel.access.need_to_know import subjects
from sapar.kernel.errors import Text
from sapar.people.models import Person
from sapar.people.opening import identities

SIZE = 50
SOON = timedelta(days=7)
OPEN_STEP = Q(steps__status__in=[StepStatus.PLANNED, StepStatus.IN_PROGRESS])
GROUPS: dict[str, Text] = {
    "shared": _("Shared with us"),
    "overdue": _("Overdue"),
    "soon": _("Due within a week"),
    "unplanned": _("Nothing planned yet"),
    "later": _("Later"),
    "closed": _("Closed"),
}
RISK_TONES = {"critical": "danger", "high": "danger", "medium": "warn", "low": "good"}


@dataclass(frozen=True, slots=True)
class Line:
    """One case in the list. `name` is "" for those who may not read it."""

    case: Case
    name: str
    urgency: str
    due_on: date | None
    steps: int
    risk: str
    risk_tone: str

    @property
    def state(self) -> str:
        return str(CASE_WORKFLOW.states[self.case.status])


@dataclass(slots=True)
class Group:
    """Cases of one urgency."""

    code: str
    title: Text
    lines: list[Line] = field(default_factory=list)


def my_cases(*, by: User, state: str = "open", whose: str = "mine", page: int = 1) -> tuple[list[Group], bool]:
    """Cases the user may see, grouped by what is due, and whether there are more.

    `state` is "open", "all" or one state of the workflow; `whose` is "mine" (assigned to me, or shared with my
    organisation and not yet somebody's there) or "all".
    Raises NotAllowed for a role that works on no cases. Names are opened in one look per page.
    """
    policy.require(by, "view", "case")
    found = _ordered(_wanted(by, state, whose))[(page - 1) * SIZE : page * SIZE + 1]
    cases = list(found)
    names = _names(cases[:SIZE], by)
    groups = {code: Group(code, title) for code, title in GROUPS.items()}
    for case in cases[:SIZE]:
        line = _line(case, names.get(case.person_id, ""))
        groups[line.urgency].lines.append(line)
    return [group for group in groups.values() if group.lines], len(cases) > SIZE


def shared_with_us(by: User) -> QuerySet[Case]:
    """Cases of others, open to the user's organisation, on which nobody there is assigned yet."""
    ours = Involvement.objects.in_force().filter(kind="case", subject_id=OuterRef("pk"))
    shared = ours.filter(basis=Basis.SHARED, organisation=by.organisation_id)
    taken = ours.filter(basis=Basis.ASSIGNED, user__organisation=by.organisation_id)
    return Case.objects.filter(policy.rows(by, "view", "case")).filter(Exists(shared), ~Exists(taken))


def _wanted(by: User, state: str, whose: str) -> QuerySet[Case]:
    waiting = Exists(shared_with_us(by).filter(pk=OuterRef("pk")))
    found = Case.objects.filter(policy.rows(by, "view", "case")).annotate(waiting=waiting)
    if whose == "mine":
        found = found.filter(Q(pk__in=subjects("case", user=by).values("subject_id")) | Q(waiting=True))
    if state in CASE_WORKFLOW.states:
        return found.filter(status=state)
    return found if state == "all" else found.exclude(status=CLOSED)


def _ordered(found: QuerySet[Case]) -> QuerySet[Case]:
    ranks = CaseWhen(*(When(risk=code, then=Value(rank)) for rank, code in enumerate(RISK_TONES)), default=Value(9))
    return (
        found.select_related("owner", "organisation")
        .annotate(
            due_on=Min("steps__due_on", filter=OPEN_STEP), open_steps=Count("steps", filter=OPEN_STEP), rank=ranks
        )
        .order_by(F("due_on").asc(nulls_last=True), "rank", "-opened_on", "id")
    )


def _names(cases: list[Case], by: User) -> dict[object, str]:
    seen = Case.objects.filter(policy.rows(by, "view_identity", "case"), pk__in=[case.pk for case in cases])
    people = list(Person.objects.filter(pk__in=seen.values("person_id"), erased_at__isnull=True))
    held = identities(people, by=by, purpose="list") if people else {}
    return {person_id: identity.name for person_id, identity in held.items() if not identity.sealed}


def urgency(due: date | None) -> str:
    """overdue, soon (a week) or later."""
    today = timezone.localdate()
    if due is None or due > today + SOON:
        return "later"
    return "overdue" if due < today else "soon"


def _line(case: Case, name: str) -> Line:
    due, steps = getattr(case, "due_on", None), getattr(case, "open_steps", 0)
    group = "closed" if case.is_closed else urgency(due) if steps else "unplanned"
    if getattr(case, "waiting", False) and not case.is_closed:
        group = "shared"
    return Line(
        case,
        name,
        group,
        due,
        steps,
        terms.label("risk", case.risk) if case.risk else "",
        RISK_TONES.get(case.risk, "neutral"),
    )
