"""Who may be meant: candidates in order, with reasons, and nothing of those one may not see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sapar.kernel import journal
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.dates import PartialDate
from sapar.people import indexing, matching
from sapar.people.models import Person
from sapar.people.names.similarity import begins_like
from sapar.people.opening import identities
from sapar.people.queries.criteria import Criteria
from sapar.people.queries.ranking import Ranked, rank

MOST_SHOWN = 12
#: While somebody types, so many files of one's own are opened at most, and so many shown.
MOST_TYPED, MOST_TYPED_SHOWN = 120, 6
_SHOWN_FIELDS = ("people.person.birth", "people.personname.given", "people.personname.family",
                 "people.personname.patronymic")  # fmt: skip


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


def find(*, by: User, criteria: Criteria, about: UUID | None = None) -> Found:
    """Who of the people on file may be meant. Raises Invalid when too little is given, NotAllowed by policy.

    At most 300 files of those the user may see are opened by the machine to be compared (one journal line,
    record `about`); those shown are journalled each. Of the others only the fact that a supervisor can check
    is told, and only when a number or name with birth agree.
    """
    policy.require(by, "search", "person")
    keys = criteria.keys()
    hits = indexing.look_up(keys)
    ranked, open_ids = rank(criteria.known(), hits, by=by, code=criteria.code, about=about)
    shown = [each for each in ranked if each.verdict.worth_showing or each.named]
    hidden = any(hit.strong and hit.person_id not in open_ids and _may_hear(by, hit) for hit in hits)
    return Found(_candidates(by, shown[:MOST_SHOWN]), hidden, len(keys))


def _may_hear(by: User, hit: indexing.Hit) -> bool:
    """Of another organisation's file nothing is told where the person does not want to be recognised."""
    return hit.recognised or hit.organisation_id == by.organisation_id


@dataclass(frozen=True, slots=True)
class Begun:
    """Somebody the user knows whose name begins as typed so far."""

    person_id: UUID
    code: str
    name: str
    birth: PartialDate
    verdict: matching.Verdict


def while_typing(*, by: User, criteria: Criteria, seen: Collection[UUID] = ()) -> tuple[Begun, ...]:
    """People of whom the user may know whose names begin as typed and whose birth year is near.

    Nothing is told of anybody else, and too little typed is no error: the answer is just empty. Names shown are
    journalled as looks, once for a person and not with every letter: those already `seen` are left out.
    """
    policy.require(by, "search", "person")
    keys = criteria.typed_keys()
    if not keys:
        return ()
    hits = indexing.typed_so_far(keys, limit=MOST_TYPED)
    ranked, _open_ids = rank(criteria.known(), hits, by=by)
    typed = criteria.every_name[0] if criteria.every_name else ()
    shown = [each for each in ranked if any(begins_like(typed, name) for name in each.held.names)][:MOST_TYPED_SHOWN]
    new = {each.person_id for each in shown} - set(seen)
    if new:
        journal.look(by=by, kind="person", ids=new, fields=_SHOWN_FIELDS, purpose="search")
    return tuple(
        Begun(each.person_id, each.code, _called(each.held.names[0]), each.held.birth, each.verdict) for each in shown
    )


def _called(name: tuple[str, ...]) -> str:
    given, family, patronymic = name
    return " ".join(part for part in (given, patronymic, family) if part)


def _candidates(by: User, shown: Sequence[Ranked]) -> tuple[Candidate, ...]:
    people = {person.id: person for person in Person.objects.filter(pk__in=[each.person_id for each in shown])}
    held = identities(list(people.values()), by=by, purpose="search")
    return tuple(
        Candidate(held[each.person_id].person, held[each.person_id].name, held[each.person_id].birth, each.verdict)
        for each in shown
        if each.person_id in held and not held[each.person_id].sealed
    )
