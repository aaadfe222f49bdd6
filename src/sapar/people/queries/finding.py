"""Who may be meant: candidates in order, with reasons, and nothing of those one may not see."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

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
    shown = [each for each in ranked if each.verdict.score >= matching.SHOWN_FROM or criteria.means(each.code)]
    shown.sort(key=lambda each: not criteria.means(each.code))
    hidden = any(hit.strong and hit.person_id not in open_ids for hit in hits)
    return Found(_candidates(by, shown[:MOST_SHOWN]), hidden, len(keys))


def while_typing(*, by: User, criteria: Criteria) -> tuple[Candidate, ...]:
    """People of whom the user may know whose names begin as typed and whose birth year is near.

    Nothing is told of anybody else, and too little typed is no error: the answer is just empty.
    """
    policy.require(by, "search", "person")
    keys = criteria.typed_keys()
    if not keys:
        return ()
    people = indexing.typed_so_far(keys, limit=MOST_TYPED)
    hits = [indexing.Hit(person_id, by.organisation_id, False, "", 0.0) for person_id in people]
    ranked, _open_ids = rank(criteria.known(), hits, by=by)
    typed = criteria.every_name[0] if criteria.every_name else ()
    begun = [each for each in ranked if any(begins_like(typed, name) for name in each.held.names)]
    return _candidates(by, begun[:MOST_TYPED_SHOWN])


def _candidates(by: User, shown: Sequence[Ranked]) -> tuple[Candidate, ...]:
    people = {person.id: person for person in Person.objects.filter(pk__in=[each.person_id for each in shown])}
    held = identities(list(people.values()), by=by, purpose="search")
    return tuple(
        Candidate(held[each.person_id].person, held[each.person_id].name, held[each.person_id].birth, each.verdict)
        for each in shown
        if each.person_id in held and not held[each.person_id].sealed
    )
