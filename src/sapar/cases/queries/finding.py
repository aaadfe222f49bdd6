"""Finding one record by its id, for somebody who may know of it."""

from uuid import UUID

from django.utils.translation import gettext

from sapar.cases.models import Case, Need, PlanStep
from sapar.cases.policy import CASE
from sapar.kernel import journal
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.access.policy import Decision
from sapar.kernel.errors import NotFound


def case_for(user: User, id: UUID, verb: str = "view") -> Case:
    """The case. Raises NotFound (journalled) for one that the user may not know of, NotAllowed without `verb`."""
    case = Case.objects.select_related("organisation", "owner", "team").filter(pk=id).first()
    if case is None or not policy.may(user, "view", "case", case):
        journal.refused("cases.view", by=user, kind="case", id=id, reason="not_found")
        raise NotFound
    if verb != "view":
        policy.require(user, verb, "case", case)
    return case


def step_for(user: User, id: UUID) -> PlanStep:
    """A step of the plan of a case that the user may know of. Raises NotFound (journalled)."""
    step = PlanStep.objects.select_related("case", "responsible").filter(pk=id).first()
    if step is None:
        journal.refused("cases.view", by=user, kind="plan_step", id=id, reason="not_found")
        raise NotFound
    case_for(user, step.case_id)
    return step


def need_for(user: User, id: UUID) -> Need:
    """A need of a case that the user may know of. Raises NotFound (journalled)."""
    need = Need.objects.select_related("case").filter(pk=id).first()
    if need is None:
        journal.refused("cases.view", by=user, kind="need", id=id, reason="not_found")
        raise NotFound
    case_for(user, need.case_id)
    return need


def decisions(user: User, case: Case) -> dict[str, Decision]:
    """Yes or no with the reason for every verb of a case, from one question to the database."""
    held = policy.holding([user], "case", case)[user.id]
    no = Decision(False, gettext("Your part in this case does not include this step."))
    answers = dict.fromkeys(sorted(CASE.verbs()), no)
    for rule, grant in held:
        for verb in rule.verbs:
            if not answers[verb]:
                words = {"role": grant.get_role_display(), "organisation": grant.organisation}
                answers[verb] = Decision(True, str(policy.BECAUSE[rule.scope]) % words, rule)
    return answers
