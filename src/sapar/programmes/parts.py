"""The parts of a project that its managers write in the browser: one row here is one form with its action.

The addresses are ``/programmes/<project>/<part>/add/``, ``…/<id>/`` and ``…/<id>/remove/`` for every part.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import User
from sapar.kernel.errors import Invalid, NotFound, Text
from sapar.programmes import actions, counting, overview
from sapar.programmes.forms import framework as framework_forms
from sapar.programmes.forms import money as money_forms
from sapar.programmes.forms import planning as planning_forms
from sapar.programmes.forms import project as project_forms
from sapar.programmes.forms.base import PartForm
from sapar.programmes.models import (
    Agreement,
    BudgetLine,
    Deadline,
    Expenditure,
    Framework,
    FrameworkStatus,
    Indicator,
    Project,
    ProjectContribution,
    ProjectGroup,
    ProjectLocation,
    ProjectNeed,
    ProjectPartner,
    ProjectSector,
    ProjectService,
    Result,
    SubGrant,
    Target,
    WorkplanItem,
    WorkRecord,
)


@dataclass(frozen=True)
class Sent:
    """A form that was sent: by whom, for which project and row, and what it said."""

    by: User
    project: Project
    row: Any
    told: dict[str, Any]
    key: UUID | None
    version: int | None


type Extra = Callable[[User, Project, Any], dict[str, Any]]


@dataclass(frozen=True)
class Part:
    """One kind of part: its words, form and action. Without ``models`` it has no rows that could be changed."""

    do_not_call_in_templates: ClassVar[bool] = True

    title: Text
    form: type[PartForm]
    act: Callable[[Sent], object]
    verb: str = "edit"
    change: Text = ""
    models: tuple[type[Model], ...] = ()
    initial: Callable[[Any], dict[str, Any]] = lambda row: {}
    arguments: Extra = lambda by, project, row: {}
    begin: Callable[[Project], dict[str, Any]] = lambda project: {}
    remove: Callable[[Sent], object] | None = None
    anchor: str = ""
    lede: Text = ""
    by_query: tuple[str, ...] = ()


def draft_of(project: Project) -> Framework:
    """The version that is being written. Raises Invalid when none is open."""
    draft: Framework | None = project.frameworks.filter(status=FrameworkStatus.DRAFT).first()
    if draft is None:
        raise Invalid(_("An approved version of the logframe is not changed."), advice=_("Begin a new version first."))
    return draft


def row_of(part: Part, project: Project, id: UUID) -> Any:
    """The row of a part of this project, of the draft for parts of a logframe. Raises NotFound."""
    for model in part.models:
        names = {f.name for f in model._meta.get_fields()}
        if "project" in names:
            of: dict[str, Any] = {"project": project}
        elif "framework" in names:
            of = {"framework__project": project}
        else:
            of = {"indicator__framework__project": project}
        found = model._default_manager.filter(pk=id, **of).first()
        if found is not None:
            return found
    raise NotFound


def _in_framework(by: User, project: Project, row: Any) -> dict[str, Any]:
    return {"framework": draft_of(project)}


def _in_force(by: User, project: Project, row: Any) -> dict[str, Any]:
    return {"framework": overview.in_force(project)}


def _saved(action: Callable[..., object], row: str) -> Callable[[Sent], object]:
    """Call an action of the project; an existing row goes under the name ``row`` with the version it was read at."""

    def act(sent: Sent) -> object:
        about: dict[str, Any] = {} if sent.row is None else {row: sent.row, "version": sent.version}
        return action(by=sent.by, project=sent.project, key=sent.key, **sent.told, **about)

    return act


def _drafted(action: Callable[..., object], row: str) -> Callable[[Sent], object]:
    def act(sent: Sent) -> object:
        about = {} if sent.row is None else {row: sent.row}
        return action(by=sent.by, framework=draft_of(sent.project), key=sent.key, **sent.told, **about)

    return act


def _target(sent: Sent) -> object:
    return actions.write_target(by=sent.by, key=sent.key, target=sent.row, **sent.told)


def _removed(sent: Sent) -> object:
    return actions.remove_part(by=sent.by, project=sent.project, part=sent.row, key=sent.key)


def _undrafted(sent: Sent) -> object:
    return actions.remove_from_framework(by=sent.by, framework=draft_of(sent.project), part=sent.row, key=sent.key)


def _reversed(sent: Sent) -> object:
    return actions.reverse_expenditure(
        by=sent.by, project=sent.project, expenditure=sent.row, key=sent.key, **sent.told
    )


def _donors(project: Project) -> dict[str, Any]:
    return project_forms.initial_of_donors(project.projectdonors.order_by("id"))


def _budget(project: Project) -> dict[str, Any]:
    budget = getattr(project, "budget", None)
    return {name: getattr(budget, name) for name in ("amount", "currency", "qualifier")} if budget else {}


def _work(row: WorkRecord) -> dict[str, Any]:
    counted = counting.people_of(row)
    return planning_forms.initial_of_work(row, counted)


def _work_told(sent: Sent) -> object:
    return _saved(actions.record_work, "record")(sent)


PARTS: dict[str, Part] = {
    "donors": Part(
        _("Donors and their shares"), project_forms.DonorsForm, _saved(actions.set_donors, ""), begin=_donors,
        anchor="project", lede=_("Leave the shares empty if they are not stated. Otherwise they make 100 % together."),
    ),
    "budget": Part(
        _("Budget"), project_forms.BudgetForm, _saved(actions.set_budget, ""), begin=_budget, anchor="money"
    ),
    "partner": Part(
        _("Add a partner"), project_forms.PartnerForm, _saved(actions.add_partner, ""), models=(ProjectPartner,),
        remove=_removed, anchor="project", lede=_("The partner's managers may then report values for this project."),
    ),
    "contribution": Part(
        _("Add a contribution"), project_forms.ContributionForm, _saved(actions.write_contribution, "contribution"),
        change=_("Change the contribution"), models=(ProjectContribution,),
        initial=project_forms.initial_of_contribution, remove=_removed, anchor="money",
    ),
    "place": Part(
        _("Add a place"), project_forms.PlaceForm, _saved(actions.add_place, ""), models=(ProjectLocation,),
        remove=_removed, anchor="places",
    ),
    "term": Part(
        _("Add a group, sector, service or need"), project_forms.TermForm, _saved(actions.add_term, ""),
        models=(ProjectGroup, ProjectSector, ProjectService, ProjectNeed), remove=_removed, anchor="work",
    ),
    "agreement": Part(
        _("Add an agreement"), money_forms.AgreementForm, _saved(actions.write_agreement, "agreement"),
        change=_("Change the agreement"), models=(Agreement,), initial=money_forms.initial_of_agreement,
        remove=_removed, anchor="money",
    ),
    "budget-line": Part(
        _("Add a budget line"), money_forms.BudgetLineForm, _saved(actions.write_budget_line, "line"),
        change=_("Change the budget line"), models=(BudgetLine,), initial=money_forms.initial_of_line,
        remove=_removed, anchor="money",
    ),
    "expenditure": Part(
        _("Record spending"), money_forms.ExpenditureForm, _saved(actions.record_expenditure, ""), verb="spend",
        arguments=lambda by, project, row: {"project": project}, anchor="money",
    ),
    "reversal": Part(
        _("Take the row out"), money_forms.ReasonForm, _reversed, verb="spend", change=_("Take the row out"),
        models=(Expenditure,), anchor="money", lede=_("The row stays readable with your reason; it counts no more."),
    ),
    "sub-grant": Part(
        _("Add a sub-grant"), money_forms.SubGrantForm, _saved(actions.write_sub_grant, "sub_grant"),
        change=_("Change the sub-grant"), models=(SubGrant,), initial=money_forms.initial_of_sub_grant,
        remove=_removed, anchor="money",
    ),
    "step": Part(
        _("Add a step to the workplan"), planning_forms.StepForm, _saved(actions.write_workplan_item, "item"),
        change=_("Change the step"), models=(WorkplanItem,), initial=planning_forms.initial_of_step,
        arguments=_in_force, remove=_removed, anchor="workplan",
    ),
    "deadline": Part(
        _("Add a date"), planning_forms.DeadlineForm, _saved(actions.write_deadline, "deadline"),
        change=_("Change the date"), models=(Deadline,), initial=planning_forms.initial_of_deadline,
        remove=_removed, anchor="calendar",
    ),
    "work": Part(
        _("Record work"), planning_forms.WorkForm, _work_told, change=_("Change the record"),
        models=(WorkRecord,), initial=_work, arguments=_in_force, anchor="done",
    ),
    "statement": Part(
        _("Add a statement"), framework_forms.ResultForm, _drafted(actions.write_result, "result"), verb="measure",
        change=_("Change the statement"), models=(Result,), initial=framework_forms.initial_of_result,
        arguments=lambda by, project, row: {"framework": draft_of(project), "row": row}, remove=_undrafted,
        anchor="logframe",
    ),
    "indicator": Part(
        _("Add an indicator"), framework_forms.IndicatorForm, _drafted(actions.write_indicator, "indicator"),
        verb="measure", change=_("Change the indicator"), models=(Indicator,),
        initial=framework_forms.initial_of_indicator,
        arguments=lambda by, project, row: {"framework": draft_of(project), "user": by}, remove=_undrafted,
        anchor="logframe", by_query=("result",),
    ),
    "target": Part(
        _("Add a target"), framework_forms.TargetForm, _target, verb="measure", change=_("Change the target"),
        models=(Target,), initial=framework_forms.initial_of_target, arguments=_in_framework, remove=_undrafted,
        anchor="logframe", by_query=("indicator",),
    ),
    "value": Part(
        _("Report a value"), framework_forms.ValueForm, _saved(actions.report_value, ""), verb="report",
        arguments=_in_force, anchor="indicators", by_query=("indicator",),
        lede=_("It counts after somebody else has looked at the evidence and approved it."),
    ),
}  # fmt: skip


def part_of(name: str) -> Part:
    """A part by its name in the address. Raises NotFound."""
    part = PARTS.get(name)
    if part is None:
        raise NotFound
    return part
