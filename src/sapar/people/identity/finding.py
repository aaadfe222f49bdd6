"""Whom a file may be the same as: the keys say who is near, the comparison says how near."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sapar.kernel.access.models import User
from sapar.people import indexing
from sapar.people.identity import likelihood
from sapar.people.identity.known import known_of
from sapar.people.matching import Known, compare
from sapar.people.models import Person
from sapar.people.names.keys import Key, KeyKind, record_keys
from sapar.people.opening import identities
from sapar.people.queries.visible import visible_among

type Proposal = tuple[UUID, UUID, float, Sequence[str]]

#: Files opened and compared for one registration; those that share most come first.
MOST_OPENED = 12
#: Pairs proposed for one file, the likeliest: a common name with its year must not fill the queue.
MOST_PROPOSED = 12
#: Kinds of keys that mean something without opening a file; the others only widen a search.
_TELLING = {KeyKind.PAIR, KeyKind.YEAR, KeyKind.DAY, KeyKind.IDENTIFIER}


def near(person: UUID, known: Known, keys: Iterable[Key], *, by: User) -> list[Proposal]:
    """Pairs to propose for one file, compared where ``by`` may open the other one, else by shared keys alone."""
    hits = {hit.person_id: hit for hit in indexing.look_up(keys) if hit.person_id != person}
    worth = [each for each, hit in hits.items() if _worth(shared_kinds(hit))]
    known_of_all = {each: hits[each].organisation_id for each in worth}
    open_to = visible_among(by, known_of_all, {each for each in worth if hits[each].restricted})
    first = [each for each in worth if each in open_to][:MOST_OPENED]
    may = list(Person.objects.filter(pk__in=first, erased_at__isnull=True)) if first else []
    # Numbers that agree share a key: where no such key is shared they need not be opened.
    numbers = any(KeyKind.IDENTIFIER in shared_kinds(hits[each.pk]) for each in may)
    opened = identities(may, by=by, purpose="check", numbers=numbers) if may else {}
    found: list[Proposal] = []
    for other in worth:
        held = opened.get(other)
        if held is not None and not held.sealed:
            verdict = compare(known, known_of(held), hits[other].rarity)
            guess, reasons = likelihood.of_verdict(verdict), [reason.value for reason in verdict.reasons]
        else:
            guess, reasons = likelihood.of_kinds(shared_kinds(hits[other]))
        if guess >= likelihood.REVIEW_FROM:
            found.append((person, other, guess, reasons))
    return sorted(found, key=lambda each: -each[2])[:MOST_PROPOSED]


def near_many(keys_of: Mapping[UUID, Iterable[Key]]) -> list[Proposal]:
    """Pairs to propose for a whole list, by shared keys alone: one question, nothing opened."""
    rows_of: defaultdict[int, list[tuple[UUID, KeyKind]]] = defaultdict(list)
    in_force = indexing.versions()
    for person, keys in keys_of.items():
        telling = [key for key in keys if key[0] in _TELLING]
        for h, kind in indexing.hashes_in_force(telling, in_force=in_force).items():
            rows_of[h].append((person, kind))
    shared: defaultdict[tuple[UUID, UUID], set[KeyKind]] = defaultdict(set)
    for h, other, _organisation, _code in indexing.holders(list(rows_of)):
        for person, kind in rows_of[h]:
            if person != other:
                shared[min(person, other), max(person, other)].add(kind)
    judged = ((pair, likelihood.of_kinds(kinds)) for pair, kinds in shared.items())
    return [(*pair, guess, reasons) for pair, (guess, reasons) in judged if guess >= likelihood.REVIEW_FROM]


def open_file(person: Person, *, by: User) -> tuple[Known, set[Key]]:
    """One file as compared, and its keys."""
    held = identities([person], by=by, purpose="check", numbers=True)[person.pk]
    return known_of(held), record_keys(held.name_parts, held.birth, held.phones, held.documents)


def shared_kinds(hit: indexing.Hit) -> set[KeyKind]:
    """The kinds of keys that a search and a file have in common."""
    return {KeyKind(letter) for letter in hit.rarity}


def _worth(kinds: set[KeyKind]) -> bool:
    """Enough in common to be compared: a number, a pair of names, or a name with the birth day."""
    return bool({KeyKind.IDENTIFIER, KeyKind.PAIR, KeyKind.DAY} & kinds) or {KeyKind.DELETION, KeyKind.YEAR} <= kinds
