"""Who may be meant: candidates in order, with reasons, and nothing of those one may not see."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.dates import PartialDate, Precision
from sapar.kernel.errors import Invalid
from sapar.people import indexing, matching
from sapar.people.models import Person
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
from sapar.people.opening import Identity, identities
from sapar.people.queries.visible import visible_people

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is known of somebody before registering: a name in any script and order, and further names."""

    given: str = ""
    family: str = ""
    patronymic: str = ""
    names: Sequence[tuple[str, ...]] = ()
    birth: PartialDate = field(default_factory=PartialDate.unknown)
    phone: str = ""
    document: str = ""
    sex: str = "unknown"
    code: str = ""

    @property
    def every_name(self) -> list[tuple[str, ...]]:
        """All names to look under, each as (given, family, patronymic)."""
        named = [(self.given, self.family, self.patronymic), *self.names]
        return [parts for parts in named if any(part.strip() for part in parts)]

    @property
    def fields(self) -> list[str]:
        """Names of the fields that were filled in, for the journal."""
        filled = {
            "names": bool(self.every_name), "birth": self.birth.year is not None, "phone": bool(self.phone),
            "document": bool(self.document), "code": bool(self.code),
        }  # fmt: skip
        return sorted(name for name, used in filled.items() if used)

    def keys(self) -> set[Key]:
        """Search keys; raises Invalid when nothing given can be searched by."""
        around = 2 if self.birth.precision is Precision.ABOUT else 1
        keys = phone_keys(self.phone) | document_keys(self.document)
        for parts in self.every_name:
            keys |= (
                pair_keys(parts)
                | deletion_keys(parts)
                | year_keys(parts, self.birth, around=around)
                | day_keys(parts, self.birth)
            )
        if not keys and not self.code:
            raise _too_little(any(words(parts) for parts in self.every_name))
        return keys

    def known(self) -> matching.Known:
        """The same as one side of a comparison."""
        return matching.Known(
            self.every_name, self.birth, self.sex,
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
