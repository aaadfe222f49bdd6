"""Finding one record by its id, for somebody who may know of it."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext

from sapar.cases.actions.sharing import PURPOSES
from sapar.cases.models import Case, Need, PlanStep
from sapar.cases.policy import BY_CONSENT, CASE
from sapar.kernel import journal
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.access.policy import Decision
from sapar.kernel.errors import NotFound
from sapar.people.models import Consent, ConsentStatus, Person
from sapar.people.releasing import released


def may(user: User, verb: str) -> bool:
    """Whether a role of the user does this with cases at all."""
    return bool(policy.may(user, verb, "case"))


def require(user: User, verb: str) -> None:
    """Raises NotAllowed for a user none of whose roles does this with cases."""
    policy.require(user, verb, "case")


def case_for(user: User, id: UUID, verb: str = "view") -> Case:
    """The case. Raises NotFound (journalled) for one that the user may not know of, NotAllowed without `verb`."""
    case = Case.objects.select_related("organisation", "owner", "team").filter(pk=id).first()
    if case is None or not policy.may(user, "view", "case", case):
        journal.refused("cases.view", by=user, kind="case", id=id, reason="not_found")
        raise NotFound
    if verb != "view":
        policy.require(user, verb, "case", case)
    return case


def step_for(user: User, id: UUID, verb: str = "view") -> PlanStep:
    """A step of the plan of a case. Raises NotFound (journalled), NotAllowed without `verb`, like `case_for`."""
    step = PlanStep.objects.select_related("case", "responsible").filter(pk=id).first()
    if step is None:
        journal.refused("cases.view", by=user, kind="plan_step", id=id, reason="not_found")
        raise NotFound
    case_for(user, step.case_id, verb)
    return step


def need_for(user: User, id: UUID, verb: str = "view") -> Need:
    """A need of a case. Raises NotFound (journalled), NotAllowed without `verb`, like `case_for`."""
    need = Need.objects.select_related("case").filter(pk=id).first()
    if need is None:
        journal.refused("cases.view", by=user, kind="need", id=id, reason="not_found")
        raise NotFound
    case_for(user, need.case_id, verb)
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
    if user.organisation_id != case.organisation_id:
        answers |= withheld(case, user.organisation_id)
    return answers


def withheld(case: Case, organisation_id: UUID) -> dict[str, Decision]:
    """Verbs that the person did not agree to for this organisation, whatever the role there; {} for the owner's own."""
    if organisation_id == case.organisation_id:
        return {}
    person = Person.objects.filter(pk=case.person_id).first()
    agreed = released(person, recipient_id=organisation_id) if person else frozenset()
    no = Decision(False, gettext("The person did not agree that your organisation sees this."))
    return {verb: no for data_class, verb in BY_CONSENT.items() if data_class not in agreed}


def readable(user: User, case_ids: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """For each of these cases that the user may see, which of the verbs behind consent (view_health …) hold.

    Six questions for all cases of the user's organisation, and one more for each that another one shares.
    """
    wanted = Case.objects.filter(policy.rows(user, "view", "case"), pk__in=set(case_ids))
    found: dict[UUID, set[str]] = {case.pk: set() for case in wanted}
    for verb in BY_CONSENT.values():
        for pk in wanted.filter(policy.rows(user, verb, "case")).values_list("pk", flat=True):
            found[pk].add(verb)
    for case in wanted:
        if case.organisation_id != user.organisation_id:
            found[case.pk] -= set(withheld(case, user.organisation_id))
    return {pk: frozenset(verbs) for pk, verbs in found.items()}


def consents_for(case: Case, recipient_id: UUID | None = None) -> list[Consent]:
    """Consents in force on which the case is or can be shared, with one organisation or all."""
    given = Consent.objects.filter(person=case.person_id, status=ConsentStatus.GIVEN, purpose__in=PURPOSES)
    given = given.filter(recipient=recipient_id) if recipient_id else given.filter(recipient__is_operational=True)
    return [row for row in given.select_related("recipient") if row.in_force]
