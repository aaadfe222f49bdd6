"""The life of a case: opening, states, closing, reopening; nothing is lost and nothing happens twice."""

from datetime import timedelta
from itertools import pairwise
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sapar.cases.actions import Facts, change_case, close_case, move_case, open_case, reopen_case, write_note
from sapar.cases.models import Case, CaseStatus
from sapar.cases.tests.conftest import NewCase, NewPerson
from sapar.cases.workflow import CASE_WORKFLOW, CLOSED, PLAIN_MOVES, REOPENED
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Involvement
from sapar.kernel.errors import Invalid, NotAllowed, NotFound, StaleEdit, WorkflowRefused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_opener_leads_the_case_and_knows_the_person(cast: SimpleNamespace, new_case: NewCase) -> None:
    case = new_case(cast.caseworker, summary="Came back last week.")
    assert case.owner == cast.caseworker
    assert case.status == CASE_WORKFLOW.start
    assert case.code.startswith("C-")
    kinds = Involvement.objects.in_force().filter(user=cast.caseworker, subject_id__in=[case.id, case.person_id])
    assert sorted(kinds.values_list("kind", flat=True)) == ["case", "person"]
    with acting_as(cast.caseworker):
        assert list(case.statuses.values_list("before", "status")) == [("", "intake")]


def test_sending_the_form_twice_opens_one_case(cast: SimpleNamespace, new_person: NewPerson) -> None:
    person, key = new_person(cast.caseworker), uuid4()
    with acting_as(cast.caseworker):
        first = open_case(by=cast.caseworker, person=person, key=key)
        assert open_case(by=cast.caseworker, person=person, key=key) == first
        assert Case.objects.count() == 1


def test_one_open_case_per_person_and_organisation(cast: SimpleNamespace, new_case: NewCase) -> None:
    case = new_case(cast.caseworker)
    with acting_as(cast.caseworker), pytest.raises(Invalid, match="already has an open case"):
        open_case(by=cast.caseworker, person=case.person)
    with acting_as(cast.caseworker):
        close_case(by=cast.caseworker, case=case, reason="goals_met")
        assert open_case(by=cast.caseworker, person=case.person) != case


def test_a_person_one_may_not_see_is_not_found(cast: SimpleNamespace, new_person: NewPerson) -> None:
    person = new_person(cast.caseworker)
    with acting_as(cast.other_caseworker), pytest.raises(NotFound):
        open_case(by=cast.other_caseworker, person=person)


@pytest.mark.parametrize("field", ["risk", "determination", "group", "stage"])
def test_unknown_codes_are_refused(cast: SimpleNamespace, new_person: NewPerson, field: str) -> None:
    person = new_person(cast.caseworker)
    with acting_as(cast.caseworker), pytest.raises(Invalid) as refused:
        open_case(by=cast.caseworker, person=person, **{field: "no-such-code"})
    assert refused.value.field == field


def test_a_case_is_not_opened_or_closed_in_the_future(
    cast: SimpleNamespace, new_case: NewCase, new_person: NewPerson
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    case, person = new_case(cast.caseworker), new_person(cast.caseworker)
    with acting_as(cast.caseworker):
        with pytest.raises(Invalid):
            open_case(by=cast.caseworker, person=person, opened_on=tomorrow)
        with pytest.raises(Invalid):
            close_case(by=cast.caseworker, case=case, reason="goals_met", closed_on=tomorrow)
        with pytest.raises(Invalid):
            close_case(by=cast.caseworker, case=case, reason="goals_met", closed_on=case.opened_on - timedelta(days=1))


def test_closing_says_why_and_reopening_keeps_it_in_the_history(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        closed = close_case(by=by, case=case, reason="returned_home")
        assert (closed.status, closed.closing_reason, closed.closed_on) == (
            CLOSED,
            "returned_home",
            timezone.localdate(),
        )
        with pytest.raises(WorkflowRefused):
            move_case(by=by, case=case, to="active")
        again = reopen_case(by=by, case=case)
        assert (again.status, again.closing_reason, again.closed_on) == (REOPENED, "", None)
        assert list(case.statuses.order_by("at").values_list("status", "reason"))[-2:] == [
            (CLOSED, "returned_home"),
            (REOPENED, ""),
        ]


def test_the_database_refuses_a_closed_case_without_a_reason(cast: SimpleNamespace, new_case: NewCase) -> None:
    case = new_case(cast.caseworker)
    with (
        acting_as(cast.caseworker),
        pytest.raises(IntegrityError, match="case_closed_has_day_and_reason"),
        transaction.atomic(),
    ):
        Case.objects.filter(pk=case.pk).update(status=CLOSED)


def test_history_cannot_be_rewritten(cast: SimpleNamespace, new_case: NewCase) -> None:
    new_case(cast.caseworker)
    for statement in ("UPDATE cases_casestatus SET status = 'active'", "DELETE FROM cases_note"):
        with (
            acting_as(cast.caseworker),
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(st.sampled_from(sorted(CASE_WORKFLOW.states)), min_size=1, max_size=8))
def test_every_walk_through_the_states_follows_the_table(
    cast: SimpleNamespace, new_case: NewCase, new_person: NewPerson, wanted: list[str]
) -> None:
    """Whatever somebody tries in whatever order: allowed steps happen, others are refused and change nothing."""
    by = cast.caseworker
    case = new_case(by, person=new_person(by))
    state, steps = CASE_WORKFLOW.start, 1
    with acting_as(by):
        for target in wanted:
            allowed = target in CASE_WORKFLOW.moves[state]
            try:
                _take(case, target, by)
                assert allowed
                state, steps = target, steps + 1
            except WorkflowRefused:
                assert not allowed
            case.refresh_from_db()
            assert case.status == state
            assert (case.closed_on is not None) == (state == CLOSED) == bool(case.closing_reason)
        history = list(CaseStatus.objects.filter(case=case).order_by("at", "id").values_list("before", "status"))
    assert len(history) == steps
    assert all(after == before for (_b, after), (before, _a) in pairwise(history))


def _take(case: Case, target: str, by: object) -> None:
    if target == CLOSED:
        close_case(by=by, case=case, reason="other")
    elif target == REOPENED:
        reopen_case(by=by, case=case)
    else:
        move_case(by=by, case=case, to=target)


def test_every_state_can_be_reached_and_plain_moves_leave_out_closing() -> None:
    reached = {after for following in CASE_WORKFLOW.moves.values() for after in following} | {CASE_WORKFLOW.start}
    assert reached == set(CASE_WORKFLOW.states) == set(CASE_WORKFLOW.turn)
    assert not {CLOSED, REOPENED} & {after for following in PLAIN_MOVES.values() for after in following}


def test_two_people_changing_one_fact_see_both_values(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker, risk="low"), cast.caseworker
    seen = Facts.of(case)
    with acting_as(cast.supervisor):
        change_case(by=cast.supervisor, case=case, seen=seen, facts=Facts(risk="high"))
    with acting_as(by):
        with pytest.raises(StaleEdit) as stale:
            change_case(by=by, case=case, seen=seen, facts=Facts(risk="medium"))
        assert stale.value.clashes == {"Risk": ("Medium", "High")}
        case.refresh_from_db()
        assert case.risk == "high"


def test_two_people_changing_different_facts_both_win(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker, risk="low"), cast.caseworker
    seen = Facts.of(case)
    with acting_as(cast.supervisor):
        change_case(by=cast.supervisor, case=case, seen=seen, facts=Facts(risk="high"))
    with acting_as(by):
        case = change_case(by=by, case=case, seen=seen, facts=Facts(risk="low", determination="possible_vot"))
    assert (case.risk, case.determination) == ("high", "possible_vot")


def test_a_caller_with_a_version_is_refused_when_it_is_old(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker, risk="low"), cast.caseworker
    with acting_as(by):
        change_case(by=by, case=case, facts=Facts(risk="high"), version=case.version)
        with pytest.raises(StaleEdit) as stale:
            change_case(by=by, case=case, facts=Facts(risk="medium"), version=case.version)
    assert stale.value.clashes["Risk"] == ("Medium", "High")


def test_a_role_without_cases_opens_none(cast: SimpleNamespace, new_person: NewPerson) -> None:
    person = new_person(cast.caseworker)
    for user in (
        cast.project_manager,
        cast.me_officer,
        cast.donor_viewer,
        cast.administrator,
        cast.data_protection_officer,
        cast.nobody,
    ):
        with acting_as(user), pytest.raises(NotAllowed):
            open_case(by=user, person=person)


def test_a_closed_case_takes_notes_but_no_new_facts(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        close_case(by=by, case=case, reason="lost_contact")
        write_note(by=by, case=case, text="She called once more.")
        with pytest.raises(WorkflowRefused):
            change_case(by=by, case=case, facts=Facts(risk="high"))
