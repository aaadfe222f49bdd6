"""The plan: steps agreed with the person, each with a day and somebody who takes it."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.cases.checks import optional_term, require_open, text_of
from sapar.cases.models import Case, Need, PlanStep, StepStatus
from sapar.kernel import vault
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused


@action("cases.plan_step", record="case", verb="plan", on="case")
def plan_step(
    *, by: User, case: Case, service: str = "", text: str = "", due_on: date | None = None,
    responsible: User | None = None,
    agreed_by_client: bool = False, need: Need | None = None, key: UUID | None = None,
) -> PlanStep:  # fmt: skip
    """Add a step: a service of the tree, own words (sealed), or both. Without `responsible` the user takes it.

    Raises Invalid when it says nothing, names an unknown service, or somebody who may not see the case.
    """
    require_open(case)
    words = text_of(text, field="text")
    if not service and words is None:
        raise Invalid(
            _("A step needs a service or some words."),
            field="service",
            advice=_("Choose a service or write what to do."),
        )
    taker = responsible or by
    if not policy.may(taker, "view", "case", case):
        raise Invalid(
            _("%(name)s may not see this case.") % {"name": taker.name},
            field="responsible",
            advice=_("Assign the case to them first, or choose somebody who works on it."),
        )
    if need is not None and need.case_id != case.id:
        raise Invalid(_("This need belongs to another case."), field="need", advice=_("Choose a need of this case."))
    step = PlanStep(
        case=case, need=need, service=optional_term("service", service, field="service"), due_on=due_on,
        responsible=taker,
        agreed_by_client=agreed_by_client, planned_by=by,
    )  # fmt: skip
    vault.put(step, by=by, text=words)
    step.save(force_insert=True)
    return step


@action("cases.start_step", record="plan_step", verb="plan", on="step")
def start_step(*, by: User, step: PlanStep, version: int | None = None) -> PlanStep:
    """Somebody has begun. Raises WorkflowRefused unless the step was only planned."""
    if step.status != StepStatus.PLANNED:
        raise WorkflowRefused(_("This step has begun already."))
    return _turn(step, StepStatus.IN_PROGRESS)


@action("cases.complete_step", record="plan_step", verb="plan", on="step")
def complete_step(*, by: User, step: PlanStep, version: int | None = None) -> PlanStep:
    """The step is done. Raises WorkflowRefused when it had ended before."""
    return _end(step, StepStatus.DONE, by=by)


@action("cases.drop_step", record="plan_step", verb="plan", on="step")
def drop_step(*, by: User, step: PlanStep, reason: str, version: int | None = None) -> PlanStep:
    """The step will not be taken; the reason is sealed. Raises Invalid without a reason."""
    vault.put(step, by=by, reason=text_of(reason, field="reason", required=True))
    return _end(step, StepStatus.DROPPED, by=by)


@action("cases.undo_step", record="plan_step", verb="plan", on="step")
def undo_step(*, by: User, step: PlanStep, version: int | None = None) -> PlanStep:
    """Take back “done” or “dropped”: the step is planned again. Raises WorkflowRefused when it has not ended."""
    if step.is_open:
        raise WorkflowRefused(_("There is nothing to take back: this step has not ended."))
    step.reason = None
    return _turn(step, StepStatus.PLANNED)


def _end(step: PlanStep, status: StepStatus, *, by: User) -> PlanStep:
    if not step.is_open:
        raise WorkflowRefused(_("This step has ended already."), advice=_("Take it back first if that was a mistake."))
    step.ended_by, step.ended_at = by, timezone.now()
    return _turn(step, status)


def _turn(step: PlanStep, status: StepStatus) -> PlanStep:
    require_open(step.case)
    step.status = status
    if step.is_open:
        step.ended_by = step.ended_at = None
    step.save(update_fields=["status", "reason", "ended_by", "ended_at"])
    return step
