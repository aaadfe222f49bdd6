"""What the file of one person says, each part by its own permission."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.dates import PartialDate
from sapar.people import abilities, releasing, saying_no
from sapar.people.models import (
    Address,
    Consent,
    Contact,
    ContactAttempt,
    IdentityDocument,
    Person,
    Photo,
    Relationship,
    SafeContact,
)
from sapar.people.opening import Identity, identities, opened
from sapar.people.queries.family import Housemate, housemates, relatives
from sapar.people.queries.photos import may_see_photos, photos_of
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
    stopped: frozenset[UUID] = frozenset()
    difficulties: dict[str, str] | None = None
    relatives: list[tuple[Relationship, dict[str, str]]] | None = None
    housemates: list[Housemate] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    photo_answer: releasing.Release | None = None
    attempts: list[tuple[ContactAttempt, dict[str, str]]] = field(default_factory=list)

    @property
    def has_more(self) -> bool:
        """Whether anything of the file's seldom-used life is for this user."""
        verbs = ("share", "restrict", "ask", "own_copy", "decide", "view_access", "erase")
        return any(self.may.get(verb) for verb in verbs)

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
    "view_health",
    "ask",
    "own_copy",
    "decide",
)
#: Beside the role: what another organisation sees of the file needs the person's yes for that kind of data.
BY_CONSENT = {"view_identity": "identity", "view_contact": "contact", "view_health": "health"}


def verbs_of(by: User, person: Person) -> dict[str, bool]:
    """Which of `VERBS` the user may do with this file: roles, need-to-know and the person's own word together."""
    held = {verb for rule, _grant in policy.holding([by], "person", person)[by.id] for verb in rule.verbs}
    if by.organisation_id != person.organisation_id:
        agreed = releasing.released(person, recipient_id=by.organisation_id)
        held -= {verb for verb, data_class in BY_CONSENT.items() if data_class not in agreed}
    return {verb: verb in held for verb in VERBS}


def person_page(*, by: User, person_id: UUID) -> PersonPage:
    """Everything on one page, opened once, each part by its own permission. Raises NotFound."""
    person = get_person(by=by, person_id=person_id)
    page = PersonPage(person, verbs_of(by, person))
    page.may["search"] = bool(policy.may(by, "search", "person"))
    if person.erased_at is not None:
        page.consents = []
        return page
    if page.may["view_identity"]:
        page.identity = identities([person], by=by)[person.pk]
        page.note = opened([person], ("note",), by=by)[0][1]["note"]
        page.documents = opened(list(person.documents.order_by("added_at")), ("number",), by=by)
        page.relatives = relatives(person, by=by)
        page.housemates = housemates(person, by=by)
        page.photo_answer = may_see_photos(person, by=by)
        page.photos = photos_of(person) if page.photo_answer else []
    if page.may["view_health"] and person.disability is not None:
        page.difficulties = abilities.unpacked(opened([person], ("disability",), by=by)[0][1]["disability"])
    if page.may["view_contact"]:
        page.safe = safe_contact_of(person, by=by)
        page.contacts = opened(list(person.contacts.order_by("added_at")), ("value", "note"), by=by)
        made = list(person.attempts.select_related("by").order_by("-at")[:10])
        page.attempts = opened(made, ("reason", "note"), by=by)
        page.addresses = opened(list(person.addresses.select_related("place").order_by("added_at")), ("text",), by=by)
    if page.may["view_consents"]:
        page.consents = list(person.consents.select_related("recipient").order_by("-recorded_at"))
        page.stopped = saying_no.stopped_answers(person)
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


def abilities_values(*, by: User, person: Person) -> dict[str, Any]:
    """Languages and difficulties as their form opens with them. Raises NotAllowed for who may not see health."""
    policy.require(by, "view_health", "person", person)
    held = abilities.unpacked(opened([person], ("disability",), by=by)[0][1]["disability"])
    return {
        "languages": person.languages,
        "first": person.languages[0] if person.languages else "",
        "interpreter": person.interpreter,
        **{f"difficulty_{domain}": level for domain, level in held.items()},
    }
