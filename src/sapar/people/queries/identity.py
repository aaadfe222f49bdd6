"""Possible duplicates: what waits for a supervisor, one pair side by side, and all files of one person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from sapar.kernel.access import policy
from sapar.kernel.access.context import linking_role
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.errors import NotFound, Text
from sapar.people import page_parts, risk
from sapar.people.identity import groups, likelihood, telling, words
from sapar.people.models import Consent, IdentityDecision, IdentityPair, IdentitySide, PairStatus, Person
from sapar.people.opening import Identity, identities, opened
from sapar.people.page_parts import Link
from sapar.people.queries.checks import open_checks
from sapar.people.queries.comparing import Row, rows_of
from sapar.people.queries.visible import visible_people
from sapar.people.saying_no import stopping

PAGE = 20
#: Pairs considered for one page; whoever has more waiting starts with the likeliest of these.
MOST_SORTED = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue. Of a file of another organisation `other` is None."""

    side: IdentitySide
    own: Identity
    other: Identity | None
    elsewhere: Organisation | None
    reasons: list[tuple[Text, bool]]
    very_likely: bool
    urgent: bool


@dataclass(frozen=True, slots=True)
class PairPage:
    """One pair as this user may see it: side by side, or own file and the reasons alone."""

    side: IdentitySide
    own: Identity
    other: Identity | None
    elsewhere: Organisation | None
    reasons: list[tuple[Text, bool]]
    very_likely: bool
    rows: list[Row]
    cases: list[tuple[Link, ...]]
    answers: list[tuple[IdentityDecision, str]]
    may_decide: bool

    @property
    def across(self) -> bool:
        """Whether another organisation has to answer too."""
        return self.other is None or self.other.person.organisation_id != self.own.person.organisation_id


@dataclass(slots=True)
class LinkedFile:
    """Another file of the same person that this user may see, with what other rooms say of it."""

    person: Person
    name: str
    links: list[Link]


@dataclass(slots=True)
class Linked:
    """All files of one person beside the one that is open; `sealed` ones are there and not this user's to see."""

    files: list[LinkedFile] = field(default_factory=list)
    sealed: int = 0
    stopped: list[Consent] = field(default_factory=list)
    may_unlink: bool = False

    def __bool__(self) -> bool:
        return bool(self.files or self.sealed)


def waiting_count(by: User) -> int:
    """Pairs and questions that wait for this supervisor."""
    return _waiting(by).count() + open_checks(by).count()


def _waiting(by: User) -> QuerySet[IdentitySide]:
    return IdentitySide.objects.filter(policy.rows(by, "judge", "duplicate"), open=True)


def queue(*, by: User, page: int = 1, answered: bool = False) -> tuple[list[Waiting], bool]:
    """What waits, the most urgent first, then the likeliest; or what was answered, the newest first."""
    policy.require(by, "judge", "duplicate")
    if answered:
        mine = IdentitySide.objects.filter(policy.rows(by, "judge", "duplicate")).exclude(answer="")
        sides = list(mine.select_related("pair").order_by("-pair__updated_at")[(page - 1) * PAGE : page * PAGE + 1])
        return _lines(sides[:PAGE], {}, by=by), len(sides) > PAGE
    sides = list(_waiting(by).select_related("pair").order_by("-pair__probability", "pk")[:MOST_SORTED])
    ranks = risk.ranks({each for side in sides for each in (side.pair.low_id, side.pair.high_id)}, by=by)
    sides.sort(key=lambda side: (-_rank(side.pair, ranks), -side.pair.probability))
    chosen = sides[(page - 1) * PAGE : page * PAGE]
    return _lines(chosen, ranks, by=by), len(sides) > page * PAGE


def _rank(pair: IdentityPair, ranks: dict[UUID, int]) -> int:
    return max(ranks.get(pair.low_id, 0), ranks.get(pair.high_id, 0))


_URGENT = 3  # high risk and above in the list of risks


def _lines(sides: Sequence[IdentitySide], ranks: dict[UUID, int], *, by: User) -> list[Waiting]:
    ids = {each for side in sides for each in (side.pair.low_id, side.pair.high_id)}
    files = _opened(ids, by=by)
    elsewhere = telling.holders(ids - files.keys())
    lines = []
    for side in sides:
        own, other = _own_first(side)
        if own in files:
            lines.append(
                Waiting(
                    side, files[own], files.get(other), elsewhere.get(other), words.said(side.pair.reasons),
                    likelihood.very_likely(side.pair.probability, side.pair.reasons),
                    _rank(side.pair, ranks) >= _URGENT,
                )
            )  # fmt: skip
    return lines


def _opened(ids: set[UUID], *, by: User, numbers: bool = False) -> dict[UUID, Identity]:
    people = list(visible_people(by).filter(pk__in=ids).select_related("organisation", "registered_by"))
    return identities(people, by=by, purpose="check", numbers=numbers)


def _own_first(side: IdentitySide) -> tuple[UUID, UUID]:
    low, high = side.pair.low_id, side.pair.high_id
    return (low, high) if side.person_id == low else (high, low)


def get_side(*, by: User, side_id: UUID) -> IdentitySide:
    """One's own side of a pair. Raises NotFound, also for the other organisation's side."""
    found = (
        IdentitySide.objects.filter(policy.rows(by, "view", "duplicate"), pk=side_id)
        .select_related("pair", "organisation")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def pair_page(*, by: User, side_id: UUID) -> PairPage:
    """One pair. Raises NotFound."""
    side = get_side(by=by, side_id=side_id)
    own_id, other_id = _own_first(side)
    files = _opened({own_id, other_id}, by=by, numbers=True)
    if own_id not in files:
        raise NotFound
    own, other = files[own_id], files.get(other_id)
    elsewhere = None if other else telling.holders([other_id]).get(other_id)
    decisions = IdentityDecision.objects.filter(side=side).select_related("decided_by").order_by("-at")
    shown = [own, *([other] if other else [])]
    return PairPage(
        side=side, own=own, other=other, elsewhere=elsewhere, reasons=words.said(side.pair.reasons),
        very_likely=likelihood.very_likely(side.pair.probability, side.pair.reasons),
        rows=rows_of(own, other),
        cases=[_links(by, each.person) for each in shown],
        answers=[(row, values["note"]) for row, values in opened(list(decisions), ("note",), by=by, purpose="check")],
        may_decide=side.pair.status != PairStatus.GONE and bool(policy.may(by, "judge", "duplicate", side)),
    )  # fmt: skip


def _links(by: User, person: Person) -> tuple[Link, ...]:
    return tuple(link for part in page_parts.shown(by=by, person=person) for link in part.links)


def linked_files(*, by: User, person: Person) -> Linked:
    """The other files of the person who has this one: those the user may see with their links, others counted.

    Erased files are shown to nobody.
    """
    with linking_role():
        others = [each for each in groups.group_of(person.pk) if each != person.pk]
        live = set(Person.objects.filter(pk__in=others, erased_at__isnull=True).values_list("pk", flat=True))
    if not live:
        return Linked()
    files = _opened(live, by=by)
    return Linked(
        files=[LinkedFile(each.person, each.name, list(_links(by, each.person))) for each in files.values()],
        sealed=len(live - files.keys()),
        stopped=stopping(person, files) if policy.may(by, "view_consents", "person", person) else [],
        may_unlink=bool(policy.may(by, "link", "person", person)),
    )
