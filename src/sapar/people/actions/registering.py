"""Registering somebody new."""

from uuid import UUID

from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.people.actions.consenting import record_answer
from sapar.people.actions.searching import spend
from sapar.people.building import build, require_place, store
from sapar.people.inputs import Registration
from sapar.people.models import ConsentStatus, Person


@action("people.register_person", record="person", verb="register")
def register_person(*, by: User, told: Registration, search_token: UUID, key: UUID | None = None) -> Person:
    """Register a person and take need-to-know of the file.

    `search_token` is the receipt of a search by the same user within the last 30 minutes; it is used up.
    Raises Invalid (with the field) for what cannot be kept, and then stores nothing.
    """
    spend(search_token, by=by)
    checked = told.checked(by.organisation.country_code)
    for address in checked.addresses:
        require_place(address.place_id)
    new = build([checked], by=by)
    store(new, by=by)
    person = new[0].person
    for answer in checked.consents:
        record_answer(person, answer, status=ConsentStatus.GIVEN, by=by)
    return person
