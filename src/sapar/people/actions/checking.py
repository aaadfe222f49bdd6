"""A worker asks the supervisor about a file that only the supervisor may see; the supervisor answers or asks on."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sapar.kernel.access import need_to_know
from sapar.kernel.access.context import linking_role
from sapar.kernel.access.models import Basis, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.people import indexing
from sapar.people.identity import finding, likelihood
from sapar.people.models import CheckOutcome, IdentityCheck, Person
from sapar.people.queries import Criteria
from sapar.people.queries.visible import visible_people

#: Files that one search may ask about; more would be a name without a birth year.
MOST_ASKED = 5
KIND = "identity_check"


@action("people.ask_supervisor", record="person", verb="search")
def ask_supervisor(*, by: User, criteria: Criteria) -> list[IdentityCheck]:
    """Ask the supervisor about the files that this search met and the worker may not see.

    Nothing that was typed is kept: the supervisor sees who asks, the file meant where it is the
    organisation's own, and which kinds of things agree. Asking twice changes nothing. Raises
    WorkflowRefused when there is nobody to ask about.
    """
    hits = {hit.person_id: hit for hit in indexing.look_up(criteria.keys()) if hit.strong}
    seen = set(visible_people(by).filter(pk__in=hits).values_list("pk", flat=True))
    with linking_role():
        files = dict(
            Person.objects.filter(pk__in=hits.keys() - seen, erased_at__isnull=True).values_list("pk", "cross_search")
        )
    meant = [
        hit
        for hit in hits.values()
        if hit.person_id in files and (hit.organisation_id == by.organisation_id or files[hit.person_id])
    ]
    if not meant:
        raise WorkflowRefused(
            _("There is nobody to ask about."), advice=_("Search again; if nobody fits, register the person.")
        )
    waiting = IdentityCheck.objects.filter(organisation=by.organisation, asked_by=by, outcome="")
    asked = set(waiting.filter(meant__in=files).values_list("meant_id", flat=True))
    rows = [_question(hit, by=by) for hit in meant[:MOST_ASKED] if hit.person_id not in asked]
    with linking_role():
        IdentityCheck.objects.bulk_create(rows, ignore_conflicts=True)
    return list(waiting.filter(meant__in=files))


def _question(hit: indexing.Hit, *, by: User) -> IdentityCheck:
    reasons = likelihood.of_kinds(finding.shared_kinds(hit))[1]
    own = hit.organisation_id == by.organisation_id
    check = IdentityCheck(organisation=by.organisation, meant_id=hit.person_id, own=own, asked_by=by, reasons=reasons)
    need_to_know.involve(check.id, KIND, basis=Basis.ASSIGNED, user=by)
    return check


@action("people.answer_check", record=KIND, verb="answer", on="check")
def answer_check(*, by: User, check: IdentityCheck, outcome: str) -> IdentityCheck:
    """Answer a question. "Given" opens the own file to the colleague who asked.

    The answer to a question that another organisation passed on goes back to that supervisor. Raises
    Invalid for an answer that does not fit, WorkflowRefused when a colleague has answered.
    """
    if outcome not in CheckOutcome.values or (outcome == CheckOutcome.GIVEN and not _may_give(check)):
        raise Invalid(_("Choose one of the answers."), field="outcome")
    if check.outcome:
        raise WorkflowRefused(_("A colleague has answered this question already."))
    check.outcome, check.answered_by, check.answered_at = outcome, by, timezone.now()
    check.save(update_fields=["outcome", "answered_by", "answered_at"])
    if outcome == CheckOutcome.GIVEN:
        need_to_know.involve(check.meant_id, "person", basis=Basis.ASSIGNED, user=check.asked_by)
    if check.passed_from_id is not None:
        with linking_role():
            IdentityCheck.objects.filter(pk=check.passed_from_id).update(heard=outcome)
    return check


def _may_give(check: IdentityCheck) -> bool:
    return check.own and check.passed_from_id is None


@action("people.pass_check_on", record=KIND, verb="answer", on="check")
def pass_check_on(*, by: User, check: IdentityCheck) -> IdentityCheck:
    """Ask the supervisors of the organisation that has the file. They learn who asks and what agrees, no name."""
    if check.own or check.outcome:
        raise WorkflowRefused(_("This question cannot be passed on."))
    with linking_role():
        where = Person.objects.filter(pk=check.meant_id, erased_at__isnull=True, cross_search=True)
        holder: UUID | None = where.values_list("organisation_id", flat=True).first()
        if holder is not None:
            IdentityCheck.objects.bulk_create(
                [
                    IdentityCheck(
                        organisation_id=holder, meant_id=check.meant_id, own=True, asked_by=by,
                        reasons=check.reasons, passed_from=check,
                    )
                ],
                ignore_conflicts=True,
            )  # fmt: skip
    if holder is None:
        raise WorkflowRefused(_("There is nobody to ask about any more."))
    return check
