"""From keys to an order: look up, open what may be opened, compare. Nobody sees anything yet.

This is the path that ``sapar people evaluate`` measures, and the one every search of a worker takes.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Q

from sapar.kernel import vault
from sapar.kernel.access.models import User
from sapar.kernel.dates import PartialDate
from sapar.people import codes, indexing, matching
from sapar.people.indexing import Hit
from sapar.people.models import Address, Contact, IdentityDocument, Person, PersonName
from sapar.people.names.keys import Key, document_keys, phone_keys
from sapar.people.queries.visible import visible_among, visible_people

_COLUMNS: dict[type[vault.SealedModel], tuple[str, ...]] = {
    Person: ("birth",),
    PersonName: ("given", "family", "patronymic"),
    Contact: ("value",),
    IdentityDocument: ("number",),
}
# Written out, and sent together: building these queries anew costs more than they take. Row security answers for each.
_PEOPLE = "SELECT id, code, sex, birth FROM people_person WHERE id = ANY(%(ids)s::uuid[]) AND erased_at IS NULL"
_STATEMENTS: dict[type[vault.SealedModel], str] = {
    PersonName: "SELECT id, person_id, given, family, patronymic FROM people_personname",
    Contact: "SELECT id, person_id, value FROM people_contact",
    IdentityDocument: "SELECT id, person_id, number FROM people_identitydocument",
    Address: "SELECT DISTINCT person_id, place_id FROM people_address",
}
#: So many of the best candidates are always opened, and of the others only those with this share of the best's weight:
#: on 700 queries among 30,000 people it lost 0 (name) and 1 (with birth date) of the true ones and opened half as many.
SURE_TO_OPEN, _SHARE_OF_BEST = 40, 0.15
type _Row = tuple[UUID, str, str, bytes | None]
type _Sealed = dict[type[vault.SealedModel], list[tuple[UUID, UUID, Sequence[bytes | None]]]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One file the user may open, with how well it fits."""

    person_id: UUID
    code: str
    verdict: matching.Verdict
    held: matching.Known
    named: bool = False
    """Meant by the code that was typed."""


def rank(
    asked: matching.Known, hits: Sequence[Hit], *, by: User, code: str = "", about: UUID | None = None
) -> tuple[list[Ranked], set[UUID]]:
    """The files among `hits` that `by` may open (and the one of this `code`), best first; and which those are.

    One journal line counts what the machine opened (record `about`); what is shown later has lines of its own.
    """
    rarity: dict[UUID, Mapping[str, float]] = {hit.person_id: hit.rarity for hit in hits}
    named = _named(by, code)
    numbers = bool(asked.phones or asked.phone_end or asked.documents)
    people, sealed, lives = _fetch(_visible(by, hits) | named, numbers=numbers, places=bool(asked.places))
    opened = vault.weigh(
        _COLUMNS, sealed, by=by, organisation_id=by.organisation_id, purpose="search", about=about or uuid4()
    )
    held = _held(people, sealed, opened, lives)
    found = [
        Ranked(
            person_id,
            row_code,
            matching.compare(asked, held[person_id], rarity.get(person_id)),
            held[person_id],
            person_id in named,
        )
        for person_id, row_code, _sex, _birth in people
        if held[person_id].names
    ]
    found.sort(key=lambda each: (not each.named, -each.verdict.score, each.code))
    return found, {row[0] for row in people}


def _visible(by: User, hits: Sequence[Hit]) -> set[UUID]:
    """Of the hits, best first, those worth opening that `by` may open."""
    least = hits[0].weight * _SHARE_OF_BEST if hits else 0.0
    worth = [hit for number, hit in enumerate(hits) if number < SURE_TO_OPEN or hit.weight >= least]
    known = {hit.person_id: hit.organisation_id for hit in worth}
    return visible_among(by, known, {hit.person_id for hit in worth if hit.restricted})


def _named(by: User, code: str) -> set[UUID]:
    """The people a code means: their own, or that of one of their cases."""
    if not code.strip():
        return set()
    meant = codes.meaning(code) | Q(pk__in=codes.people_of(by, code))
    return set(visible_people(by).filter(meant, erased_at__isnull=True).values_list("id", flat=True))


def _fetch(
    ids: Collection[UUID], *, numbers: bool, places: bool
) -> tuple[list[_Row], _Sealed, Mapping[UUID, set[UUID]]]:
    """The rows of people, their sealed values and where they live, in one exchange with the database."""
    lives: defaultdict[UUID, set[UUID]] = defaultdict(set)
    if not ids:
        return [], {}, lives
    models = [PersonName, *([Contact, IdentityDocument] if numbers else []), *([Address] if places else [])]
    parts = [f"{_STATEMENTS[model]} WHERE person_id = ANY(%(ids)s::uuid[])" for model in models]
    with connection.cursor() as cursor:
        cursor.execute("; ".join([_PEOPLE, *parts]), {"ids": f"{{{','.join(map(str, ids))}}}"})
        people: list[_Row] = cursor.fetchall()
        there = {row[0] for row in people}
        sealed: _Sealed = {Person: [(row[0], row[0], row[3:]) for row in people]}
        for model in models:
            cursor.nextset()
            if model is Address:
                for person_id, place_id in cursor.fetchall():
                    lives[person_id] |= {place_id} - {None}
            else:
                sealed[model] = [(row[0], row[1], row[2:]) for row in cursor.fetchall() if row[1] in there]
    return people, sealed, lives


def _held(
    people: Sequence[_Row],
    rows: _Sealed,
    opened: Mapping[type[vault.SealedModel], Mapping[UUID, list[str | None]]],
    lives: Mapping[UUID, set[UUID]],
) -> dict[UUID, matching.Known]:
    values: dict[type[vault.SealedModel], defaultdict[UUID, list[list[str | None]]]] = {
        model: defaultdict(list) for model in _COLUMNS
    }
    for model, found in rows.items():
        for row, person_id, _boxes in found:
            values[model][person_id].append(opened[model][row])
    return {
        person_id: matching.Known(
            [tuple(part or "" for part in name) for name in values[PersonName][person_id] if any(name)],
            PartialDate.from_edtf(values[Person][person_id][0][0]),
            sex,
            frozenset(key for (number,) in values[Contact][person_id] for _, key in phone_keys(number or "")),
            frozenset(
                key for (number,) in values[IdentityDocument][person_id] for _, key in document_keys(number or "")
            ),
            frozenset(lives.get(person_id, ())),
        )
        for person_id, _code, sex, _birth in people
    }


def look_up_and_rank(asked: matching.Known, keys: set[Key], *, by: User) -> list[Ranked]:
    """A whole search but for showing it."""
    return rank(asked, indexing.look_up(keys), by=by)[0]
