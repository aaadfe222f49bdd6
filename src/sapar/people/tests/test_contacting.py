"""A contact against the person's rules does not happen; in danger it does, and the supervisor knows."""

from datetime import datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sapar.kernel.access.context import acting_as
from sapar.kernel.errors import Invalid, NotFound, WorkflowRefused
from sapar.people import actions
from sapar.people.inputs import ContactOutcome, SafeContactInput
from sapar.people.models import Contact, ContactAttempt, Duty, DutyKind, SafeContact
from sapar.people.queries import number_of, person_page, ways_of
from sapar.people.safety import may_contact, next_safe
from sapar.people.tests.conftest import Register
from sapar.people.tests.test_actions import do

#: A busy machine draws slowly; that says nothing about the rule.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
#: Monday, 2 March 2026, in the time zone of the installation.
MONDAY = datetime(2026, 3, 2, tzinfo=timezone.get_default_timezone())
RULES = SafeContactInput(channels=("phone",), days=(1, 2), hour_from=time(10), hour_to=time(16), cover="школа")


@pytest.fixture
def person(cast: SimpleNamespace, register: Register) -> Any:
    with time_machine.travel(MONDAY.replace(hour=9), tick=True):
        return register(cast.caseworker, phone="0555123456", safe_contact=RULES)


def the_contact(user: Any, person: Any) -> Contact:
    with acting_as(user):
        return Contact.objects.get(person=person)


def begin(user: Any, person: Any, at: datetime, **more: Any) -> ContactAttempt:
    with time_machine.travel(at, tick=True):
        return do(user, actions.begin_contact, person=person, contact=the_contact(user, person), **more)


def test_outside_the_hours_it_is_refused_and_says_when(cast: SimpleNamespace, person: Any) -> None:
    with pytest.raises(WorkflowRefused, match="hour") as refused:
        begin(cast.caseworker, person, MONDAY.replace(hour=9))
    assert "10" in str(refused.value.advice)
    with pytest.raises(WorkflowRefused, match="day"):
        begin(cast.caseworker, person, MONDAY + timedelta(days=3, hours=12))
    with acting_as(cast.caseworker):
        assert not ContactAttempt.objects.exists()


def test_within_the_rules_the_number_is_opened_and_the_outcome_kept(cast: SimpleNamespace, person: Any) -> None:
    with time_machine.travel(MONDAY.replace(hour=9), tick=True), acting_as(cast.caseworker):
        assert ways_of(person, by=cast.caseworker)[0][1] == "••• 456"
    attempt = begin(cast.caseworker, person, MONDAY.replace(hour=11))
    with acting_as(cast.caseworker):
        assert number_of(attempt, by=cast.caseworker) == "+996555123456"
    told = ContactOutcome(outcome="spoke", answered_by="person", note="всё спокойно")
    done = do(cast.caseworker, actions.finish_contact, attempt=attempt, told=told)
    assert (done.state, done.outcome) == ("done", "spoke")
    with acting_as(cast.caseworker):
        assert number_of(done, by=cast.caseworker) == ""
        assert not Duty.objects.exists()
    with pytest.raises(WorkflowRefused):
        do(cast.caseworker, actions.finish_contact, attempt=attempt, told=told)


def test_in_an_emergency_the_supervisor_is_told(cast: SimpleNamespace, person: Any) -> None:
    with pytest.raises(Invalid, match="at least"):
        begin(cast.caseworker, person, MONDAY.replace(hour=2), emergency="срочно")
    reason = "The husband was seen at the shelter; she must not come back today."
    attempt = begin(cast.caseworker, person, MONDAY.replace(hour=2), emergency=reason)
    assert attempt.emergency
    with acting_as(cast.supervisor):
        (duty,) = Duty.objects.all()
        assert (duty.kind, duty.about) == (DutyKind.EMERGENCY_CONTACT, attempt.pk)
    # Who is told can read why.
    read = do(cast.supervisor, person_page, person_id=person.pk).attempts
    assert [texts["reason"] for _row, texts in read] == [reason]
    # Within the rules a reason changes nothing: it is an ordinary contact.
    assert not begin(cast.caseworker, person, MONDAY.replace(hour=11), emergency=reason).emergency


def test_a_message_left_against_the_rules_is_told(cast: SimpleNamespace, person: Any) -> None:
    attempt = begin(cast.caseworker, person, MONDAY.replace(hour=11))
    told = ContactOutcome(outcome="no_answer", answered_by="unknown", left_message=True)
    do(cast.caseworker, actions.finish_contact, attempt=attempt, told=told)
    with acting_as(cast.supervisor):
        assert [duty.kind for duty in Duty.objects.all()] == [DutyKind.UNSAFE_MESSAGE]


def test_a_plan_must_be_safe_and_the_rules_are_asked_again(cast: SimpleNamespace, person: Any) -> None:
    contact = the_contact(cast.caseworker, person)
    with time_machine.travel(MONDAY.replace(hour=9), tick=True):
        with pytest.raises(WorkflowRefused):
            do(cast.caseworker, actions.plan_contact, person=person, contact=contact, at=MONDAY.replace(hour=20))
        with pytest.raises(Invalid, match="over"):
            do(cast.caseworker, actions.plan_contact, person=person, contact=contact, at=MONDAY)
        planned = do(cast.caseworker, actions.plan_contact, person=person, contact=contact, at=MONDAY.replace(hour=12))
    do(cast.caseworker, actions.set_safe_contact, person=person, rules=SafeContactInput(never=True))
    with pytest.raises(WorkflowRefused, match="must not be contacted"):
        begin(cast.caseworker, person, MONDAY.replace(hour=12), planned=planned)
    assert do(cast.caseworker, actions.drop_contact, attempt=planned).state == "dropped"


def test_a_partner_calls_only_with_consent_to_contacts(cast: SimpleNamespace, person: Any) -> None:
    with pytest.raises((NotFound, Contact.DoesNotExist)):
        begin(cast.other_caseworker, person, MONDAY.replace(hour=11))


def test_the_pages_stop_a_call_and_show_the_way(cast: SimpleNamespace, person: Any, client: Client) -> None:
    client.force_login(cast.caseworker, backend="allauth.account.auth_backends.AuthenticationBackend")
    contact = the_contact(cast.caseworker, person)
    # Minutes apart: after a quarter of an hour the desk would lock itself.
    with time_machine.travel(MONDAY.replace(hour=9, minute=55), tick=True):
        html = client.get(f"/people/{person.id}/contact/").content.decode()
        assert "+996555123456" not in html
        assert "Safe again from" in html
        refused = client.post(f"/people/contacts/{contact.id}/begin/")
        assert refused.status_code == 409
        assert "+996555123456" not in refused.content.decode()
        short = client.post(f"/people/contacts/{contact.id}/begin/", {"emergency": "срочно"})
        assert short.status_code == 422
    with time_machine.travel(MONDAY.replace(hour=10, minute=1), tick=True):
        begun = client.post(f"/people/contacts/{contact.id}/begin/")
        assert begun.status_code == 302
        assert "+996555123456" in client.get(begun["Location"]).content.decode()
        assert client.post(begun["Location"], {"outcome": "spoke"}).status_code == 302


@UNHURRIED
@given(
    st.lists(st.integers(1, 7), unique=True), st.none() | st.tuples(st.integers(0, 22), st.integers(1, 23)),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),
)  # fmt: skip
def test_the_next_safe_moment_is_safe_and_nothing_before_it_is(
    days: list[int], hours: tuple[int, int] | None, at: datetime
) -> None:
    if hours is not None and hours[0] >= hours[1]:
        hours = None
    rules = SafeContact(
        channels=["phone"],
        days=days,
        hour_from=time(hours[0]) if hours else None,
        hour_to=time(hours[1]) if hours else None,
    )
    found = next_safe(rules, at)
    assert found is not None
    assert found >= at
    assert may_contact(rules, channel="phone", at=found)
    for hour in range(int((found - at).total_seconds() // 3600)):
        assert not may_contact(rules, channel="phone", at=at + timedelta(hours=hour))
