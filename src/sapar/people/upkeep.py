"""Keeping the blind index true: making everybody's keys again under a new index key, and finding what is out of step.

Run by an operator as owner of the tables, batch by batch; each batch commits by itself, so a run that is killed goes
on where it stopped. Searches work meanwhile: they ask under every version of the key that is in force.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from sapar.kernel import journal, vault
from sapar.kernel.dates import PartialDate
from sapar.people import indexing
from sapar.people.models import Contact, IdentityDocument, MatchKey, Person, PersonName
from sapar.people.names.folding import FOLD_VERSION
from sapar.people.names.keys import Key, record_keys

BATCH = 500
_COLUMNS: dict[type[vault.SealedModel], tuple[str, ...]] = {
    Person: ("birth",), PersonName: ("given", "family", "patronymic"), Contact: ("value",),
    IdentityDocument: ("number",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a change of the index key did."""

    version: int
    """The version in force now."""
    people: int
    """People whose keys were made again by this run."""
    unopenable: int
    """People whose data no key opens; while there are any, the old index key stays."""
    resumed: bool
    retired: bool
    """Whether older versions were destroyed."""


@dataclass(frozen=True, slots=True)
class Check:
    """How the index stands. `ok` when searching finds everybody by everything recorded."""

    people: int
    outdated: int
    """Keys made by an older sound table or index key."""
    missing: int
    """People without a key they should have."""
    surplus: int
    """People with a key they should not have."""
    left_over: int
    """Keys of erased people."""
    unopenable: int

    @property
    def ok(self) -> bool:
        """Nothing to mend."""
        return not (self.outdated or self.missing or self.surplus or self.left_over)


def rotate(*, progress: Callable[[int], None] = lambda _done: None, batch: int = BATCH) -> Rotation:
    """Change the index key: a new version for new keys, everybody's keys made again, then the old version destroyed.

    Resumes a change that was interrupted. Raises KeyStoreDown when the key store does not answer.
    """
    resumed = len(indexing.versions()) > 1
    version = indexing.start_version()
    done = 0
    unopenable: set[UUID] = set()
    while people := list(_old(version).exclude(pk__in=unopenable)[:batch]):
        unopenable |= _again(people, version)
        done += len(people)
        progress(done)
    _nobody_there(version)
    if not unopenable:
        indexing.retire_versions(before=version)
    journal.record(
        "people.index_key_rotated", by=None, kind="search_index", id=uuid4(),
        detail={"version": version, "people": done, "unopenable": len(unopenable)},
    )  # fmt: skip
    return Rotation(version, done - len(unopenable), len(unopenable), resumed, not unopenable)


def _old(version: int) -> QuerySet[Person]:
    return Person.objects.filter(key_version__lt=version, erased_at__isnull=True).order_by("id")


def _nobody_there(version: int) -> None:
    """The erased have no keys to make again."""
    Person.objects.filter(key_version__lt=version, erased_at__isnull=False).update(key_version=version)


def check(*, mend: bool = False, batch: int = BATCH) -> Check:
    """Compare every file with its keys; with `mend`, make wrong ones again. Decrypts names, shows nobody any."""
    version = indexing.versions()[-1]
    counts = {"people": 0, "outdated": 0, "missing": 0, "surplus": 0, "unopenable": 0}
    for people in _batches(batch):
        expected, unopenable = _expected(people)
        wrong = []
        for person in people:
            counts["people"] += 1
            if person.id in unopenable:
                counts["unopenable"] += 1
            elif trouble := _trouble(person, expected[person.id], version):
                counts[trouble] += 1
                wrong.append(person)
        if mend and wrong:
            _again(wrong, version)
    erased = MatchKey.objects.filter(person__erased_at__isnull=False)
    left_over = erased.count()
    if mend and left_over:
        erased.delete()
    if mend and (left_over or any(counts[name] for name in ("outdated", "missing", "surplus"))):
        journal.record(
            "people.index_mended", by=None, kind="search_index", id=uuid4(), detail={**counts, "left_over": left_over}
        )
    return Check(left_over=left_over, **counts)


def _batches(size: int) -> Iterator[list[Person]]:
    last = UUID(int=0)
    while people := list(Person.objects.filter(erased_at__isnull=True, pk__gt=last).order_by("pk")[:size]):
        last = people[-1].pk
        yield people


def _trouble(person: Person, keys: set[Key], newest: int) -> str:
    if person.fold_version != FOLD_VERSION or person.key_version != newest:
        return "outdated"
    stored = set(person.match_keys.values_list("h", flat=True))
    wanted = set(indexing.hashes(keys, version=newest))
    if wanted - stored:
        return "missing"
    return "surplus" if stored - wanted else ""


def _again(people: list[Person], version: int) -> set[UUID]:
    """Make the keys of these people again, in one transaction; returns whom no key opens."""
    with transaction.atomic():
        locked = list(Person.objects.select_for_update().filter(pk__in=[person.pk for person in people]))
        expected, unopenable = _expected(locked)
        MatchKey.objects.filter(person__in=list(expected)).delete()
        indexing.add(expected, version=version)
        Person.objects.filter(pk__in=list(expected)).update(fold_version=FOLD_VERSION, key_version=version)
    vault.forget()
    return unopenable


def _expected(people: list[Person]) -> tuple[dict[UUID, set[Key]], set[UUID]]:
    """The keys that each person should have, and those whose data their own organisation cannot open."""
    expected: dict[UUID, set[Key]] = {}
    unopenable: set[UUID] = set()
    for organisation in {person.organisation_id for person in people}:
        own = [person for person in people if person.organisation_id == organisation]
        told = _open(own, organisation)
        for person in own:
            names = [tuple(part or "" for part in parts) for parts in told[PersonName][person.id]]
            if not any(any(parts) for parts in names):
                unopenable.add(person.id)
                continue
            birth = told[Person][person.id][0][0]
            expected[person.id] = record_keys(
                names, PartialDate.from_edtf(birth),
                [value for (value,) in told[Contact][person.id] if value],
                [number for (number,) in told[IdentityDocument][person.id] if number],
            )  # fmt: skip
    return expected, unopenable


type _Told = dict[type[vault.SealedModel], dict[UUID, list[list[str | None]]]]


def _open(people: list[Person], organisation_id: UUID) -> _Told:
    ids = [person.id for person in people]
    rows = {Person: [(p.id, p.id, [p.birth.box if p.birth else None]) for p in people]}
    for model in (PersonName, Contact, IdentityDocument):
        found = model._default_manager.filter(person__in=ids).order_by("id")
        rows[model] = [
            (row[0], row[1], [box.box if box else None for box in row[2:]])
            for row in found.values_list("id", "person_id", *_COLUMNS[model])
        ]
    opened = vault.weigh(
        _COLUMNS, rows, by=None, organisation_id=organisation_id, purpose="index", about=uuid4()
    )  # fmt: skip
    told: _Told = {model: {pk: [] for pk in ids} for model in _COLUMNS}
    for model, found in rows.items():
        for row, person_id, _boxes in found:
            told[model][person_id].append(opened[model][row])
    return told
