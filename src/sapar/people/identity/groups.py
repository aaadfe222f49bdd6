"""Groups of files that are one person, derived from the decisions in force. Call inside ``linking_role()``.

Deciding is slow human work, so all of it in the system goes one after the other behind one lock: two
supervisors who decide contradicting pairs at the same moment cannot both be right, and the second one is
told so. Groups are small (a person has a handful of files), and only the groups touched are derived again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from sapar.people.models import (
    IdentityCheck,
    IdentityDecision,
    IdentityMember,
    IdentityPair,
    IdentitySide,
    Judgement,
    PairStatus,
)

type Edge = tuple[UUID, UUID]
_LOCK = "sapar.people.identity"


class Contradiction(Exception):
    """A group would hold two files that were decided to be different people."""

    def __init__(self, low: UUID, high: UUID) -> None:
        super().__init__(low, high)
        self.low, self.high = low, high


def lock() -> None:
    """Wait for every other decision to end; held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_LOCK])


def components(edges: Iterable[Edge]) -> dict[UUID, UUID]:
    """Each file that is linked → the smallest file id of its group (union-find). Pure."""
    root: dict[UUID, UUID] = {}

    def find(one: UUID) -> UUID:
        while root.setdefault(one, one) != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for one, other in edges:
        a, b = sorted((find(one), find(other)))
        root[b] = a
    return {each: find(each) for each in root}


def status_of(answers: Iterable[str]) -> PairStatus:
    """What the sides of a pair together say; "" is a side that has not answered."""
    said = set(answers)
    if Judgement.DIFFERENT in said:
        return PairStatus.DIFFERENT
    if "" in said or not said:
        return PairStatus.OPEN
    return PairStatus.UNSURE if Judgement.UNSURE in said else PairStatus.SAME


def settle(pair_ids: Iterable[UUID], *, at: datetime) -> None:
    """Bring pairs, their sides and the groups they touch in line with the decisions in force.

    Raises Contradiction; the caller's transaction then keeps everything as it was.
    """
    touched: set[UUID] = set()
    for pair in IdentityPair.objects.filter(pk__in=list(pair_ids)).order_by("pk").select_for_update():
        sides = list(pair.sides.order_by("pk"))
        answers = _answers(side.pk for side in sides)
        status = status_of(answers.get(side.pk, "") for side in sides)
        IdentityPair.objects.filter(pk=pair.pk).update(status=status, updated_at=at)
        for side in sides:
            answer = answers.get(side.pk, "")
            waits = status is PairStatus.OPEN and not answer
            IdentitySide.objects.filter(pk=side.pk).update(answer=answer, open=waits)
        touched |= {pair.low_id, pair.high_id}
    regroup(touched, at=at)


def _answers(side_ids: Iterable[UUID]) -> dict[UUID, str]:
    in_force = IdentityDecision.objects.filter(side__in=list(side_ids), closed_at__isnull=True)
    return dict(in_force.values_list("side_id", "judgement"))


def regroup(touched: Iterable[UUID], *, at: datetime) -> None:
    """Derive the groups around these files again, and write down what changed from ``at`` on."""
    files = set(touched)
    now = IdentityMember.objects.filter(until__isnull=True)
    groups = set(now.filter(person__in=files).values_list("group", flat=True))
    before = dict(now.filter(group__in=groups).values_list("person_id", "group"))
    files |= before.keys()
    after = components(_edges(PairStatus.SAME, files))
    _refuse_contradiction(after, files)
    changed = [person for person in files if before.get(person) != after.get(person)]
    now.filter(person__in=changed).update(until=at)
    IdentityMember.objects.bulk_create(
        IdentityMember(person_id=person, group=after[person], since=at) for person in sorted(changed) if person in after
    )


def _edges(status: PairStatus, files: set[UUID]) -> Iterator[Edge]:
    yield from IdentityPair.objects.filter(status=status, low__in=files, high__in=files).values_list(
        "low_id", "high_id"
    )


def _refuse_contradiction(group_of: dict[UUID, UUID], files: set[UUID]) -> None:
    for low, high in _edges(PairStatus.DIFFERENT, files):
        if low in group_of and group_of[low] == group_of.get(high):
            raise Contradiction(low, high)


def group_of(person: UUID) -> list[UUID]:
    """All files of the person who has this file, this one included, smallest first."""
    now = IdentityMember.objects.filter(until__isnull=True)
    own = now.filter(person=person).values("group")
    return sorted(now.filter(group__in=own).values_list("person_id", flat=True)) or [person]


def forget(people: Iterable[UUID]) -> None:
    """Take pairs of files that leave the register for good (an import undone). None of them is decided."""
    ids = list(people)
    pairs = IdentityPair.objects.filter(Q(low__in=ids) | Q(high__in=ids))
    IdentitySide.objects.filter(pair__in=pairs).delete()
    pairs.delete()


def decided(people: Iterable[UUID]) -> set[UUID]:
    """Those of these files about which a supervisor has said something, or is asked by a colleague."""
    ids = list(people)
    sides = IdentitySide.objects.filter(~Q(answer=""))
    pairs = IdentityPair.objects.filter(Q(low__in=ids) | Q(high__in=ids), sides__in=sides)
    found = {each for pair in pairs.values_list("low_id", "high_id") for each in pair} & set(ids)
    return found | set(IdentityCheck.objects.filter(meant__in=ids).values_list("meant_id", flat=True))


def forget_questions(person: UUID) -> None:
    """Take questions about this file that nobody has answered: it was erased."""
    waiting = IdentityCheck.objects.filter(meant=person, outcome="")
    waiting.filter(passed_from__isnull=False).delete()
    waiting.filter(passed_to__isnull=True).delete()


def close_pairs(person: UUID, *, at: datetime, across_only: bool = False) -> None:
    """Nobody is asked any more about this file (erased, or left recognition across organisations).

    What was decided stays: figures of the past and of today do not move.
    """
    pairs = IdentityPair.objects.filter(Q(low=person) | Q(high=person), status__in=["open", "unsure"])
    if across_only:
        pairs = pairs.annotate(organisations=Count("sides")).filter(organisations__gt=1)
    ids = list(pairs.values_list("pk", flat=True))
    IdentityPair.objects.filter(pk__in=ids).update(status=PairStatus.GONE, updated_at=at)
    IdentitySide.objects.filter(pair__in=ids).update(open=False)


def mend() -> int:
    """Derive every pair and every group again from the decisions; returns how many files changed group."""
    lock()
    now = timezone.now()
    before = set(IdentityMember.objects.filter(until__isnull=True).values_list("person_id", "group"))
    decided_pairs = IdentityPair.objects.exclude(status=PairStatus.GONE)
    settle(decided_pairs.values_list("pk", flat=True), at=now)
    regroup((person for person, _group in before), at=now)
    after = set(IdentityMember.objects.filter(until__isnull=True).values_list("person_id", "group"))
    return len({person for person, _group in before ^ after})


def problems() -> list[str]:
    """Differences between decisions and what is derived from them; empty when all is in order."""
    found: list[str] = []
    answers: dict[UUID, str] = dict(
        IdentityDecision.objects.filter(closed_at__isnull=True).values_list("side_id", "judgement")
    )
    sides: defaultdict[UUID, list[IdentitySide]] = defaultdict(list)
    for side in IdentitySide.objects.all():
        sides[side.pair_id].append(side)
        if side.answer != (decision := answers.get(side.pk, "")):
            found.append(f"side {side.pk} says “{side.answer}”, its decision “{decision}”")
    for pair in IdentityPair.objects.exclude(status=PairStatus.GONE):
        said = status_of(answers.get(side.pk, "") for side in sides[pair.pk])
        if said != pair.status:
            found.append(f"pair {pair.pk} is {pair.status}, its decisions say {said.value}")
    return found + _group_problems()


def _group_problems() -> list[str]:
    same = IdentityPair.objects.filter(status=PairStatus.SAME).values_list("low_id", "high_id")
    wanted = components(same)
    held = dict(IdentityMember.objects.filter(until__isnull=True).values_list("person_id", "group"))
    found = [
        f"file {person} is in group {held.get(person)}, its decisions say {wanted.get(person)}"
        for person in sorted(wanted.keys() | held.keys())
        if wanted.get(person) != held.get(person)
    ]
    different = IdentityPair.objects.filter(status=PairStatus.DIFFERENT).values_list("low_id", "high_id")
    found += [
        f"group {held[low]} holds {low} and {high}, which were decided to be different"
        for low, high in different
        if low in held and held[low] == held.get(high)
    ]
    return found
