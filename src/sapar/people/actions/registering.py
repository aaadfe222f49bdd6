"""Registering somebody new."""

from uuid import UUID

from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.people.actions.consenting import record_answer
from sapar.people.actions.family import store_relationship
from sapar.people.actions.identifying import propose_near
from sapar.people.actions.searching import spend
from sapar.people.building import build, require_place, store
from sapar.people.inputs import Registration
from sapar.people.matching import Known
from sapar.people.models import ConsentStatus, Person
from sapar.people.names.keys import document_keys, phone_keys
from sapar.people.queries import Criteria


@action("people.register_person", record="person", verb="register")
def register_person(*, by: User, told: Registration, search_token: UUID, key: UUID | None = None) -> Person:
    """Register a person and take need-to-know of the file.

    `search_token` is the receipt of a search by the same user within the last 30 minutes; it is used up.
    Raises Invalid (with the field) for what cannot be kept, and then stores nothing.
    """
    checked = told.checked(by.organisation.country_code)
    spend(search_token, by=by, told=_as_search(checked))
    for address in checked.addresses:
        require_place(address.place_id)
    new = build([checked], by=by)
    store(new, by=by)
    person = new[0].person
    for tie in checked.relatives:
        store_relationship(person, tie, by=by)
    for answer in checked.consents:
        record_answer(person, answer, status=ConsentStatus.GIVEN, by=by)
    propose_near(person, by=by, told=(_as_known(checked), new[0].keys))
    return person


def _as_known(told: Registration) -> Known:
    """What was told, as one side of a comparison."""
    return Known(
        [name.parts for name in told.names], told.birth, told.sex,
        frozenset(mark for contact in told.contacts for _kind, mark in phone_keys(contact.value)),
        frozenset(mark for document in told.documents for _kind, mark in document_keys(document.number)),
    )  # fmt: skip


def _as_search(told: Registration) -> Criteria:
    """What somebody would have searched by to find this person."""
    name = told.names[0]
    numbers = [contact.value for contact in told.contacts if contact.channel == "phone"]
    documents = [document.number for document in told.documents if document.number]
    return Criteria(
        given=name.given, family=name.family, patronymic=name.patronymic, birth=told.birth,
        phone=next(iter(numbers), ""), document=next(iter(documents), ""),
    )  # fmt: skip
