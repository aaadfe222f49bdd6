"""Questions about people: who might this be, what does the file say, whom have I."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sapar.kernel import journal, terms
from sapar.kernel.access import policy
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.dates import PartialDate, Precision
from sapar.kernel.errors import Invalid, NotAllowed, NotFound
from sapar.people import indexing, matching
from sapar.people.models import Address, Consent, Contact, IdentityDocument, ImportBatch, Person, SafeContact
from sapar.people.names.keys import (
    Key,
    day_keys,
    deletion_keys,
    document_keys,
    pair_keys,
    phone_keys,
    words,
    year_keys,
)
from sapar.people.opening import Identity, identities, opened
from sapar.people.safety import Rules

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is known of somebody before registering. `names` are (given, family, patronymic)."""

    names: Sequence[tuple[str, ...]] = ()
    birth: PartialDate = field(default_factory=PartialDate.unknown)
    phone: str = ""
    document: str = ""
    sex: str = "unknown"
    code: str = ""

    @property
    def fields(self) -> list[str]:
        """Names of the fields that were filled in, for the journal."""
        filled = {
            "names": bool(self.names), "birth": self.birth.year is not None, "phone": bool(self.phone),
            "document": bool(self.document), "code": bool(self.code),
        }  # fmt: skip
        return sorted(name for name, used in filled.items() if used)

    def keys(self) -> set[Key]:
        """Search keys; raises Invalid when nothing given can be searched by."""
        around = 2 if self.birth.precision is Precision.ABOUT else 1
        keys = phone_keys(self.phone) | document_keys(self.document)
        for parts in self.names:
            keys |= (
                pair_keys(parts)
                | deletion_keys(parts)
                | year_keys(parts, self.birth, around=around)
                | day_keys(parts, self.birth)
            )
        if not keys and not self.code:
            raise _too_little(any(words(parts) for parts in self.names))
        return keys

    def known(self) -> matching.Known:
        """The same as one side of a comparison."""
        return matching.Known(
            self.names, self.birth, self.sex,
            frozenset(content for _, content in phone_keys(self.phone)),
            frozenset(content for _, content in document_keys(self.document)),
        )  # fmt: skip


def _too_little(one_name: bool) -> Invalid:
    if one_name:
        return Invalid(
            _("One name alone fits too many people."),
            field="names",
            advice=_("Add a second name, a birth year (also approximate), a phone or a document number."),
        )
    return Invalid(
        _("There is nothing to search for."),
        field="names",
        advice=_("Type two names, or one name and a birth year, a phone, a document number or a person code."),
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the person asked about, shown to a user who may see them."""

    person: Person
    name: str
    birth: PartialDate
    verdict: matching.Verdict


@dataclass(frozen=True, slots=True)
class Found:
    """Result of a search: candidates in order, and whether a supervisor can check somebody else."""

    candidates: tuple[Candidate, ...]
    ask_supervisor: bool
    keys: int


def find(*, by: User, criteria: Criteria) -> Found:
    """Who of the people on file may be meant. Raises Invalid when too little is given, NotAllowed by policy.

    At most 300 files of those the user may see are opened; of the others only the fact that a
    supervisor can check is told, and only when a number or name with birth agree.
    """
    policy.require(by, "search", "person")
    keys = criteria.keys()
    hits = indexing.look_up(keys)
    visible = _visible(by, [hit.person_id for hit in hits], criteria.code)
    held = identities(visible, by=by, purpose="search", numbers=bool(criteria.phone or criteria.document))
    asked = criteria.known()
    candidates = [_candidate(asked, identity) for identity in held.values() if not identity.sealed]
    shown = [
        each for each in candidates if each.verdict.score >= matching.SHOWN_FROM or each.person.code == criteria.code
    ]
    shown.sort(key=lambda each: (-each.verdict.score, each.person.code))
    open_ids = {person.id for person in visible}
    hidden = any(hit.strong and hit.person_id not in open_ids for hit in hits)
    return Found(tuple(shown[:MOST_SHOWN]), hidden, len(keys))


def _candidate(asked: matching.Known, identity: Identity) -> Candidate:
    held = matching.Known(
        identity.name_parts, identity.birth, identity.person.sex, identity.phone_marks, identity.document_marks
    )
    return Candidate(identity.person, identity.name, identity.birth, matching.compare(asked, held))


def _visible(by: User, ids: Sequence[UUID], code: str) -> list[Person]:
    wanted = Q(pk__in=ids) | Q(code=code) if code else Q(pk__in=ids)
    return list(visible_people(by).filter(wanted, erased_at__isnull=True)[: indexing.MOST_CANDIDATES])


def visible_people(by: User, verb: str = "view_identity") -> QuerySet[Person]:
    """People whose file the user may use for `verb`; restricted ones only for those involved."""
    allowed = policy.rows(by, verb, "person")
    return Person.objects.filter(allowed).filter(Q(restricted=False) | policy.rows(by, "view_restricted", "person"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list of people."""

    person: Person
    name: str
    birth: PartialDate


def list_people(*, by: User, page: int = 1, size: int = 25) -> tuple[list[Line], bool]:
    """The newest files of the user, and whether there are more. Names only for those who may see them."""
    people = list(
        visible_people(by, "view")
        .select_related("organisation")
        .order_by("-registered_at", "id")[(page - 1) * size : page * size + 1]
    )
    more = len(people) > size
    people = people[:size]
    named = set(visible_people(by).filter(pk__in=[p.pk for p in people]).values_list("pk", flat=True))
    held = identities([p for p in people if p.pk in named], by=by, purpose="list")
    return [
        Line(p, held[p.pk].name if p.pk in held else "", held[p.pk].birth if p.pk in held else PartialDate.unknown())
        for p in people
    ], more


def get_person(*, by: User, person_id: UUID) -> Person:
    """The file row. Raises NotFound (journalled) when there is none or none the user may know of."""
    person = Person.objects.select_related("organisation", "registered_by").filter(pk=person_id).first()
    if person is None or not policy.may(by, "view", "person", person) or not _restriction_allows(by, person):
        journal.refused(by=by, kind="person", id=person_id, verb="view", reason="not_found")
        raise NotFound
    return person


def _restriction_allows(by: User, person: Person) -> bool:
    # The data-protection officer must reach a restricted file too, and sees no name in any.
    needed = "view_restricted" if policy.may(by, "view_identity", "person", person) else "view"
    return not person.restricted or bool(policy.may(by, needed, "person", person))


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


def valid_consent(
    person: Person, *, purpose: str, recipient: Organisation | None, on: date | None = None
) -> Consent | None:
    """The consent in force for this purpose and recipient, or None."""
    found = Consent.objects.filter(person=person, purpose=purpose, recipient=recipient, status="given").first()
    if found is None or not found.in_force:
        return None
    return found if on is None or found.given_on is None or found.given_on <= on else None


def consents_of(person: Person) -> list[Consent]:
    """All answers the person gave, newest first."""
    return list(Consent.objects.filter(person=person).select_related("recipient").order_by("-recorded_at"))


def birth_of(person: Person, *, by: User, purpose: str = "casework") -> PartialDate:
    """The birth date for age and age band; the look is journalled."""
    return PartialDate.from_edtf(opened([person], ("birth",), by=by, purpose=purpose)[0][1]["birth"])


@dataclass(frozen=True, slots=True)
class Look:
    """One line of "who looked": when, who, what was done or seen."""

    at: datetime
    user: str
    organisation: str
    action: str
    fields: tuple[str, ...]
    purpose: str


def who_looked(*, by: User, person_id: UUID, most: int = 200) -> list[Look]:
    """The journal of one person, newest first. Raises NotFound, NotAllowed."""
    person = get_person(by=by, person_id=person_id)
    policy.require(by, "view_access", "person", person)
    rows = list(journal.history("person", person.id)[:most])
    users = {
        user.id: user
        for user in User.objects.filter(pk__in={row.actor for row in rows if row.actor}).select_related("organisation")
    }
    return [_look(row, users) for row in rows]


def _look(row: Any, users: dict[UUID, User]) -> Look:
    user = users.get(row.actor)
    return Look(
        row.at, user.name if user else "", str(user.organisation) if user else "", row.action,
        tuple(row.detail.get("fields", ())), row.purpose,
    )  # fmt: skip


def imports(*, by: User) -> QuerySet[ImportBatch]:
    """Imported lists of the user's organisations, newest first. Raises NotAllowed."""
    if not policy.may(by, "view", "import_batch"):
        raise NotAllowed(_("Your role does not allow to see imported lists."))
    return (
        ImportBatch.objects.filter(policy.rows(by, "view", "import_batch"))
        .select_related("imported_by")
        .order_by(F("imported_at").desc())
    )


def recipients(*, by: User) -> QuerySet[Organisation]:
    """Organisations a person's data can be shared with: those that work with people, except one's own."""
    return Organisation.objects.filter(is_operational=True).exclude(pk=by.organisation_id).order_by("code")


def sex_label(person: Person) -> str:
    """The sex in the reader's language."""
    return terms.label("sex", person.sex)
