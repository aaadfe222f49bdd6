"""Opening sealed values of people in bulk. Each call journals the look before anything is decrypted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sapar.kernel import vault
from sapar.kernel.access.models import User
from sapar.kernel.dates import PartialDate
from sapar.people.models import Contact, IdentityDocument, Person, PersonName
from sapar.people.names.keys import document_keys, phone_keys

NAME_PARTS = ("given", "family", "patronymic")


@dataclass(slots=True)
class Identity:
    """The opened identity of one person."""

    person: Person
    names: list[tuple[PersonName, tuple[str, str, str]]] = field(default_factory=list)
    birth: PartialDate = field(default_factory=PartialDate.unknown)
    phones: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    sealed: bool = False

    @property
    def name(self) -> str:
        """The first recorded name: given name, patronymic, family name; the code when nothing could be opened."""
        if not self.names:
            return self.person.code
        given, family, patronymic = self.names[0][1]
        return " ".join(part for part in (given, patronymic, family) if part)

    @property
    def name_parts(self) -> list[tuple[str, ...]]:
        """All names as (given, family, patronymic)."""
        return [parts for _, parts in self.names]

    @property
    def phone_marks(self) -> frozenset[str]:
        """Phones as compared: last nine digits."""
        return frozenset(content for number in self.phones for _, content in phone_keys(number))

    @property
    def document_marks(self) -> frozenset[str]:
        """Document numbers as compared."""
        return frozenset(content for number in self.documents for _, content in document_keys(number))


def identities(
    people: Sequence[Person], *, by: User, purpose: str = "casework", numbers: bool = False
) -> dict[UUID, Identity]:
    """Names and birth of each person, and with `numbers` phones and document numbers too."""
    found = {person.id: Identity(person) for person in people}
    ids = list(found)
    births = vault.read(people, ("birth",), by=by, purpose=purpose)
    for person in people:
        found[person.id].birth = PartialDate.from_edtf(births[person.pk]["birth"])
    names = list(PersonName.objects.filter(person__in=ids).order_by("person", "position"))
    for row, values in _opened(names, NAME_PARTS, by=by, purpose=purpose):
        if all(value is None for value in values):
            found[row.person_id].sealed = True
        else:
            found[row.person_id].names.append((row, (values[0] or "", values[1] or "", values[2] or "")))
    if numbers:
        _numbers(found, ids, by=by, purpose=purpose)
    return found


def _numbers(found: dict[UUID, Identity], ids: Sequence[UUID], *, by: User, purpose: str) -> None:
    for contact, values in _opened(list(Contact.objects.filter(person__in=ids)), ("value",), by=by, purpose=purpose):
        found[contact.person_id].phones += [value for value in values if value]
    documents = list(IdentityDocument.objects.filter(person__in=ids, number__isnull=False))
    for document, values in _opened(documents, ("number",), by=by, purpose=purpose):
        found[document.person_id].documents += [value for value in values if value]


def _opened[Row: vault.SealedModel](
    rows: list[Row], fields: Sequence[str], *, by: User, purpose: str
) -> Iterable[tuple[Row, list[str | None]]]:
    if not rows:
        return []
    values: Mapping[UUID, Mapping[str, str | None]] = vault.read(rows, fields, by=by, purpose=purpose)
    return [(row, [values[row.pk][name] for name in fields]) for row in rows]


def opened[Row: vault.SealedModel](
    rows: Sequence[Row], fields: Sequence[str], *, by: User, purpose: str = "casework"
) -> list[tuple[Row, dict[str, str]]]:
    """Each row with its opened values; "" where empty or not ours to open."""
    return [
        (row, {name: value or "" for name, value in zip(fields, values, strict=True)})
        for row, values in _opened(list(rows), fields, by=by, purpose=purpose)
    ]
