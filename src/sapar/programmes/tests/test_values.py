"""A value counts after somebody else approved it; head counts come from the ledger; what is late is said."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sapar.kernel.access.context import acting_as, figures_role
from sapar.kernel.errors import Invalid, NotAllowed, WorkflowRefused
from sapar.kernel.ledger.models import EntryShare, LedgerEntry
from sapar.programmes import actions, counting, overview, queries, reading
from sapar.programmes.logframe import indicator_page
from sapar.programmes.models import Deadline, Reminder, ReportedValue
from sapar.programmes.periods import Span, donor_calendar, months_later, part_passed

Q1 = {"starts": date(2026, 1, 1), "ends": date(2026, 3, 31)}
Q2 = {"starts": date(2026, 4, 1), "ends": date(2026, 6, 30)}
EVIDENCE = {"evidence": "Visit forms, folder V"}


def report(user, stage, value, period=Q1, **more):
    with acting_as(user):
        return actions.report_value(
            by=user, project=stage.project, indicator=stage.indicator, value=Decimal(value), **period,
            **{**EVIDENCE, **more},
        )  # fmt: skip


def done(stage, indicator="families"):
    with acting_as(stage.manager):
        lines = overview.overview(stage.manager, stage.project).lines
    return next(line for line in lines if line.indicator.code == indicator)


def test_a_partner_reports_and_another_approves(approved):
    value = report(approved.partner, approved, 40)
    assert done(approved).reading is None
    with acting_as(approved.partner), pytest.raises(NotAllowed):
        actions.approve_value(by=approved.partner, reported=value)
    with acting_as(approved.officer):
        actions.approve_value(by=approved.officer, reported=value)
    assert done(approved).done_number == 40
    second = report(approved.partner, approved, 30, Q2)
    with acting_as(approved.manager):
        actions.approve_value(by=approved.manager, reported=second)
        with pytest.raises(WorkflowRefused):
            actions.approve_value(by=approved.manager, reported=second)
    assert (done(approved).done_number, done(approved).target_number) == (70, 100)


def test_nobody_approves_their_own_value(approved):
    value = report(approved.manager, approved, 40)
    with acting_as(approved.manager), pytest.raises(Invalid, match="does not approve it"):
        actions.approve_value(by=approved.manager, reported=value)
    with acting_as(approved.manager), pytest.raises(IntegrityError), transaction.atomic():
        ReportedValue.objects.filter(pk=value.pk).update(
            status="approved", decided_by=approved.manager, decided_at=timezone.now()
        )


def test_what_was_decided_stays(approved):
    value = report(approved.partner, approved, 40)
    with acting_as(approved.manager):
        actions.approve_value(by=approved.manager, reported=value)
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportedValue.objects.filter(pk=value.pk).update(value=41)
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportedValue.objects.filter(pk=value.pk).delete()
    better = report(approved.partner, approved, 42, replaces=value)
    with acting_as(approved.manager):
        actions.approve_value(by=approved.manager, reported=better)
    assert done(approved).done_number == 42


def test_sending_back_needs_words_and_counts_nothing(approved):
    value = report(approved.partner, approved, 40)
    with acting_as(approved.manager):
        with pytest.raises(Invalid):
            actions.return_value(by=approved.manager, reported=value, note=" ")
        actions.return_value(by=approved.manager, reported=value, note="Which villages?")
    assert done(approved).reading is None
    report(approved.partner, approved, 41)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"evidence": " "}, "evidence"),
        ({"ends": timezone.localdate() + timedelta(days=1)}, "ends"),
        ({"starts": date(2026, 3, 1), "ends": date(2026, 2, 1)}, "ends"),
        ({"whole": Decimal(80)}, "whole"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_words(approved, more, field):
    with pytest.raises(Invalid) as refused:
        report(approved.partner, approved, 40, **{"period": {**Q1, **more}} if "ends" in more else more)
    assert refused.value.field == field


def test_one_period_is_reported_once(approved):
    report(approved.partner, approved, 40)
    with pytest.raises(Invalid, match="already"):
        report(approved.partner, approved, 40, {"starts": date(2026, 3, 1), "ends": date(2026, 4, 30)})


def test_strangers_and_computed_indicators_are_refused(approved):
    with acting_as(approved.cast.caseworker), pytest.raises(NotAllowed):
        report(approved.cast.caseworker, approved, 1)
    approved.indicator = approved.computed
    with pytest.raises(Invalid, match="not reported"):
        report(approved.manager, approved, 1)


def test_zero_is_a_value_and_silence_is_none(approved):
    assert done(approved).reading is None
    value = report(approved.partner, approved, 0)
    with acting_as(approved.manager):
        actions.approve_value(by=approved.manager, reported=value)
    assert done(approved).done_number == 0


def _session(stage, people, record=None):
    work = actions.Work(kind="session", labels={"en": "A session"}, status="done", people=people)
    with acting_as(stage.manager):
        return actions.record_work(by=stage.manager, project=stage.project, work=work, record=record)


def test_head_counts_are_entries_of_the_ledger_and_corrections_reverse(approved):
    assert done(approved, "people").reading is None
    first = _session(approved, 561)
    _session(approved, 20)
    assert done(approved, "people").done_number == 581
    _session(approved, 560, record=first)
    _session(approved, 560, record=first)
    assert done(approved, "people").done_number == 580
    with figures_role():
        entries = LedgerEntry.objects.filter(source_id=first.pk)
        assert (entries.count(), entries.live().count()) == (3, 1)
        share = EntryShare.objects.get(entry=entries.live().get())
    assert share.project_id == approved.project.pk
    _session(approved, None, record=first)
    assert done(approved, "people").done_number == 20


def test_a_computed_target_of_a_period_is_asked_for_that_period(stage):
    with acting_as(stage.manager):
        for period in (Q1, Q2):
            actions.write_target(by=stage.manager, indicator=stage.computed, value=Decimal(50), **period)
        actions.approve_framework(by=stage.manager, framework=stage.framework, effective_from=date(2026, 1, 1))
        work = actions.Work(
            kind="session",
            labels={"en": "A session"},
            status="done",
            people=12,
            on=date(2026, 5, 1),
            on_precision="day",
        )
        actions.record_work(by=stage.manager, project=stage.project, work=work)
        rows = indicator_page(stage.manager, "way-home", "people").targets
    assert [(row.target, row.done) for row in rows] == [("50", ""), ("50", "12")]


def test_a_share_is_added_only_to_a_group_of_ones_own(approved):
    mine = _session(approved, 5)
    with figures_role():
        entry = LedgerEntry.objects.get(source_id=mine.pk)
    with acting_as(approved.partner), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        EntryShare.objects.bulk_create([EntryShare(entry=entry, organisation=approved.cast.there)])


def test_pieces_without_a_number_are_no_data(approved):
    with acting_as(approved.manager):
        for number in (None, Decimal(6)):
            work = actions.Work(kind="institution", labels={"en": "Club"}, status="done", number=number)
            actions.record_work(by=approved.manager, project=approved.project, work=work)
        asked = [("work.institution.done", None, None), ("work.centre.done", None, None)]
        values = counting.read(approved.manager, approved.project, asked)
    assert (values["work.institution.done"].value, values["work.centre.done"].value) == (6, None)


def test_another_room_answers_definitions(approved, monkeypatch):
    monkeypatch.setattr(reading, "_providers", dict(reading._providers))
    reading.register_provider(
        "figures", offered=lambda user: [("people-home", "People at home")],
        words=lambda code: "Everybody once." if code == "people-home" else "",
        read=lambda user, project, asked: {
            code: reading.Reading(Decimal(7)) for code, _since, _until in asked if code == "people-home"
        },
    )  # fmt: skip
    with acting_as(approved.manager):
        draft = actions.open_framework(by=approved.manager, project=approved.project)
        row = actions.write_indicator(
            by=approved.manager, framework=draft, labels={"en": "people at home"}, kind="number", source="computed",
            definition="people-home", unit={},
        )  # fmt: skip
        assert reading.read(approved.manager, approved.project, [row])[row.pk].value == 7
        assert reading.words("people-home") == "Everybody once."


def test_the_late_list_names_dates_steps_and_indicators(approved):
    today = timezone.localdate()
    with acting_as(approved.manager):
        actions.write_deadline(
            by=approved.manager, project=approved.project, kind="other", words="Audit", due=today - timedelta(days=3)
        )
        actions.write_workplan_item(
            by=approved.manager, project=approved.project, labels={"en": "Visit ten villages"},
            due=today - timedelta(days=40), due_precision="day",
        )  # fmt: skip
        words = [each.words for each in overview.overview(approved.manager, approved.project).late]
    assert words[:2] == ["Visit ten villages: 40 days late", "Audit: 3 days late"]


def test_what_was_only_announced_is_not_called_late(stage):
    """A document said so once; that nobody recorded more is no delay. The donor's own dates are judged all the same."""
    today = timezone.localdate()
    with acting_as(stage.manager):
        actions.write_workplan_item(
            by=stage.manager, project=stage.project, labels={"en": "Tools ready"}, due=today - timedelta(days=400),
            due_precision="day",
        )  # fmt: skip
        actions.write_deadline(
            by=stage.manager, project=stage.project, kind="other", words="Audit", due=today - timedelta(days=3)
        )
        assert [each.words for each in overview.overview(stage.manager, stage.project).late] == ["Audit: 3 days late"]
        line = next(each for each in overview.standings(stage.manager, queries.projects(stage.manager)))
    assert [each.words for each in line.late] == ["Audit: 3 days late"]


def test_reminders_come_once_per_stage_and_end_when_it_is_done(approved):
    today = date(2026, 5, 10)
    with acting_as(approved.manager):
        deadline = actions.write_deadline(
            by=approved.manager, project=approved.project, kind="interim", due=date(2026, 5, 30)
        )
    with acting_as(None):
        assert actions.remind(today=today) == 1
        assert actions.remind(today=today) == 0
        assert actions.remind(today=date(2026, 5, 25)) == 1
        assert actions.remind(today=date(2026, 6, 1)) == 1
    with acting_as(approved.manager):
        assert [row.stage for row in overview.reminders(approved.manager)] == ["late"]
        assert overview.reminders(approved.cast.caseworker) == []
        actions.meet_deadline(by=approved.manager, deadline=deadline, on=timezone.localdate())
        assert not Reminder.objects.exists()


def test_the_calendar_follows_the_start_and_keeps_what_people_wrote(approved):
    with acting_as(approved.manager):
        actions.write_deadline(
            by=approved.manager, project=approved.project, kind="other", words="Visit", due=date(2026, 9, 9)
        )
        actions.plan_calendar(by=approved.manager, project=approved.project)
        planned = list(Deadline.objects.filter(project=approved.project).values_list("kind", "due"))
        actions.plan_calendar(by=approved.manager, project=approved.project)
        assert Deadline.objects.filter(project=approved.project).count() == len(planned)
    assert planned == [
        ("framework", date(2026, 1, 31)), ("interim", date(2026, 8, 11)), ("other", date(2026, 9, 9)),
        ("extension", date(2026, 11, 30)), ("final", date(2027, 3, 31)),
        ("ex_post", date(2027, 12, 31)),
    ]  # fmt: skip


def test_without_a_start_there_is_no_calendar(stage):
    with acting_as(stage.manager):
        silent = actions.open_project(by=stage.manager, labels={"en": "Silent"})
        with pytest.raises(Invalid, match="not stated"):
            actions.plan_calendar(by=stage.manager, project=silent)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 90))
def test_every_calendar_is_in_order(starts, months):
    ends = months_later(starts, months) - timedelta(days=1)
    dates = donor_calendar(Span(starts, ends))
    assert [each.due for each in dates] == sorted(each.due for each in dates)
    interim = [each for each in dates if each.kind == "interim"]
    assert len(interim) == (months - 1) // 6, "the last half year is told in the final report"
    for before, after in pairwise(interim):
        assert after.starts == before.ends + timedelta(days=1)
    assert all(each.ends <= ends for each in interim)


@given(st.dates(), st.dates(), st.dates())
def test_the_part_that_passed_is_a_fraction(first, second, today):
    starts, ends = min(first, second), max(first, second)
    passed = part_passed(starts, ends, today)
    assert 0 <= passed <= 1
    assert part_passed(None, ends, today) is None
