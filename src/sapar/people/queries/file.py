"""What the file of one person says, each part by its own permission."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.dates import PartialDate
from sapar.people.models import Address, Consent, Contact, IdentityDocument, Person, SafeContact
from sapar.people.opening import Identity, identities, opened
from sapar.people.queries.visible import get_person
from sapar.people.safety import Rules


@dataclass(slots=True)
class PersonPage:
    """What the page of one person shows this user. Parts the user may not see are None."""

    person: Person
    may: dict[str, bool]
    identity: Identity | None = None
    note: str = ""
    safe: Rules | None = None
    contacts: list[tuple[Contact, dict[str, str]]] | None = None
    documents: list[tuple[IdentityDocument, dict[str, str]]] | None = None
    addresses: list[tuple[Address, dict[str, str]]] | None = None
    consents: list[Consent] | None = None

    @property
    def title(self) -> str:
        """Name for those who may see it, else the code."""
        return self.identity.name if self.identity else self.person.code


VERBS = (
    "view_identity",
    "view_contact",
    "view_consents",
    "view_access",
    "edit",
    "consent",
    "share",
    "erase",
    "restrict",
)


def person_page(*, by: User, person_id: UUID) -> PersonPage:
    """Everything on one page, opened once, each part by its own permission. Raises NotFound."""
    person = get_person(by=by, person_id=person_id)
    page = PersonPage(person, {verb: bool(policy.may(by, verb, "person", person)) for verb in VERBS})
    page.may["search"] = bool(policy.may(by, "search", "person"))
    if person.erased_at is not None:
        page.consents = []
        return page
    if page.may["view_identity"]:
        page.identity = identities([person], by=by)[person.pk]
        page.note = opened([person], ("note",), by=by)[0][1]["note"]
        page.documents = opened(list(person.documents.order_by("added_at")), ("number",), by=by)
    if page.may["view_contact"]:
        page.safe = safe_contact_of(person, by=by)
        page.contacts = opened(list(person.contacts.order_by("added_at")), ("value", "note"), by=by)
        page.addresses = opened(list(person.addresses.select_related("place").order_by("added_at")), ("text",), by=by)
    if page.may["view_consents"]:
        page.consents = list(person.consents.select_related("recipient").order_by("-recorded_at"))
    return page


def safe_contact_of(person: Person, *, by: User) -> Rules | None:
    """The rules of contact with their words opened; None when the person was never asked."""
    row = SafeContact.objects.filter(person=person).first()
    if row is None:
        return None
    values = opened([row], ("cover", "code_word", "avoid"), by=by)[0][1]
    return Rules(row, cover=values["cover"], code_word=values["code_word"], avoid=values["avoid"])


def birth_of(person: Person, *, by: User, purpose: str = "casework") -> PartialDate:
    """The birth date for age and age band; the look is journalled."""
    return PartialDate.from_edtf(opened([person], ("birth",), by=by, purpose=purpose)[0][1]["birth"])


def facts_of(*, by: User, person: Person) -> dict[str, Any]:
    """Birth, sex, citizenships and note as the correction form opens with them. Raises NotAllowed."""
    policy.require(by, "view_identity", "person", person)
    values = opened([person], ("birth", "note"), by=by)[0][1]
    return {
        "birth": values["birth"],
        "sex": person.sex,
        "citizenship": ", ".join(person.citizenships),
        "note": values["note"],
    }


def safe_contact_values(*, by: User, person: Person) -> dict[str, Any]:
    """The rules of contact as their form opens with them. Raises NotAllowed."""
    policy.require(by, "view_contact", "person", person)
    rules = safe_contact_of(person, by=by)
    if rules is None:
        return {}
    row = rules.row
    return {
        "never": row.never,
        "channels": row.channels,
        "days": [str(day) for day in row.days],
        "hour_from": row.hour_from,
        "hour_to": row.hour_to,
        "answerers": row.answerers,
        "voicemail": row.voicemail,
        "cover": rules.cover,
        "code_word": rules.code_word,
        "avoid": rules.avoid,
    }
