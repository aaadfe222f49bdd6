"""Who of a list is in it twice or registered already. Compares keys only; nothing is opened."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sapar.kernel.access.models import User
from sapar.people import indexing
from sapar.people.importing.reading import ReadRow
from sapar.people.inputs import Registration
from sapar.people.names.keys import Key, KeyKind, record_keys
from sapar.people.queries import visible_people


class Likeness(StrEnum):
    """How sure it is that two rows are one person."""

    SAME = "same"
    PERHAPS = "perhaps"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that looks like another one. `of` is a row address or a person code; "" when only a supervisor may see."""

    likeness: Likeness
    of: str
    in_file: bool


def find_duplicates(rows: Sequence[ReadRow], *, by: User) -> dict[str, Duplicate]:
    """By row address: the first likeness found, inside the file before the register, sure before perhaps."""
    keys = {row.address: _keys(row.told) for row in rows if row.told is not None}
    dated = {row.address: row.told.birth.year is not None for row in rows if row.told is not None}
    inside = _inside(keys, dated)
    registered = _registered(keys, dated, by=by)
    found: dict[str, Duplicate] = {}
    for address in keys:
        options = [option for option in (inside.get(address), registered.get(address)) if option]
        if options:
            found[address] = min(options, key=lambda option: option.likeness is not Likeness.SAME)
    return found


def _keys(told: Registration) -> set[Key]:
    """All keys but deletions: a list is not the place for guesses at typing slips."""
    keys = record_keys(
        [name.parts for name in told.names], told.birth,
        [contact.value for contact in told.contacts], [document.number for document in told.documents],
    )  # fmt: skip
    return {key for key in keys if key[0] is not KeyKind.DELETION}


def likeness(kinds: set[KeyKind], *, dated: bool) -> Likeness | None:
    """What shared kinds of keys mean: number with name, or name with birth day, is the same person."""
    if KeyKind.IDENTIFIER in kinds:
        return Likeness.SAME if kinds & {KeyKind.PAIR, KeyKind.YEAR, KeyKind.DAY} else Likeness.PERHAPS
    if KeyKind.PAIR in kinds:
        if KeyKind.DAY in kinds:
            return Likeness.SAME
        return Likeness.PERHAPS if KeyKind.YEAR in kinds or not dated else None
    return None


def _inside(keys: dict[str, set[Key]], dated: dict[str, bool]) -> dict[str, Duplicate]:
    holders: defaultdict[Key, list[str]] = defaultdict(list)
    found: dict[str, Duplicate] = {}
    for address, own in keys.items():
        shared: defaultdict[str, set[KeyKind]] = defaultdict(set)
        for key in own:
            for earlier in holders[key]:
                shared[earlier].add(key[0])
            holders[key].append(address)
        for earlier, kinds in shared.items():
            alike = likeness(kinds, dated=dated[address] and dated[earlier])
            if alike and (address not in found or alike is Likeness.SAME):
                found[address] = Duplicate(alike, earlier, in_file=True)
                if alike is Likeness.SAME:
                    break
    return found


def _registered(keys: dict[str, set[Key]], dated: dict[str, bool], *, by: User) -> dict[str, Duplicate]:
    rows_of: defaultdict[int, list[tuple[str, KeyKind]]] = defaultdict(list)
    in_force = indexing.versions()
    for address, own in keys.items():
        for h, kind in indexing.hashes_in_force(own, in_force=in_force).items():
            rows_of[h].append((address, kind))
    shared: defaultdict[tuple[str, UUID], set[KeyKind]] = defaultdict(set)
    codes: dict[UUID, str] = {}
    for h, person_id, _organisation, code in indexing.holders(list(rows_of)):
        codes[person_id] = code
        for address, kind in rows_of[h]:
            shared[address, person_id].add(kind)
    judged = {pair: likeness(kinds, dated=dated[pair[0]]) for pair, kinds in shared.items()}
    alike = {pair: how for pair, how in judged.items() if how}
    shown = set(visible_people(by).filter(pk__in={person for _, person in alike}).values_list("pk", flat=True))
    found: dict[str, Duplicate] = {}
    for (address, person_id), how in alike.items():
        if address not in found or how is Likeness.SAME:
            found[address] = Duplicate(how, codes[person_id] if person_id in shown else "", in_file=False)
    return found
