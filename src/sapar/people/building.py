"""Rows of new people: sealed, keyed and ready to store. Used by registration and by imports alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms, vault
from sapar.kernel.access.models import Basis, Involvement, User
from sapar.kernel.errors import Invalid
from sapar.kernel.ids import short_code, uuid7
from sapar.kernel.vault.models import SealedModel
from sapar.people import indexing
from sapar.people.inputs import AddressInput, ContactInput, DocumentInput, NameInput, Registration, SafeContactInput
from sapar.people.models import Address, Contact, IdentityDocument, ImportBatch, Person, PersonName, SafeContact
from sapar.people.names.clean import script_of
from sapar.people.names.folding import FOLD_VERSION
from sapar.people.names.keys import Key, record_keys

_ATTEMPTS = 5
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person row not yet stored, its sealed parts, and its search keys."""

    person: Person
    parts: list[SealedModel]
    keys: frozenset[Key]


def build(told: Sequence[Registration], *, by: User, batch: ImportBatch | None = None) -> list[NewPerson]:
    """Make rows for checked registrations. Creates the persons' vault keys; nothing else is stored."""
    codes = fresh_codes(by.organisation.country_code or "XX", len(told))
    ids = [uuid7() for _each in told]
    vault.create_many(ids, organisation_id=by.organisation_id)
    version = indexing.versions()[-1]
    made = zip(told, ids, codes, strict=True)
    return [_one(each, pk, code, by=by, batch=batch, version=version) for each, pk, code in made]


def _one(told: Registration, pk: UUID, code: str, *, by: User, batch: ImportBatch | None, version: int) -> NewPerson:
    person = Person(
        id=pk, organisation=by.organisation, code=code, sex=told.sex, citizenships=list(told.citizenships),
        restricted=told.restricted, registered_by=by, import_batch=batch, fold_version=FOLD_VERSION,
        key_version=version,
    )  # fmt: skip
    vault.put(person, by=by, birth=told.birth.edtf or None, note=told.note or None)
    # All parts are sealed at once, while the person's key is at hand.
    parts: list[SealedModel] = [
        *name_rows(person, told.names, by=by),
        *(contact_row(person, each, by=by) for each in told.contacts),
        *(document_row(person, each, by=by) for each in told.documents),
        *(address_row(person, each, by=by) for each in told.addresses),
    ]
    if told.safe_contact:
        parts.append(safe_contact_row(person, told.safe_contact, by=by))
    keys = record_keys(
        [name.parts for name in told.names], told.birth,
        [contact.value for contact in told.contacts], [document.number for document in told.documents],
    )  # fmt: skip
    return NewPerson(person, parts, frozenset(keys))


def store(people: Sequence[NewPerson], *, by: User) -> None:
    """Store rows with all their parts. Need-to-know comes first: without it row security hides the rest."""
    Involvement.objects.bulk_create(
        (Involvement(subject_id=new.person.id, kind="person", user=by, basis=Basis.ASSIGNED) for new in people),
        batch_size=_BATCH,
    )
    Person.objects.bulk_create((new.person for new in people), batch_size=_BATCH)
    for model in (PersonName, Contact, IdentityDocument, Address, SafeContact):
        rows = [part for new in people for part in new.parts if isinstance(part, model)]
        model._default_manager.bulk_create(rows, batch_size=_BATCH)
    if people:
        indexing.add({new.person.id: new.keys for new in people}, version=people[0].person.key_version)


def name_rows(person: Person, names: Iterable[NameInput], *, by: User, position: int = 0) -> list[PersonName]:
    """Sealed name rows, numbered from `position`."""
    rows = []
    for number, name in enumerate(names, position):
        row = PersonName(
            person=person, kind=name.kind, script=script_of("".join(name.parts)), position=number, added_by=by
        )
        vault.put(row, by=by, given=name.given or None, family=name.family or None, patronymic=name.patronymic or None)
        rows.append(row)
    return rows


def contact_row(person: Person, told: ContactInput, *, by: User) -> Contact:
    """A sealed contact row."""
    row = Contact(person=person, channel=told.channel, added_by=by)
    vault.put(row, by=by, value=told.value)
    return row


def document_row(person: Person, told: DocumentInput, *, by: User) -> IdentityDocument:
    """A sealed document row."""
    row = IdentityDocument(
        person=person, kind=told.kind, status=told.status, country=told.country,
        issued_on=told.issued_on, expires_on=told.expires_on, added_by=by,
    )  # fmt: skip
    vault.put(row, by=by, number=told.number or None)
    return row


def address_row(person: Person, told: AddressInput, *, by: User) -> Address:
    """A sealed address row."""
    row = Address(person=person, kind=told.kind, place_id=told.place_id, added_by=by)
    vault.put(row, by=by, text=told.text or None)
    return row


def safe_contact_row(
    person: Person, told: SafeContactInput, *, by: User, row: SafeContact | None = None
) -> SafeContact:
    """The rules of contact, new or onto an existing row."""
    row = row or SafeContact(person=person)
    row.never, row.channels, row.days = told.never, list(told.channels), sorted(set(told.days))
    row.hour_from, row.hour_to = told.hour_from, told.hour_to
    row.answerers, row.voicemail, row.asked_by = list(told.answerers), told.voicemail, by
    vault.put(row, by=by, cover=told.cover or None, code_word=told.code_word or None, avoid=told.avoid or None)
    return row


def fresh_codes(prefix: str, count: int) -> list[str]:
    """So many person codes that nobody uses yet, in any organisation."""
    found: dict[str, None] = {}
    for _attempt in range(_ATTEMPTS):
        offered = {short_code(prefix) for _number in range(count - len(found))} - found.keys()
        taken = indexing.codes_in_use(list(offered))
        found |= dict.fromkeys(offered - taken)
        if len(found) >= count:
            return list(found)
    raise IntegrityError("no free person codes: the code space of this prefix is nearly full")


def require_sex(code: str) -> str:
    """A term of the list sex. Raises Invalid."""
    return str(terms.require("sex", code, field="sex").code)


def require_place(place_id: UUID | None) -> None:
    """Raises Invalid when the place is not in the gazetteer."""
    from sapar.kernel.places.models import Place

    if place_id is not None and not Place.objects.filter(pk=place_id).exists():
        raise Invalid(
            _("This place is not known."),
            field="place",
            advice=_("Choose a place from the list, or type the address in words."),
        )
