"""One function says what may leave; it is held against the rules written a second time."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sapar.kernel.errors import WorkflowRefused
from sapar.people import actions
from sapar.people.inputs import ConsentInput
from sapar.people.models import Consent, Person
from sapar.people.queries import display_names, person_page
from sapar.people.releasing import COUNT, SUBJECT_ACCESS, may_release, released
from sapar.people.tests.conftest import Register
from sapar.people.tests.test_actions import do

#: A busy machine draws slowly; that says nothing about the rule.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

HOLDER, PARTNER, OTHER = uuid4(), uuid4(), uuid4()
PURPOSES = ("casework", "referral", "statistics", "research", "donor_audit", "media")
CLASSES = ("ordinary", "contact", "identity", "health", "photo")
TODAY = date(2026, 3, 2)
DAYS = st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def answers(draw: st.DrawFn) -> Consent:
    return Consent(
        purpose=draw(st.sampled_from(PURPOSES)), recipient_id=draw(st.sampled_from([None, HOLDER, PARTNER, OTHER])),
        data_classes=draw(st.lists(st.sampled_from(CLASSES), unique=True)),
        status=draw(st.sampled_from(["requested", "given", "refused", "withdrawn", "expired"])),
        given_on=draw(st.none() | DAYS), expires_on=draw(st.none() | DAYS),
    )  # fmt: skip


def oracle(
    person: Person, held: list[Consent], stopped: set[UUID], data_class: str, purpose: str, recipient: UUID | None
) -> bool:
    """The rules of the module's docstring, said again without its code."""
    leaves = recipient not in (None, HOLDER)
    if person.erased_at:
        return False
    if purpose == SUBJECT_ACCESS:
        return not leaves
    if person.frozen_at:
        return False
    if (data_class, purpose) == (COUNT, "statistics"):
        return True
    if not leaves and purpose == "casework" and data_class != "photo":
        return True
    for each in held:
        to = None if each.recipient_id == HOLDER else each.recipient_id
        fits = to == (recipient if leaves else None) or (to is None and purpose in ("statistics", "research"))
        runs = each.given_on is not None and each.given_on <= TODAY <= (each.expires_on or date.max)
        stands = each.status == "given" and runs and each.pk not in stopped
        if each.purpose == purpose and fits and stands and data_class in each.data_classes:
            return True
    return False


@UNHURRIED
@given(
    st.lists(answers(), max_size=4), st.sampled_from([*CLASSES, COUNT]), st.sampled_from([*PURPOSES, SUBJECT_ACCESS]),
    st.sampled_from([None, HOLDER, PARTNER, OTHER]), st.sampled_from(["", "erased", "frozen"]), st.data(),
)  # fmt: skip
def test_the_answer_is_the_rules(
    held: list[Consent], data_class: str, purpose: str, recipient: UUID | None, state: str, data: st.DataObject
) -> None:
    person = Person(organisation_id=HOLDER)
    if state:
        setattr(person, f"{state}_at", timezone.now())
    stopped = {each.pk for each in held if data.draw(st.booleans())}
    answer = may_release(
        person, data_class=data_class, purpose=purpose, recipient_id=recipient, on=TODAY, consents=held, stopped=stopped
    )
    assert bool(answer) == oracle(person, held, stopped, data_class, purpose, recipient)
    assert str(answer.reason)
    if answer.consent is not None:
        assert answer.consent in held


@UNHURRIED
@given(st.lists(answers(), min_size=1, max_size=4), st.data())
def test_taking_an_answer_back_never_opens_anything(held: list[Consent], data: st.DataObject) -> None:
    person = Person(organisation_id=HOLDER)
    question = {
        "data_class": data.draw(st.sampled_from(CLASSES)), "purpose": data.draw(st.sampled_from(PURPOSES)),
        "recipient_id": data.draw(st.sampled_from([None, PARTNER])), "on": TODAY, "stopped": (),
    }  # fmt: skip
    before = bool(may_release(person, consents=held, **question))
    data.draw(st.sampled_from(held)).status = "withdrawn"
    assert bool(may_release(person, consents=held, **question)) <= before


def yes(recipient: UUID, *classes: str, **more: str) -> ConsentInput:
    return ConsentInput(purpose="referral", recipient_id=recipient, data_classes=classes, how_given="signature", **more)


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_partner_sees_only_what_the_person_agreed_to(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker, phone="0555123456")
    do(cast.caseworker, actions.give_consent, person=person, consent=yes(cast.there.pk, "contact"))
    do(cast.caseworker, actions.share_person, person=person, organisation=cast.there)
    page = do(cast.other_caseworker, person_page, person_id=person.id)
    assert page.title == person.code
    assert page.identity is None
    assert page.contacts
    assert not page.may["view_health"]
    assert do(cast.other_caseworker, lambda by: display_names(by, {person.id})) == {}
    do(cast.caseworker, actions.give_consent, person=person, consent=yes(cast.there.pk, "identity"))
    assert do(cast.other_caseworker, person_page, person_id=person.id).title == "Айгүл Жээнбекова"
    assert do(cast.other_caseworker, person_page, person_id=person.id).contacts is None
    assert do(cast.other_caseworker, lambda by: released(person, recipient_id=cast.there.pk)) == {"identity"}


@pytest.mark.django_db(databases=["default", "keys"])
def test_what_the_person_froze_is_shared_with_nobody(cast: SimpleNamespace, register: Register) -> None:
    person = register(cast.caseworker)
    do(cast.caseworker, actions.give_consent, person=person, consent=yes(cast.there.pk, "identity"))
    do(cast.caseworker, actions.share_person, person=person, organisation=cast.there)
    asked = do(cast.caseworker, actions.ask_request, person=person, kind="restriction")
    do(cast.supervisor, actions.decide_request, request=asked, grant=True)
    with pytest.raises(WorkflowRefused, match="consent"):
        do(cast.caseworker, actions.share_person, person=person, organisation=cast.there)
    frozen = do(cast.caseworker, person_page, person_id=person.id).person
    assert frozen.frozen_at
    do(cast.supervisor, actions.lift_restriction, person=frozen)
    do(cast.caseworker, actions.share_person, person=person, organisation=cast.there)
