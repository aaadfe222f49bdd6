"""Needs, plan, notes, the journey: recorded sealed, ended once, taken back when that was a mistake."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from sapar.cases.actions import (
    assign_case,
    complete_step,
    drop_need,
    drop_step,
    meet_need,
    plan_step,
    record_need,
    release_case,
    start_step,
    tell_migration,
    undo_step,
    write_note,
    write_summary,
)
from sapar.cases.models import Note, StepStatus
from sapar.cases.tests.conftest import NewCase
from sapar.kernel import places, vault
from sapar.kernel.access.context import acting_as
from sapar.kernel.errors import Invalid, NotAllowed, StaleEdit, WorkflowRefused
from sapar.kernel.journal.models import JournalEntry

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_texts_are_not_readable_in_the_database(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker, summary="Summary told in words"), cast.caseworker
    with acting_as(by):
        need = record_need(by=by, case=case, category="health.urgent", urgency="now", note="Need told in words")
        step = plan_step(by=by, case=case, text="Step told in words", need=need)
        note = write_note(by=by, case=case, text="Note told in words")
        with connection.cursor() as cursor:
            for table in ("cases_case", "cases_need", "cases_planstep", "cases_note", "journal_entry"):
                cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%told in words%'")
                assert cursor.fetchone() == (0,), table
        assert vault.read([note], ["text"], by=by)[note.pk]["text"] == "Note told in words"
        assert vault.read([step], ["text"], by=by)[step.pk]["text"] == "Step told in words"
        assert vault.read([need], ["note"], by=by)[need.pk]["note"] == "Need told in words"
        write_summary(by=by, case=case, summary="")
        case.refresh_from_db()
        assert case.summary is None


def test_a_need_ends_once(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        need = record_need(by=by, case=case, category="food")
        with pytest.raises(Invalid):
            drop_need(by=by, need=need, reason="  ")
        assert meet_need(by=by, need=need).ended_by == by
        with pytest.raises(WorkflowRefused):
            drop_need(by=by, need=need, reason="Not wanted any more")


def test_a_step_is_done_and_taken_back(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        step = plan_step(
            by=by,
            case=case,
            service="legal.documents",
            due_on=timezone.localdate() + timedelta(days=3),
            agreed_by_client=True,
        )
        step = start_step(by=by, step=step)
        with pytest.raises(StaleEdit):
            complete_step(by=by, step=step, version=1)
        step = complete_step(by=by, step=step, version=2)
        assert (step.status, step.ended_by) == (StepStatus.DONE, by)
        with pytest.raises(WorkflowRefused):
            drop_step(by=by, step=step, reason="Too late")
        step = undo_step(by=by, step=step)
        assert (step.status, step.ended_by, step.ended_at) == (StepStatus.PLANNED, None, None)
        assert drop_step(by=by, step=step, reason="The office is closed").status == StepStatus.DROPPED


def test_a_step_says_something_and_is_taken_by_somebody_who_sees_the_case(
    cast: SimpleNamespace, new_case: NewCase
) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        with pytest.raises(Invalid):
            plan_step(by=by, case=case)
        with pytest.raises(Invalid) as refused:
            plan_step(by=by, case=case, text="Call the embassy", responsible=cast.lawyer)
        assert refused.value.field == "responsible"
        assign_case(by=by, case=case, user=cast.lawyer)
        assert plan_step(by=by, case=case, text="Call the embassy", responsible=cast.lawyer).responsible == cast.lawyer


def test_sending_a_note_twice_writes_it_once(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by, key = new_case(cast.caseworker), cast.caseworker, uuid4()
    with acting_as(by):
        first = write_note(by=by, case=case, text="Once", key=key)
        assert write_note(by=by, case=case, text="Once", key=key) == first
        assert Note.objects.filter(case=case).count() == 1


def test_a_lawyer_writes_no_health_note(cast: SimpleNamespace, new_case: NewCase) -> None:
    case = new_case(cast.caseworker)
    with acting_as(cast.caseworker):
        assign_case(by=cast.caseworker, case=case, user=cast.lawyer)
    with acting_as(cast.lawyer):
        assert write_note(by=cast.lawyer, case=case, text="Power of attorney", data_class="legal").data_class == "legal"
        with pytest.raises(NotAllowed):
            write_note(by=cast.lawyer, case=case, text="Fracture", data_class="health")


def test_the_journey_keeps_what_is_known_of_its_dates(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        journey = tell_migration(
            by=by, case=case, departed_on=date(2019, 1, 1), departed_precision="year", origin=places.get("UZ"),
            destination=places.get("GE"), reason="employment", incident="work_accident",
            incident_place=places.get("GE"),
            note="Slipped and injured the spine",
        )  # fmt: skip
        assert (journey.incident_on, journey.incident_precision) == (None, "unknown")
        with pytest.raises(Invalid):
            tell_migration(by=by, case=case, departed_on=date(2019, 1, 1))
        with pytest.raises(Invalid):
            tell_migration(by=by, case=case, incident="no-such-event")


def test_assigning_and_releasing(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        for stranger in (cast.other_caseworker, cast.project_manager):
            with pytest.raises(Invalid):
                assign_case(by=by, case=case, user=stranger)
        case = assign_case(by=by, case=case, user=cast.counsellor, lead=True)
        assert case.owner == cast.counsellor
        with pytest.raises(WorkflowRefused):
            release_case(by=by, case=case, user=cast.counsellor)
    with acting_as(cast.counsellor):
        release_case(by=cast.counsellor, case=case, user=cast.caseworker)


def test_every_step_is_journalled_without_personal_data(cast: SimpleNamespace, new_case: NewCase) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        write_note(by=by, case=case, text="Айгүл Сыноочу")
        rows = list(JournalEntry.objects.filter(kind="case", record=case.id).order_by("sequence"))
    assert [row.action for row in rows] == ["cases.open_case", "cases.write_note"]
    assert all(set(row.detail) <= {"scope"} for row in rows)
