"""What happened in a project: indicators against targets, money against time, what is late, who did what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.errors import NotFound
from sapar.programmes import page_parts, reading
from sapar.programmes.figures import not_stated
from sapar.programmes.models import (
    Agreement,
    Deadline,
    Expenditure,
    Framework,
    FrameworkStatus,
    Indicator,
    Project,
    Reminder,
    ReportedValue,
    Source,
    SubGrant,
    Target,
    WorkplanItem,
    WorkRecord,
)
from sapar.programmes.periods import Span, span_of
from sapar.programmes.progress import Late, Line, late, line
from sapar.programmes.spending import Rates, Spending, spending_of

VERBS = ("edit", "measure", "report", "approve", "spend")


@dataclass(frozen=True)
class Group:
    """Indicators whose values come from one source, in the order of the logframe."""

    source: str
    label: str
    lines: list[Line]


@dataclass(frozen=True)
class Overview:
    """Everything that a project's page says besides what is stated of the project itself."""

    project: Project
    may: dict[str, bool]
    span: Span
    passed: int | None
    framework: Framework | None
    draft: Framework | None
    lines: list[Line]
    late: list[Late]
    spending: Spending
    agreements: list[Agreement]
    expenditures: list[Expenditure]
    sub_grants: list[SubGrant]
    deadlines: list[Deadline]
    workplan: list[WorkplanItem]
    work: list[WorkRecord]
    values: list[ReportedValue]
    parts: list[page_parts.Part]

    @property
    def reportable(self) -> bool:
        """Whether values of any indicator in force are reported by people."""
        return any(each.indicator.source in (Source.REPORTED, Source.EXTERNAL) for each in self.lines)

    @property
    def money_expected(self) -> Decimal | None:
        """What would be spent by now if money went as evenly as time; None without dates or budget."""
        if self.passed is None or self.spending.budget is None:
            return None
        return self.spending.budget * self.passed / 100

    @property
    def money_words(self) -> str:
        """What the picture of the money shows."""
        time = not_stated() if self.passed is None else f"{self.passed}\u00a0%"
        return _("%(spent)s %% of the budget spent, time passed: %(time)s") % {
            "spent": self.spending.percent, "time": time,
        }  # fmt: skip

    @property
    def groups(self) -> list[Group]:
        """Indicators by the source of their values."""
        found: dict[str, list[Line]] = {}
        for each in self.lines:
            found.setdefault(each.indicator.source, []).append(each)
        return [Group(source, lines[0].indicator.get_source_display(), lines) for source, lines in found.items()]


def visible_project(by: User, code: str) -> Project:
    """One project. Raises NotFound, also for a project the user may not see."""
    row = (
        Project.objects.filter(policy.rows(by, "view", "project"), code=code)
        .select_related("budget", "parent", "predecessor", "implementer", "lead")
        .first()
    )
    if row is None:
        raise NotFound
    return row


def project_for(by: User, code: str, verb: str) -> Project:
    """One project to which the user may do ``verb``. Raises NotFound for an invisible one, NotAllowed otherwise."""
    project = visible_project(by, code)
    policy.require(by, verb, "project", project)
    return project


def may(by: User, project: Project) -> dict[str, bool]:
    """What the user may do in this project, by verb."""
    return {verb: bool(policy.may(by, verb, "project", project)) for verb in VERBS}


def in_force(project: Project) -> Framework | None:
    """The version of the logframe in force; None when none was approved."""
    return project.frameworks.filter(status=FrameworkStatus.APPROVED).select_related("document").first()


def indicators_of(framework: Framework | None) -> list[Indicator]:
    """Indicators of a version with their targets and statements, in order."""
    if framework is None:
        return []
    targets = Prefetch("targets", Target.objects.select_related("place"))
    return list(framework.indicators.select_related("result", "framework").prefetch_related(targets))


def lines_of(by: User, project: Project, framework: Framework | None, today: date) -> list[Line]:
    """Each indicator of a version as it stands today."""
    indicators = indicators_of(framework)
    found = reading.read(by, project, indicators)
    span = span_of(project)
    return [line(each, list(each.targets.all()), found.get(each.pk), span, today) for each in indicators]


def overview(by: User, project: Project) -> Overview:
    """The whole page of a project that the user may see."""
    today = timezone.localdate()
    allowed = may(by, project)
    framework = in_force(project)
    lines = lines_of(by, project, framework, today)
    span = span_of(project)
    passed = span.passed(today)
    deadlines = list(project.deadlines.all())
    workplan = list(project.workplan.select_related("responsible"))
    inside = allowed["measure"] or allowed["approve"]
    return Overview(
        project=project, may=allowed, span=span, passed=None if passed is None else int(passed * 100),
        framework=framework, draft=_draft(project) if inside else None, lines=lines,
        late=late(deadlines=deadlines, workplan=workplan, lines=lines, today=today, approved=framework is not None),
        spending=spending_of(project, budget=getattr(project, "budget", None)),
        agreements=list(project.agreements.select_related("donor")),
        expenditures=list(
            project.expenditures.filter(reverses__isnull=True).select_related("line", "reversed_by")[:20]
        ),
        sub_grants=list(project.sub_grants.select_related("partner")), deadlines=deadlines, workplan=workplan,
        work=list(project.work.filter(part_of__isnull=True).select_related("place").prefetch_related("parts")),
        values=_values(by, project, allowed), parts=page_parts.shown(by=by, project=project),
    )  # fmt: skip


def _draft(project: Project) -> Framework | None:
    return project.frameworks.filter(status=FrameworkStatus.DRAFT).first()


def _values(by: User, project: Project, allowed: dict[str, bool]) -> list[ReportedValue]:
    """Reported values: all for those inside, one's own organisation's for a partner, approved ones for others."""
    rows = project.reported_values.select_related("indicator", "organisation", "place")
    if allowed["approve"]:
        return list(rows.exclude(status="replaced")[:50])
    if allowed["report"]:
        return list(rows.filter(organisation_id=by.organisation_id)[:50])
    return list(rows.filter(status="approved")[:50])


@dataclass(frozen=True)
class Standing:
    """One project in the portfolio: how its indicators, money and dates stand."""

    project: Project
    donors: list[Any]
    lines: list[Line]
    late: list[Late]
    spending: Spending
    passed: int | None
    places: list[str]

    @property
    def reached(self) -> int:
        return sum(each.state in ("reached", "on_track") for each in self.lines)

    @property
    def judged(self) -> int:
        """Indicators that have both a target and something to set against it."""
        return sum(each.state in ("reached", "on_track", "behind", "missed") for each in self.lines)

    @property
    def behind(self) -> int:
        return sum(each.is_late for each in self.lines)

    @property
    def worst(self) -> int:
        """Days of what is longest late; 0 when nothing is."""
        return max((each.days for each in self.late), default=0)


def standings(by: User, listed: Iterable[Any]) -> list[Standing]:
    """How each listed project (queries.ProjectLine) stands, what is late first."""
    today = timezone.localdate()
    rates = Rates()
    lines = list(listed)
    ids = [each.project.pk for each in lines]
    frameworks = {row.project_id: row for row in Framework.objects.filter(project__in=ids, status="approved")}
    deadlines = _by_project(Deadline.objects.filter(project__in=ids))
    workplans = _by_project(WorkplanItem.objects.filter(project__in=ids))
    found = []
    for each in lines:
        project = each.project
        stand = lines_of(by, project, frameworks.get(project.pk), today)
        passed = span_of(project).passed(today)
        found.append(
            Standing(
                project, each.donors, stand,
                late(
                    deadlines=deadlines.get(project.pk, []), workplan=workplans.get(project.pk, []), lines=stand,
                    today=today, approved=project.pk in frameworks,
                ),
                spending_of(project, budget=each.budget, rates=rates),
                None if passed is None else int(passed * 100), each.places,
            )
        )  # fmt: skip
    return sorted(found, key=lambda each: (-each.worst, -each.behind, str(each.project).casefold()))


def _by_project(rows: Iterable[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(row.project_id, []).append(row)
    return found


@dataclass(frozen=True)
class Dated:
    """One date of the calendar over all projects, with the stage of its reminder."""

    deadline: Deadline
    stage: str
    may_meet: bool


def calendar(by: User) -> list[Dated]:
    """What is due in the projects that the user may see, unmet first by day; what was met stays for a year."""
    today = timezone.localdate()
    rows = (
        Deadline.objects.filter(project__in=Project.objects.filter(policy.rows(by, "view", "project")))
        .select_related("project")
        .prefetch_related("reminders")
        .order_by("met_on", "due")
    )
    return [
        Dated(row, _stage(row, today), row.met_on is None and bool(policy.may(by, "edit", "deadline", row)))
        for row in rows
        if row.met_on is None or (today - row.met_on).days < 366
    ]


def _stage(row: Deadline, today: date) -> str:
    if row.met_on is not None:
        return "done"
    raised = {reminder.stage for reminder in row.reminders.all()}
    if row.due < today:
        return "overdue"
    return "soon" if raised & {Reminder.Stage.WEEK, Reminder.Stage.MONTH} else "later"


def reminders(by: User) -> list[Reminder]:
    """Open reminders of the projects that the user answers for: their tasks on the first page."""
    rows = (
        Reminder.objects.filter(deadline__met_on__isnull=True)
        .select_related("deadline__project")
        .order_by("deadline__due")
    )
    return [row for row in rows if policy.may(by, "edit", "project", row.deadline.project)]
