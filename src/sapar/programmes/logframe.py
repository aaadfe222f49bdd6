"""The logframe as a tree with its versions, and the page of one indicator."""

from dataclasses import dataclass, field

from django.utils import timezone

from sapar.kernel import terms
from sapar.kernel.access.models import User
from sapar.kernel.errors import NotFound
from sapar.programmes import counting, reading
from sapar.programmes.models import Framework, FrameworkStatus, Indicator, Project, ReportedValue, Result, Target
from sapar.programmes.overview import in_force, indicators_of, lines_of, may, visible_project
from sapar.programmes.periods import span_of
from sapar.programmes.progress import Line, line, say


@dataclass
class Branch:
    """One statement with what hangs below it and how it is measured."""

    result: Result
    lines: list[Line] = field(default_factory=list)
    below: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class Logframe:
    """One version as a tree. ``loose`` are indicators that measure no statement."""

    project: Project
    framework: Framework | None
    versions: list[Framework]
    tree: list[Branch]
    loose: list[Line]
    may: dict[str, bool]

    @property
    def may_write(self) -> bool:
        """Whether the version is a draft that the user may write."""
        return bool(self.framework and self.framework.status == FrameworkStatus.DRAFT and self.may["measure"])

    @property
    def has_draft(self) -> bool:
        return any(version.status == FrameworkStatus.DRAFT for version in self.versions)


def logframe(by: User, code: str, number: int | None = None) -> Logframe:
    """A version of the logframe, by default the one in force. Drafts are for those who write them. Raises NotFound."""
    project = visible_project(by, code)
    allowed = may(by, project)
    rows = project.frameworks.select_related("approved_by", "document").order_by("-number")
    if not (allowed["measure"] or allowed["approve"]):
        rows = rows.exclude(status=FrameworkStatus.DRAFT)
    versions = list(rows)
    if number is None:
        framework = in_force(project)
    else:
        framework = next((each for each in versions if each.number == number), None)
        if framework is None:
            raise NotFound
    lines = lines_of(by, project, framework, timezone.localdate())
    tree, loose = _tree(framework, lines)
    return Logframe(project, framework, versions, tree, loose, allowed)


def _tree(framework: Framework | None, lines: list[Line]) -> tuple[list[Branch], list[Line]]:
    if framework is None:
        return [], []
    branches = {row.pk: Branch(row) for row in framework.results.select_related("place").prefetch_related("terms")}
    loose = []
    for each in lines:
        of = branches.get(each.indicator.result_id) if each.indicator.result_id else None
        (of.lines if of else loose).append(each)
    tops = []
    for branch in branches.values():
        above = branches.get(branch.result.parent_id) if branch.result.parent_id else None
        (above.below if above else tops).append(branch)
    return tops, loose


@dataclass(frozen=True)
class TargetRow:
    """A target of one period, place and category, with what was approved inside that period and place."""

    period: str
    place: str
    category: str
    target: str
    done: str


@dataclass(frozen=True)
class Wording:
    """What one version says of the indicator."""

    framework: Framework
    label: str
    target: str


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator: how it stands, what exactly is counted, targets and values, and what each version says of it."""

    project: Project
    line: Line
    definition: str
    targets: list[TargetRow]
    values: list[ReportedValue]
    wordings: list[Wording]
    never_add_to: list[Indicator]
    may: dict[str, bool]


def indicator_page(by: User, code: str, indicator: str) -> IndicatorPage:
    """One indicator of the version in force, or of the newest that has it. Raises NotFound."""
    project = visible_project(by, code)
    framework = in_force(project)
    rows = [each for each in indicators_of(framework) if each.code == indicator]
    if not rows:
        older = Indicator.objects.filter(framework__project=project, code=indicator).exclude(framework__status="draft")
        older = older.select_related("framework", "result").prefetch_related("targets__place")
        rows = list(older.order_by("-framework__number")[:1])
    if not rows:
        raise NotFound
    row = rows[0]
    now = line(
        row, list(row.targets.all()), reading.read(by, project, [row]).get(row.pk), span_of(project),
        timezone.localdate(),
    )  # fmt: skip
    values = list(
        ReportedValue.objects.filter(project=project, indicator__code=row.code, status="approved")
        .select_related("place", "organisation", "indicator")
        .order_by("starts", "ends")
    )
    return IndicatorPage(
        project, now, reading.words(row.definition) if row.definition else "", _targets(by, project, row, values),
        values,
        _wordings(project, indicator), _relatives(row), may(by, project),
    )  # fmt: skip


def _relatives(row: Indicator) -> list[Indicator]:
    return list(Indicator.objects.filter(framework_id=row.framework_id, code__in=row.never_add_to))


def _wordings(project: Project, code: str) -> list[Wording]:
    rows = (
        Indicator.objects.filter(framework__project=project, code=code)
        .exclude(framework__status="draft")
        .select_related("framework__approved_by", "framework__document")
        .prefetch_related("targets")
        .order_by("-framework__number")
    )
    return [Wording(row.framework, str(row), _promised(row)) for row in rows]


def _promised(row: Indicator) -> str:
    whole = next((each for each in row.targets.all() if each.starts is None and not each.category), None)
    return say(row, whole.value, whole.whole, whole.words, whole.qualifier) if whole else ""


def _targets(by: User, project: Project, row: Indicator, values: list[ReportedValue]) -> list[TargetRow]:
    """Targets of periods, places and categories; a value of all categories is set against none of one category."""
    found = []
    for each in row.targets.all():
        if not (each.starts or each.place_id or each.category):
            continue
        inside = [] if each.category else [value for value in values if _inside(value, each)]
        done = counting.gathered(row, inside) if inside else None
        if each.starts and each.ends and not (each.place_id or each.category):
            done = done or reading.within(by, project, row, each.starts, each.ends)
        found.append(
            TargetRow(
                period=f"{each.starts:%d.%m.%Y} – {each.ends:%d.%m.%Y}" if each.starts else "",
                place=str(each.place) if each.place else "", category=_category(each),
                target=say(row, each.value, each.whole, each.words, each.qualifier),
                done=say(row, done.value, done.whole, done.words, done.qualifier) if done else "",
            )
        )  # fmt: skip
    return found


def _inside(value: ReportedValue, target: Target) -> bool:
    whole_time = target.starts is None or target.ends is None
    in_time = whole_time or (value.starts >= target.starts and value.ends <= target.ends)
    return bool(in_time and value.place_id == target.place_id)


def _category(target: Target) -> str:
    lists = {"sex": "sex", "group": "beneficiary_group"}
    name = lists.get(target.dimension)
    return terms.label(name, target.category) if name else target.category
