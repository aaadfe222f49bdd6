"""Correcting and completing a person's file."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sapar.kernel import terms, vault
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.dates import PartialDate
from sapar.people import indexing
from sapar.people.actions.identifying import propose_near
from sapar.people.building import (
    address_row,
    contact_row,
    document_row,
    name_rows,
    require_place,
    require_sex,
    safe_contact_row,
)
from sapar.people.duties import tell_workers
from sapar.people.identity.known import known_of
from sapar.people.inputs import AddressInput, ContactInput, DocumentInput, NameInput, SafeContactInput, country, note
from sapar.people.matching import Known
from sapar.people.minors import Age, age_of
from sapar.people.models import (
    Address,
    Consent,
    ConsentStatus,
    Contact,
    DutyKind,
    IdentityDocument,
    Person,
    PersonName,
    SafeContact,
)
from sapar.people.names.keys import Key, document_keys, phone_keys, record_keys
from sapar.people.opening import identities, opened


@dataclass(frozen=True, slots=True)
class Correction:
    """The facts of the file row itself, as they shall be."""

    birth: PartialDate
    sex: str
    citizenships: tuple[str, ...] = ()
    note: str = ""


def _both_values(person: Person, arguments: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Yours and theirs of every field that differs, for the page of a stale edit."""
    by, yours = arguments["by"], arguments["correction"]
    held = opened([person], ("birth", "note"), by=by)[0][1]
    values = {
        _("Date of birth"): (yours.birth.display(), PartialDate.from_edtf(held["birth"]).display()),
        _("Sex"): (terms.label("sex", yours.sex), terms.label("sex", person.sex)),
        _("Citizenship"): (", ".join(yours.citizenships), ", ".join(person.citizenships)),
        _("Note"): (yours.note, held["note"]),
    }
    return {label: pair for label, pair in values.items() if pair[0] != pair[1]}


@action("people.correct_person", record="person", verb="edit", on="person", fresh=_both_values)
def correct_person(*, by: User, person: Person, correction: Correction) -> Person:
    """Replace birth, sex, citizenships and note. With `version=` a stale edit is refused and both values shown."""
    person.sex = require_sex(correction.sex)
    person.citizenships = list(dict.fromkeys(country(code, field="citizenships") for code in correction.citizenships))
    kept = note(correction.note, field="note")
    vault.put(person, by=by, birth=correction.birth.edtf or None, note=kept or None)
    person.save(update_fields=["sex", "citizenships", "birth", "note"])
    propose_near(person, by=by, told=rebuild_keys(person, by=by))
    _ask_the_guardian(person, correction.birth)
    return person


def _ask_the_guardian(person: Person, birth: PartialDate) -> None:
    """A corrected birth date shows a child: a yes given alone has to be asked for again."""
    alone = Consent.objects.filter(person=person, status=ConsentStatus.GIVEN, guardian__isnull=True)
    if age_of(birth, timezone.localdate()) is Age.CHILD and alone.exists():
        tell_workers(DutyKind.GUARDIAN, person, organisation_id=person.organisation_id)


@action("people.add_name", record="person", verb="edit", on="person")
def add_name(*, by: User, person: Person, name: NameInput) -> PersonName:
    """Another name of the person; every name is kept and found."""
    last = person.names.aggregate(last=Max("position"))["last"]
    row = name_rows(person, [name.checked()], by=by, position=0 if last is None else last + 1)[0]
    row.save(force_insert=True)
    propose_near(person, by=by, told=rebuild_keys(person, by=by))
    return row


@action("people.set_safe_contact", record="person", verb="edit", on="person")
def set_safe_contact(*, by: User, person: Person, rules: SafeContactInput) -> SafeContact:
    """Record what the person said about being contacted; replaces what was said before."""
    held = SafeContact.objects.select_for_update().filter(person=person).first()
    row = safe_contact_row(person, rules.checked(), by=by, row=held)
    row.asked_at = timezone.now()
    row.version += 1 if held else 0
    row.save()
    return row


@action("people.add_contact", record="person", verb="edit", on="person")
def add_contact(*, by: User, person: Person, contact: ContactInput) -> Contact:
    """Another phone, messenger or e-mail."""
    checked = contact.checked(person.organisation.country_code)
    row = contact_row(person, checked, by=by)
    row.save(force_insert=True)
    indexing.add({person.id: phone_keys(checked.value)})
    propose_near(person, by=by)
    return row


@action("people.add_document", record="person", verb="edit", on="person")
def add_document(*, by: User, person: Person, document: DocumentInput) -> IdentityDocument:
    """Another identity document, held or not."""
    checked = document.checked()
    row = document_row(person, checked, by=by)
    row.save(force_insert=True)
    indexing.add({person.id: document_keys(checked.number)})
    propose_near(person, by=by)
    return row


@action("people.add_address", record="person", verb="edit", on="person")
def add_address(*, by: User, person: Person, address: AddressInput) -> Address:
    """Another address."""
    checked = address.checked()
    require_place(checked.place_id)
    row = address_row(person, checked, by=by)
    row.save(force_insert=True)
    return row


@action("people.restrict_person", record="person", verb="restrict", on="person")
def restrict_person(*, by: User, person: Person, restricted: bool) -> Person:
    """Hide the file from everybody in the organisation who is not involved, or end that."""
    person.restricted = restricted
    person.save(update_fields=["restricted"])
    return person


def rebuild_keys(person: Person, *, by: User) -> tuple[Known, set[Key]]:
    """Compute all search keys of one person again from the opened file; returns what was opened, to compare it."""
    held = identities([person], by=by, purpose="indexing", numbers=True)[person.pk]
    keys = record_keys(held.name_parts, held.birth, held.phones, held.documents)
    indexing.replace(person, keys)
    return known_of(held), keys
