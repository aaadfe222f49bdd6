"""Batch linkage over the real register: open, link in memory, propose.

There is no user who may open everything. Each organisation lends the eyes of one supervisor: that user's look
at every file is journalled with the purpose "linking" before anything is decrypted, and what was opened lives
in this process's memory until the run ends (docs/decisions/0019).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from uuid import UUID

from django.utils import timezone

from sapar.kernel.access import policy
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.dates import PartialDate, Precision
from sapar.people import matching
from sapar.people.linking.batch import MODEL, VERY_LIKELY, Linked, link
from sapar.people.linking.reading import Entry, open_memory, read_entries
from sapar.people.matching import Reason
from sapar.people.models import Person
from sapar.people.opening import Identity, identities
from sapar.people.queries.visible import visible_people

type Proposal = tuple[UUID, UUID, float, Sequence[str]]
type Propose = Callable[..., int]

#: Purpose of every look, as the journal names it.
PURPOSE = "linking"
#: Only a supervisor knows every file of an organisation, the restricted ones too: this is a supervisor's verb.
_NEEDED = "restrict"
_AT_A_TIME = 1_000
_SEXES = frozenset({"female", "male"})
_SAME_NAMES = frozenset({Reason.SAME_NAME, Reason.OTHER_SCRIPT, Reason.OTHER_SPELLING})
_AGAINST = frozenset({Reason.BIRTH_DIFFERS, Reason.SEX_DIFFERS, Reason.YEAR_APART})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: files read, pairs proposed anew, of those very likely and to review, and who can be linked at once."""

    files: int
    proposed: int
    new: int
    very_likely: int
    obvious: tuple[tuple[UUID, UUID], ...]
    linked: Linked


def link_register(users: Sequence[User], *, new_days: int | None = None, propose: Propose | None = None) -> Outcome:
    """Link what `users` (one supervisor per organisation) may open, and propose pairs for review.

    With `new_days`, only pairs with a file registered in the last so many days. `propose` replaces
    actions.identifying.propose in tests. Raises NotAllowed for a user who is no supervisor.
    """
    held = sorted(_open(users), key=lambda identity: identity.person.id)
    db = open_memory()
    read_entries(db, (_entry(identity) for identity in held))
    linked = link(db)
    db.close()
    since = timezone.now() - timedelta(days=new_days) if new_days is not None else None
    wanted = [
        (held[one], held[other], probability)
        for one, other, probability in linked.pairs
        if _may_meet(held[one].person, held[other].person)
        and (since is None or max(held[one].person.registered_at, held[other].person.registered_at) >= since)
    ]
    known = {identity.person.id: _known(identity) for one, other, _ in wanted for identity in (one, other)}
    proposals = [_proposal(one.person, other.person, probability, known) for one, other, probability in wanted]
    keep = propose or _propose()
    with acting_as(users[0]):
        new = keep(proposals, model=MODEL)
    obvious = tuple((one.person.id, other.person.id) for one, other, _ in wanted
                    if is_obvious(one.person, other.person, _reasons(one.person, other.person, known)))  # fmt: skip
    very_likely = sum(probability >= VERY_LIKELY for *_, probability in wanted)
    return Outcome(len(held), len(proposals), new, very_likely, obvious, linked)


def _propose() -> Propose:
    # Imported late: this package is also used without a register, and proposing needs one.
    from sapar.people.actions.identifying import propose

    return propose


def is_obvious(one: Person, other: Person, reasons: Iterable[Reason]) -> bool:
    """Whether a machine may link two files by itself: one organisation, same document, name and birth in accord."""
    found = frozenset(reasons)
    births = {Reason.SAME_BIRTH, Reason.SAME_YEAR}
    return bool(
        one.organisation_id == other.organisation_id
        and Reason.SAME_DOCUMENT in found and found & _SAME_NAMES and found & births and not found & _AGAINST
    )  # fmt: skip


def _open(users: Sequence[User]) -> Iterator[Identity]:
    for user in users:
        policy.require(user, _NEEDED, "person")
        with acting_as(user):
            mine = visible_people(user).filter(organisation=user.organisation_id, erased_at__isnull=True)
            for people in batched(mine.order_by("pk").iterator(_AT_A_TIME), _AT_A_TIME, strict=False):
                opened = identities(people, by=user, purpose=PURPOSE, numbers=True)
                yield from (identity for identity in opened.values() if not identity.sealed and identity.names)


def _entry(identity: Identity) -> Entry:
    names = [(given, family, patronymic) for given, family, patronymic in identity.name_parts]
    sex = identity.person.sex if identity.person.sex in _SEXES else None
    return Entry(names, _birth(identity.birth), sex, None, identity.phones, identity.documents)


def _birth(birth: PartialDate) -> str | None:
    """The birth date for comparing: a day, or a year when nothing more is sure."""
    if birth.year is None:
        return None
    return birth.edtf if birth.precision is Precision.DAY else f"{birth.year:04}"


def _may_meet(one: Person, other: Person) -> bool:
    """Across organisations only those who are neither restricted nor taken out of recognition by their own wish."""
    if one.organisation_id == other.organisation_id:
        return True
    return all(not person.restricted and getattr(person, "cross_search", True) for person in (one, other))


def _known(identity: Identity) -> matching.Known:
    return matching.Known(
        identity.name_parts, identity.birth, identity.person.sex, identity.phone_marks, identity.document_marks
    )


def _reasons(one: Person, other: Person, known: dict[UUID, matching.Known]) -> tuple[Reason, ...]:
    return matching.compare(known[one.id], known[other.id]).reasons


def _proposal(one: Person, other: Person, probability: float, known: dict[UUID, matching.Known]) -> Proposal:
    return one.id, other.id, round(probability, 4), [reason.value for reason in _reasons(one, other, known)]
