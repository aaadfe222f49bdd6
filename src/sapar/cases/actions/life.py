"""From intake to closure, and back when life takes another turn."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.cases.checks import not_in_future, optional_term, text_of
from sapar.cases.models import Case, CaseStatus
from sapar.cases.needtoknow import involve
from sapar.cases.workflow import CASE_WORKFLOW, CLOSED, PLAIN_MOVES, REOPENED
from sapar.kernel import ids, terms, vault
from sapar.kernel.access import policy
from sapar.kernel.access.models import Team, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, NotFound, WorkflowRefused
from sapar.people.models import Person

_TRIES = 5


@action("cases.open_case", record="case", verb="open")
def open_case(
    *, by: User, person: Person, opened_on: date | None = None, risk: str = "", determination: str = "not_assessed",
    group: str = "", stage: str = "", summary: str = "", team: Team | None = None, key: UUID | None = None,
) -> Case:  # fmt: skip
    """Open a case for a person on file and take it on; with `team`, colleagues of that team may read it.

    Raises NotFound when the user may not see the person, Invalid for unknown codes, a future day, or
    when the organisation already has an open case for this person.
    """
    if not policy.may(by, "view_identity", "person", person):
        raise NotFound
    if team is not None and team.id not in by.team_ids():
        raise Invalid(_("This is not one of your teams."), field="team", advice=_("Choose one of your own teams."))
    day = opened_on or timezone.localdate()
    not_in_future(day, field="opened_on")
    terms.require("determination", determination, field="determination")
    case = Case(
        person=person, organisation=by.organisation, team=team, owner=by, opened_by=by, opened_on=day,
        risk=optional_term("risk", risk, field="risk"), risk_on=day if risk else None, determination=determination,
        group=optional_term("beneficiary_group", group, field="group"), stage=optional_term("case_stage", stage,
        field="stage"),
    )  # fmt: skip
    vault.put(case, by=by, summary=text_of(summary, field="summary"))
    involve(case, user=by)
    if team is not None:
        involve(case, team=team)
    _store(case)
    _history(case, before="", by=by)
    return case


def _store(case: Case) -> None:
    for _attempt in range(_TRIES):
        case.code = ids.short_code("C")
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError as error:
            if "case_open_once_per_organisation" in str(error):
                raise Invalid(
                    _("Your organisation already has an open case for this person."),
                    field="person",
                    advice=_("Work in that case. If you cannot see it, ask your supervisor to assign it to you."),
                ) from None
            if "code" not in str(error):
                raise
        else:
            return
    raise Invalid(_("No free case code was found."), advice=_("Send the form again."))


def _history(case: Case, *, before: str, by: User, reason: str = "") -> None:
    CaseStatus.objects.create(case=case, before=before, status=case.status, reason=reason, by=by)


def _turn_to(case: Case, wanted: str, *, by: User, reason: str = "") -> None:
    CASE_WORKFLOW.check(case.status, wanted)
    before, case.status = case.status, wanted
    case.save(update_fields=["status", "closed_on", "closing_reason"])
    _history(case, before=before, by=by, reason=reason)


@action("cases.move_case", record="case", verb="edit", on="case")
def move_case(*, by: User, case: Case, to: str, version: int | None = None) -> Case:
    """Take the case to another working state (screening, active, suspended).

    Raises WorkflowRefused for a state that cannot follow; closing and reopening are their own actions.
    """
    if to not in CASE_WORKFLOW.states:
        raise Invalid(_("This state is not known."), field="to", advice=_("Choose one of the states offered."))
    if to not in PLAIN_MOVES[case.status] and to in CASE_WORKFLOW.moves[case.status]:
        raise WorkflowRefused(
            _("Closing and reopening need a reason."), advice=_("Use “Close the case” or “Reopen the case”.")
        )
    _turn_to(case, to, by=by)
    return case


@action("cases.close_case", record="case", verb="close", on="case")
def close_case(
    *,
    by: User,
    case: Case,
    reason: str,
    closed_on: date | None = None,
    version: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Close the case for a `reason` of the list closing_reason, as of today unless `closed_on` is given.

    Raises Invalid for an unknown reason, a future day or one before the opening; WorkflowRefused when closed.
    """
    terms.require("closing_reason", reason, field="reason")
    day = closed_on or timezone.localdate()
    not_in_future(day, field="closed_on")
    if day < case.opened_on:
        raise Invalid(_("The case was opened later than this day."), field="closed_on", advice=_("Check both days."))
    case.closed_on, case.closing_reason = day, reason
    _turn_to(case, CLOSED, by=by, reason=reason)
    return case


@action("cases.reopen_case", record="case", verb="reopen", on="case")
def reopen_case(*, by: User, case: Case, version: int | None = None, key: UUID | None = None) -> Case:
    """Reopen a closed case; the history keeps when and why it was closed.

    Raises WorkflowRefused when it is not closed, or when another case of the person was opened meanwhile.
    """
    case.closed_on, case.closing_reason = None, ""
    try:
        with transaction.atomic():
            _turn_to(case, REOPENED, by=by)
    except IntegrityError as error:
        if "case_open_once_per_organisation" not in str(error):
            raise
        raise WorkflowRefused(
            _("Another case of this person is open in your organisation."), advice=_("Work in the open case instead.")
        ) from None
    return case
