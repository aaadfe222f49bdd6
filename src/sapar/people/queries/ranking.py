"""From keys to an order: look up, open what may be opened, compare. Nobody sees anything yet.

This is the path that ``sapar people evaluate`` measures, and the one every search of a worker takes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db.models import Q

from sapar.kernel import vault
from sapar.kernel.access.models import User
from sapar.kernel.dates import PartialDate
from sapar.kernel.words import heard
from sapar.people import indexing, matching
from sapar.people.indexing import Hit
from sapar.people.models import Address, Contact, IdentityDocument, Person, PersonName
from sapar.people.names.keys import Key, document_keys, phone_keys
from sapar.people.queries.visible import visible_people

_COLUMNS: dict[type[vault.SealedModel], tuple[str, ...]] = {
    Person: ("birth",),
    PersonName: ("given", "family", "patronymic"),
    Contact: ("value",),
    IdentityDocument: ("number",),
}
type _Rows = dict[type[vault.SealedModel], list[tuple[UUID, UUID, Sequence[bytes | None]]]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One file the user may open, with how well it fits."""

    person_id: UUID
    code: str
    verdict: matching.Verdict
    held: matching.Known


def rank(
    asked: matching.Known, hits: Sequence[Hit], *, by: User, code: str = "", about: UUID | None = None
) -> tuple[list[Ranked], set[UUID]]:
    """The files among `hits` that `by` may open (and the one of this `code`), best first; and which those are.

    One journal line counts what the machine opened (record `about`); what is shown later has lines of its own.
    """
    rarity: dict[UUID, Mapping[str, float]] = {hit.person_id: hit.rarity for hit in hits}
    people = _people(by, list(rarity), code)
    rows: _Rows = {Person: [(row[0], row[0], [_box(row[3])]) for row in people]}
    rows |= _sealed([row[0] for row in people], numbers=bool(asked.phones or asked.documents))
    opened = vault.weigh(
        _COLUMNS, rows, by=by, organisation_id=by.organisation_id, purpose="search", about=about or uuid4()
    )
    held = _held(people, rows, opened, places=bool(asked.places))
    found = [
        Ranked(person_id, row_code, matching.compare(asked, held[person_id], rarity.get(person_id)), held[person_id])
        for person_id, row_code, _sex, _birth in people
        if held[person_id].names
    ]
    found.sort(key=lambda each: (-each.verdict.score, each.code))
    return found, {row[0] for row in people}


def _people(by: User, ids: list[UUID], code: str) -> list[tuple[UUID, str, str, object]]:
    visible = visible_people(by).filter(erased_at__isnull=True)
    columns = ("id", "code", "sex", "birth")
    found = list(visible.filter(pk__in=ids).values_list(*columns)) if ids else []
    if code:
        known = {row[0] for row in found}
        exact = Q(code=code) | Q(code__endswith=f"-{heard(code)}") if heard(code) else Q(code=code.upper())
        found += [row for row in visible.filter(exact).values_list(*columns) if row[0] not in known]
    return found


def _sealed(ids: list[UUID], *, numbers: bool) -> _Rows:
    rows: _Rows = {}
    models = (PersonName, Contact, IdentityDocument) if numbers else (PersonName,)
    for model in models:
        found = model._default_manager.filter(person__in=ids).order_by()
        rows[model] = [
            (row[0], row[1], [_box(value) for value in row[2:]])
            for row in found.values_list("id", "person_id", *_COLUMNS[model])
        ]
    return rows


def _box(value: object) -> bytes | None:
    return value.box if isinstance(value, vault.Sealed) else None


def _held(
    people: Sequence[tuple[UUID, str, str, object]],
    rows: _Rows,
    opened: Mapping[type[vault.SealedModel], Mapping[UUID, list[str | None]]],
    *,
    places: bool,
) -> dict[UUID, matching.Known]:
    values: dict[type[vault.SealedModel], defaultdict[UUID, list[list[str | None]]]] = {
        model: defaultdict(list) for model in _COLUMNS
    }
    for model, found in rows.items():
        for row, person_id, _boxes in found:
            values[model][person_id].append(opened[model][row])
    lives: defaultdict[UUID, set[UUID]] = defaultdict(set)
    if places:
        ids = [row[0] for row in people]
        for person_id, place_id in Address.objects.filter(person__in=ids).values_list("person_id", "place_id"):
            lives[person_id] |= {place_id} - {None}
    return {
        person_id: matching.Known(
            [tuple(part or "" for part in name) for name in values[PersonName][person_id] if any(name)],
            PartialDate.from_edtf(values[Person][person_id][0][0]),
            sex,
            frozenset(key for (number,) in values[Contact][person_id] for _, key in phone_keys(number or "")),
            frozenset(
                key for (number,) in values[IdentityDocument][person_id] for _, key in document_keys(number or "")
            ),
            frozenset(lives[person_id]),
        )
        for person_id, _code, sex, _birth in people
    }


def look_up_and_rank(asked: matching.Known, keys: set[Key], *, by: User) -> list[Ranked]:
    """A whole search but for showing it."""
    return rank(asked, indexing.look_up(keys), by=by)[0]
