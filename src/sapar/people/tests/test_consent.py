"""Sharing stands and falls with the person's word."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sapar.kernel import vault
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Organisation
from sapar.kernel.errors import Invalid, NotFound, WorkflowRefused
from sapar.people import actions
from sapar.people.inputs import ConsentInput
from sapar.people.models import Consent, Person
from sapar.people.queries import get_person, person_page
from sapar.people.releasing import may_release
from sapar.people.tests.conftest import Register
from sapar.people.tests.test_actions import do

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def yes(recipient: Organisation | None = None, **more: Any) -> ConsentInput:
    told = {"purpose": "referral", "how_given": "signature", "data_classes": ("identity", "contact"), **more}
    return ConsentInput(recipient_id=recipient.id if recipient else None, **told)


def give(cast: SimpleNamespace, person: Person, told: ConsentInput) -> Consent:
    return do(cast.caseworker, actions.give_consent, person=person, consent=told)


def test_no_sharing_without_consent(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    with pytest.raises(WorkflowRefused, match="no consent"):
        do(cast.caseworker, actions.share_person, person=person, organisation=cast.there)
    give(cast, person, yes(cast.donor))
    give(cast, person, yes(cast.there, purpose="statistics"))
    with pytest.raises(WorkflowRefused, match="no consent"):
        do(cast.caseworker, actions.share_person, person=person, organisation=cast.there)


def test_shared_then_withdrawn(
    cast: SimpleNamespace, register: Register, django_capture_on_commit_callbacks: Any
) -> None:
    person = register(cast.caseworker)
    consent = give(cast, person, yes(cast.there))
    do(cast.caseworker, actions.share_person, person=person, organisation=cast.there)
    page = do(cast.other_caseworker, person_page, person_id=person.id)
    assert page.title == "Айгүл Жээнбекова"
    assert not page.may["share"]
    with django_capture_on_commit_callbacks(execute=True):
        do(cast.caseworker, actions.withdraw_consent, consent=consent)
    assert not vault.knows(person.id, cast.there.id)
    with pytest.raises(NotFound):
        do(cast.other_caseworker, get_person, person_id=person.id)
    assert do(cast.caseworker, person_page, person_id=person.id).title == "Айгүл Жээнбекова"
    with pytest.raises(WorkflowRefused):
        do(cast.caseworker, actions.withdraw_consent, consent=consent)


def test_a_second_ground_keeps_the_file_shared(
    cast: SimpleNamespace, register: Register, django_capture_on_commit_callbacks: Any
) -> None:
    person = register(cast.caseworker)
    first = give(cast, person, yes(cast.there))
    give(cast, person, yes(cast.there, purpose="casework"))
    do(cast.caseworker, actions.share_person, person=person, organisation=cast.there)
    with django_capture_on_commit_callbacks(execute=True):
        do(cast.caseworker, actions.withdraw_consent, consent=first)
    assert do(cast.other_caseworker, get_person, person_id=person.id) == person


def test_a_refusal_ends_an_earlier_yes(
    cast: SimpleNamespace, register: Register, django_capture_on_commit_callbacks: Any
) -> None:
    person = register(cast.caseworker)
    give(cast, person, yes(cast.there))
    do(cast.caseworker, actions.share_person, person=person, organisation=cast.there)
    with django_capture_on_commit_callbacks(execute=True):
        do(cast.caseworker, actions.refuse_consent, person=person, consent=yes(cast.there))
    with acting_as(cast.caseworker):
        assert sorted(Consent.objects.values_list("status", flat=True)) == ["refused", "withdrawn"]
    assert not vault.knows(person.id, cast.there.id)


def test_a_newer_yes_replaces_the_older(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    give(cast, person, yes(cast.there))
    newer = give(cast, person, yes(cast.there, data_classes=("identity",)))
    with acting_as(cast.caseworker):
        answer = may_release(person, data_class="identity", purpose="referral", recipient_id=cast.there.pk)
        assert answer.consent == newer
        assert Consent.objects.filter(status="given").count() == 1


def test_a_consent_past_its_last_day_is_none(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    today = timezone.localdate()
    consent = give(
        cast, person, yes(cast.there, given_on=today - timedelta(days=3), expires_on=today - timedelta(days=1))
    )
    assert not consent.in_force
    assert consent.shown_status == "Expired"
    with pytest.raises(WorkflowRefused):
        do(cast.caseworker, actions.share_person, person=person, organisation=cast.there)


@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": "spying"},
        {"data_classes": ()},
        {"data_classes": ("soul",)},
        {"how_given": ""},
        {"given_on": date(2999, 1, 1)},
        {"expires_on": date(2000, 1, 1)},
    ],
)
def test_incomplete_answers_are_refused(cast: SimpleNamespace, register: Register, wrong: dict[str, Any]) -> None:
    person = register(cast.caseworker)
    with pytest.raises(Invalid):
        give(cast, person, yes(cast.there, **wrong))


def test_the_database_refuses_what_must_not_be(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    consent = give(cast, person, yes(cast.there))
    for change in ({"status": "withdrawn"}, {"how_given": ""}, {"data_classes": []}, {"given_on": None}):
        with acting_as(cast.caseworker), pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.filter(pk=consent.pk).update(**change)
