"""The first page: what is to be done next, by role. Codes and dates only; no name is opened here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sapar.cases.models import Case, EmergencyAccess, PlanStep, StepStatus
from sapar.cases.workflow import CLOSED, INTAKE
from sapar.desk.links import case_page, link
from sapar.insight.models import PrintedFigure
from sapar.kernel import terms
from sapar.kernel.access import policy
from sapar.kernel.access import queries as access
from sapar.kernel.access.models import Basis, Involvement, RoleGrant, User
from sapar.kernel.access.need_to_know import subjects
from sapar.kernel.access.roles import Role
from sapar.people import queries as people
from sapar.people.models import ContactAttempt, Duty
from sapar.people.queries import duties_of, planned_by
from sapar.programmes.models import Reminder
from sapar.programmes.overview import reminders
from sapar.programmes.queries import ProjectLine, projects

CASE_ROLES = {
    Role.HOTLINE_OPERATOR, Role.COUNSELLOR, Role.CASEWORKER, Role.SHELTER_MANAGER, Role.LAWYER, Role.GRANTS_OFFICER,
    Role.SUPERVISOR,
}  # fmt: skip
SOON = timedelta(days=7)
MOST = 12


@dataclass(frozen=True)
class Task:
    """One step that the user is responsible for."""

    title: str
    case_code: str
    url: str | None
    due_on: date | None
    urgency: str


@dataclass(frozen=True)
class CaseLine:
    """One open case of the user."""

    code: str
    url: str | None
    status: str
    days_open: int
    is_urgent: bool


@dataclass(frozen=True)
class Quick:
    """A first step that is one press away."""

    label: str | Promise
    url: str
    icon: str


@dataclass
class Home:
    """What the first page of one user shows; empty parts are not drawn."""

    works_on_cases: bool = False
    quick: list[Quick] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    planned: list[ContactAttempt] = field(default_factory=list)
    cases: list[CaseLine] = field(default_factory=list)
    unassigned: list[CaseLine] = field(default_factory=list)
    duplicates: int | None = None
    emergencies: Sequence[EmergencyAccess] = ()
    emergencies_url: str | None = None
    expiring: Sequence[RoleGrant] = ()
    bulletins: Sequence[PrintedFigure] = ()
    projects: Sequence[ProjectLine] = ()
    reminders: Sequence[Reminder] = ()


def home(*, by: User) -> Home:
    """Everything on the first page of ``by``."""
    roles = {Role(code) for code in by.role_codes()}
    page = Home(works_on_cases=bool(roles & CASE_ROLES), quick=_quick(by))
    if page.works_on_cases:
        page.tasks = tasks(by=by)
        page.planned = planned_by(by)
        page.cases = _case_lines(_mine(by))
    if page.works_on_cases or Role.DATA_PROTECTION_OFFICER in roles:
        page.duties = duties_of(by)
    if Role.SUPERVISOR in roles:
        page.unassigned = _case_lines(_without_worker(by))
        page.duplicates = people.waiting_count(by)
    if Role.DATA_PROTECTION_OFFICER in roles:
        page.emergencies = list(_to_review(by))
        page.emergencies_url = link("cases:emergencies")
    if Role.ADMINISTRATOR in roles:
        page.expiring = list(access.expiring(by=by)[:MOST])
    if roles & {Role.ME_OFFICER, Role.PROJECT_MANAGER, Role.DONOR_VIEWER}:
        issued = PrintedFigure.objects.select_related("bulletin", "definition")
        page.bulletins = list(issued.order_by("-bulletin__issued_at")[:MOST])
    if Role.PROJECT_MANAGER in roles:
        page.reminders = reminders(by)[:MOST]
    if roles & {Role.PROJECT_MANAGER, Role.DONOR_VIEWER}:
        page.projects = projects(by)[:MOST]
    return page


def tasks(*, by: User) -> list[Task]:
    """The open plan steps that ``by`` is responsible for: overdue first, then by day, those without a day last."""
    mine = PlanStep.objects.filter(
        policy.rows(by, "view", "plan_step"), responsible=by, status__in=[StepStatus.PLANNED, StepStatus.IN_PROGRESS]
    ).select_related("case")
    return [_task(step) for step in mine.order_by(F("due_on").asc(nulls_last=True), "planned_at")[:MOST]]


def _task(step: PlanStep) -> Task:
    title = terms.label("service", step.service) if step.service else str(_("A step of the plan"))
    return Task(title, step.case.code, case_page(step.case_id), step.due_on, _urgency(step.due_on))


def _urgency(due: date | None) -> str:
    today = timezone.localdate()
    if due is None or due > today + SOON:
        return "later"
    return "overdue" if due < today else "soon"


def _without_worker(by: User) -> QuerySet[Case]:
    """New cases that nobody has been given yet."""
    given = Involvement.objects.in_force().filter(kind="case", basis=Basis.ASSIGNED, user__isnull=False)
    waiting = Case.objects.filter(policy.rows(by, "assign", "case"), status=INTAKE)
    return waiting.exclude(Exists(given.filter(subject_id=OuterRef("pk"))))


def _mine(by: User) -> QuerySet[Case]:
    assigned = subjects("case", user=by, basis=Basis.ASSIGNED).values("subject_id")
    return Case.objects.filter(policy.rows(by, "view", "case"), pk__in=assigned)


def _case_lines(found: QuerySet[Case]) -> list[CaseLine]:
    newest = found.exclude(status=CLOSED).order_by("-opened_on")[:MOST]
    return [
        CaseLine(
            case.code,
            case_page(case.pk),
            str(case.get_status_display()),
            case.days_open,
            case.risk in ("high", "extreme"),
        )
        for case in newest
    ]


def _to_review(by: User) -> QuerySet[EmergencyAccess]:
    waiting = EmergencyAccess.objects.filter(policy.rows(by, "review", "emergency_access"), reviewed_at=None)
    return waiting.select_related("user").order_by("since")[:MOST]


def _quick(by: User) -> list[Quick]:
    offers = (
        ("search", "person", _("Register a person"), "people:find", "person"),
        ("view", "case", _("Record a service"), "cases:list", "heart"),
        ("view", "figure", _("Open figures"), "insight:bulletin", "chart"),
        ("view", "project", _("Projects"), "programmes:projects", "plan"),
        ("view", "journal", _("Journal"), "desk:journal", "history"),
        ("open", "account", _("Open an account"), "desk:open_account", "plus"),
    )
    return [
        Quick(label, url, icon)
        for verb, record, label, name, icon in offers
        if policy.find(record) and policy.may(by, verb, record) and (url := link(name))
    ]
