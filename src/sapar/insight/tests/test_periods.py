"""Locked periods: who is refused, why, who can open, and what the database does when nobody asks first."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import Error, IntegrityError, transaction
from django.utils import timezone

from sapar.insight import periods
from sapar.insight.models import Period
from sapar.kernel.access.context import acting_as
from sapar.kernel.errors import Invalid, NotAllowed, WorkflowRefused
from sapar.kernel.ledger import posting
from sapar.kernel.ledger.posting import What, Who, post, reverse

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.database]
FIRST, LAST = date(2021, 1, 1), date(2021, 3, 31)


def session(cast: SimpleNamespace, day: date | None = date(2021, 2, 3)):
    return post(
        by=cast.supervisor, organisation=cast.here, who=Who(headcount=17), source_kind="test", source_id=uuid4(),
        what=What(kind="information", provider=cast.here, on=day, on_precision="day" if day else "unknown"),
    )  # fmt: skip


@pytest.fixture
def locked(cast: SimpleNamespace) -> Period:
    with acting_as(cast.me_officer):
        period = periods.add_period(by=cast.me_officer, first=FIRST, last=LAST)
        period = periods.move_period(by=cast.me_officer, period=period, state="review")
    with acting_as(cast.project_manager):
        period = periods.move_period(by=cast.project_manager, period=period, state="approved")
        return periods.move_period(
            by=cast.project_manager, period=period, state="locked", reason="Reported to the donor."
        )


def test_a_late_entry_is_refused_with_the_reason_and_who_can_open(cast: SimpleNamespace, locked: Period) -> None:
    with acting_as(cast.supervisor):
        with pytest.raises(WorkflowRefused) as refused:
            session(cast)
        assert "Reported to the donor" in str(refused.value)
        assert cast.me_officer.name in str(refused.value.advice)
        session(cast, date(2021, 4, 1))
        session(cast, None)


def test_corrections_of_a_locked_period_are_refused_too(cast: SimpleNamespace) -> None:
    with acting_as(cast.supervisor):
        entry = session(cast)
    with acting_as(cast.me_officer):
        period = periods.add_period(by=cast.me_officer, first=FIRST, last=LAST)
        Period.objects.filter(pk=period.pk).update(state="locked", reason="Closed")
    with acting_as(cast.supervisor), pytest.raises(WorkflowRefused):
        reverse(entry, by=cast.supervisor)


def test_the_database_refuses_without_being_asked_first(cast: SimpleNamespace, locked: Period, monkeypatch) -> None:
    monkeypatch.setattr(posting, "GATES", [])
    with acting_as(cast.supervisor), pytest.raises(Error, match="locked"), transaction.atomic():
        session(cast)


def test_an_exception_lets_one_organisation_in_and_expires(cast: SimpleNamespace, locked: Period) -> None:
    until = timezone.now() + timedelta(days=2)
    with acting_as(cast.me_officer):
        given = periods.except_from_period(
            by=cast.me_officer, period=locked, organisation=cast.here, reason="A paper list came late", until=until
        )
        assert periods.lock_on(FIRST, cast.here) is None
        with pytest.raises(Invalid):
            periods.except_from_period(
                by=cast.me_officer, period=locked, organisation=cast.here, reason="x", until=until + timedelta(days=60)
            )
        with pytest.raises(Error), transaction.atomic():
            type(given).objects.filter(pk=given.pk).update(until=until + timedelta(days=900))
    with acting_as(cast.supervisor):
        session(cast)


def test_states_follow_each_other_and_two_people_agree(cast: SimpleNamespace) -> None:
    with acting_as(cast.me_officer):
        period = periods.add_period(by=cast.me_officer, first=FIRST, last=LAST)
        with pytest.raises(WorkflowRefused):
            periods.move_period(by=cast.me_officer, period=period, state="locked", reason="too early")
        period = periods.move_period(by=cast.me_officer, period=period, state="review")
        with pytest.raises(WorkflowRefused, match="yourself"):
            periods.move_period(by=cast.me_officer, period=period, state="approved")
    with acting_as(cast.project_manager):
        period = periods.move_period(by=cast.project_manager, period=period, state="approved")
        with pytest.raises(Invalid):
            periods.move_period(by=cast.project_manager, period=period, state="locked")
    with acting_as(cast.caseworker), pytest.raises(NotAllowed):
        periods.move_period(by=cast.caseworker, period=period, state="review")


def test_periods_do_not_overlap(cast: SimpleNamespace) -> None:
    with acting_as(cast.me_officer):
        periods.add_period(by=cast.me_officer, first=FIRST, last=LAST)
        with pytest.raises(Invalid, match="overlaps"):
            periods.add_period(by=cast.me_officer, first=LAST, last=date(2021, 6, 30))
        with pytest.raises(Invalid, match="before it begins"):
            periods.add_period(by=cast.me_officer, first=LAST, last=FIRST)
        with pytest.raises(IntegrityError), transaction.atomic():
            Period.objects.create(organisation=cast.here, first=LAST, last=LAST, changed_by=cast.me_officer)
