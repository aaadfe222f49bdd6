"""Blind search keys: computing, storing, looking up. The only reader across organisations, by a narrow role."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from sapar.kernel import vault
from sapar.kernel.access.context import matching_role
from sapar.people.models import Person
from sapar.people.names.folding import FOLD_VERSION
from sapar.people.names.keys import Key, KeyKind

#: Files looked at (and, where allowed, decrypted) for one search.
MOST_CANDIDATES = 300

# How much one shared key of each kind says that two records are one person; only orders the candidates.
_WEIGHTS = {KeyKind.IDENTIFIER: 8, KeyKind.DAY: 4, KeyKind.PAIR: 4, KeyKind.YEAR: 2, KeyKind.DELETION: 1}

_LOOK_UP = """
    SELECT p.id, p.organisation_id, p.restricted, p.code, found.kinds
    FROM (
        SELECT k.person_id, string_agg(DISTINCT k.kind, '') AS kinds, sum(w.weight) AS weight
        FROM people_matchkey k
        JOIN unnest(%s::bigint[], %s::int[]) AS w(h, weight) ON w.h = k.h
        GROUP BY k.person_id
        ORDER BY sum(w.weight) DESC, k.person_id
        LIMIT %s
    ) AS found
    JOIN people_person p ON p.id = found.person_id
    ORDER BY found.weight DESC, p.id
"""
_ADD = """
    INSERT INTO people_matchkey (person_id, kind, h)
    SELECT * FROM unnest(%s::uuid[], %s::text[], %s::bigint[])
    ON CONFLICT (h, person_id) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A file that shares keys with what was searched; `kinds` are the letters of the kinds shared."""

    person_id: UUID
    organisation_id: UUID
    restricted: bool
    code: str
    kinds: str

    @property
    def strong(self) -> bool:
        """Enough to be worth a supervisor's look without opening anything: a number, or name and birth."""
        return "I" in self.kinds or ("P" in self.kinds and bool({"Y", "B"} & set(self.kinds)))


def hashes(keys: Iterable[Key]) -> dict[int, KeyKind]:
    """Keyed fingerprints with their kind."""
    return {vault.blind(f"people.{kind.value}", content): kind for kind, content in keys}


def add(keys_of: Mapping[UUID, Iterable[Key]]) -> None:
    """Store keys of people; those already there stay."""
    people: list[UUID] = []
    kinds: list[str] = []
    fingerprints: list[int] = []
    for person_id, keys in keys_of.items():
        for h, kind in hashes(keys).items():
            people.append(person_id)
            kinds.append(kind.value)
            fingerprints.append(h)
    if people:
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [people, kinds, fingerprints])


def replace(person: Person, keys: Iterable[Key]) -> None:
    """The keys of `person` are exactly `keys` from now on."""
    person.match_keys.all().delete()
    add({person.id: keys})
    Person.objects.filter(pk=person.pk).update(fold_version=FOLD_VERSION)


def look_up(keys: Iterable[Key], *, limit: int = MOST_CANDIDATES) -> list[Hit]:
    """The files of every organisation that share keys, those that share most first."""
    wanted = hashes(keys)
    if not wanted:
        return []
    with matching_role(), connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, [list(wanted), [_WEIGHTS[kind] for kind in wanted.values()], limit])
        return [Hit(*row) for row in cursor.fetchall()]


def holders(fingerprints: Sequence[int]) -> list[tuple[int, UUID, UUID, str]]:
    """(fingerprint, person, organisation, code) for many fingerprints at once: the check of an imported list."""
    with matching_role(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.h, p.id, p.organisation_id, p.code FROM people_matchkey k "
            "JOIN people_person p ON p.id = k.person_id WHERE k.h = ANY(%s::bigint[])",
            [list(fingerprints)],
        )
        return [(row[0], row[1], row[2], row[3]) for row in cursor.fetchall()]


def codes_in_use(codes: Sequence[str]) -> set[str]:
    """Which of these person codes some organisation already uses."""
    with matching_role(), connection.cursor() as cursor:
        cursor.execute("SELECT code FROM people_person WHERE code = ANY(%s)", [list(codes)])
        return {row[0] for row in cursor.fetchall()}
