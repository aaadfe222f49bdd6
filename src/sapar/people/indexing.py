"""Blind search keys: computing, storing, looking up. The only reader across organisations, by a narrow role."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.utils import timezone

from sapar.kernel import vault
from sapar.kernel.access.context import ask_as_matching
from sapar.kernel.vault.errors import KeyStoreDown
from sapar.people.models import IndexVersion, Person
from sapar.people.names.folding import FOLD_VERSION
from sapar.people.names.keys import Key, KeyKind

#: Files looked at (and, where allowed, opened by the machine) for one search.
MOST_CANDIDATES = 300
#: A key that more people share says nothing: it is left out of a look-up (stop-key).
COMMON = 3_000
#: Bits by which a key of one holder in a world of a million is rare; each doubling of holders takes one away.
_RAREST = 20

# Index-only: the people of one key stand side by side in the primary key. Too common keys end early. One row comes
# back even when nobody is found: it tells under which versions of the index key should have been asked.
_LOOK_UP = """
    WITH hits AS MATERIALIZED (
        SELECT asked.n, k.person_id
        FROM unnest(%(keys)s::bigint[]) WITH ORDINALITY AS asked(h, n)
        CROSS JOIN LATERAL (SELECT person_id FROM people_matchkey WHERE h = asked.h LIMIT %(common)s + 1) AS k
    ), rare AS (
        SELECT n, greatest(%(rarest)s - log(2, count(*)), 1)::real AS bits FROM hits
        GROUP BY n HAVING count(*) <= %(common)s
    ), best AS (
        SELECT person_id, sum(bits) AS weight, array_agg(n::int) AS shared, array_agg(bits) AS bits
        FROM hits JOIN rare USING (n) GROUP BY person_id ORDER BY weight DESC, person_id LIMIT %(limit)s
    )
    SELECT ARRAY(SELECT version FROM people_indexversion WHERE retired_at IS NULL ORDER BY version),
        best.person_id, p.organisation_id, p.restricted, p.cross_search, p.code, best.weight, best.shared, best.bits
    FROM (SELECT) always LEFT JOIN (best JOIN people_person p ON p.id = best.person_id) ON true
    ORDER BY best.weight DESC, p.id
"""
# What the last search of this process was told; the next one begins with it and is told again.
_last_in_force: list[int] = [1]
_ADD = """
    INSERT INTO people_matchkey (person_id, kind, h)
    SELECT * FROM unnest(%s::uuid[], %s::text[], %s::bigint[])
    ON CONFLICT (h, person_id) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A file that shares keys with what was searched. `rarity`: bits of the rarest key shared, by kind letter."""

    person_id: UUID
    organisation_id: UUID
    restricted: bool
    recognised: bool
    """Whether other organisations may be told that somebody knows this person (`Person.cross_search`)."""
    code: str
    weight: float
    rarity: Mapping[str, float] = field(default_factory=dict)

    @property
    def strong(self) -> bool:
        """Enough to be worth a supervisor's look without opening anything: a number, or name and birth."""
        return "I" in self.rarity or ("P" in self.rarity and bool({"Y", "B"} & self.rarity.keys()))


def versions() -> list[int]:
    """Versions of the index key in force, the newest last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM people_indexversion WHERE retired_at IS NULL ORDER BY version")
        return [row[0] for row in cursor.fetchall()] or [1]


def hashes(keys: Iterable[Key], *, version: int | None = None) -> dict[int, KeyKind]:
    """Keyed fingerprints with their kind; of the newest version unless another is asked for."""
    blind = vault.blinder(versions()[-1] if version is None else version)
    return {blind(f"people.{kind.value}", content): kind for kind, content in keys}


def hashes_in_force(keys: Iterable[Key], *, in_force: Sequence[int] | None = None) -> dict[int, KeyKind]:
    """Fingerprints of every version in force: while the index key changes, a person has keys of one of two.

    For many people the caller asks for the `versions` once.
    """
    asked = list(keys)
    return {h: kind for version in in_force or versions() for h, kind in hashes(asked, version=version).items()}


def add(keys_of: Mapping[UUID, Iterable[Key]], *, version: int | None = None) -> None:
    """Store keys of people; those already there stay."""
    newest = versions()[-1] if version is None else version
    people: list[UUID] = []
    kinds: list[str] = []
    fingerprints: list[int] = []
    for person_id, keys in keys_of.items():
        found = hashes(keys, version=newest)
        people += [person_id] * len(found)
        kinds += [kind.value for kind in found.values()]
        fingerprints += found
    if people:
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [people, kinds, fingerprints])


def replace(person: Person, keys: Iterable[Key]) -> None:
    """The keys of `person` are exactly `keys` from now on."""
    newest = versions()[-1]
    person.match_keys.all().delete()
    add({person.id: keys}, version=newest)
    Person.objects.filter(pk=person.pk).update(fold_version=FOLD_VERSION, key_version=newest)


def look_up(keys: Iterable[Key], *, limit: int = MOST_CANDIDATES) -> list[Hit]:
    """The files of every organisation that share keys, those that share the most and rarest first."""
    asked = list(keys)
    if not asked:
        return []
    guess = list(_last_in_force)
    while True:
        wanted = _under(guess, asked)
        values = {"keys": _array(wanted), "common": COMMON, "rarest": _RAREST, "limit": limit}
        rows = ask_as_matching(_LOOK_UP, values)
        in_force = rows[0][0] or [1]
        if in_force == guess:
            break
        _last_in_force[:] = guess = in_force
    letters = [kind.value for kind in wanted.values()]
    return [Hit(*row[1:7], rarity=_rarity(letters, row[7], row[8])) for row in rows if row[1]]


def _array(values: Iterable[object]) -> str:
    """An array of numbers or codes as text: turning a list into a parameter took longer than looking it up."""
    return f"{{{','.join(map(str, values))}}}"


def _under(in_force: Sequence[int], keys: Sequence[Key]) -> dict[int, KeyKind]:
    try:
        return hashes_in_force(keys, in_force=in_force)
    except KeyStoreDown:
        # What was in force a moment ago may be destroyed by now; what is in force must be there.
        return hashes_in_force(keys)


def _rarity(letters: Sequence[str], shared: Sequence[int], bits: Sequence[float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for number, rare in zip(shared, bits, strict=True):
        letter = letters[number - 1]
        if rare > found.get(letter, 0.0):
            found[letter] = rare
    return found


def typed_so_far(keys: Iterable[Key], *, limit: int) -> list[Hit]:
    """People whom the acting user may know of and whose names begin so: row security leaves out all others."""
    wanted = list(hashes_in_force(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, p.organisation_id, p.restricted, p.cross_search, p.code FROM people_person p WHERE p.id IN"
            " (SELECT person_id FROM people_matchkey WHERE h = ANY(%s::bigint[])) AND p.erased_at IS NULL LIMIT %s",
            [wanted, limit],
        )
        return [Hit(*row, weight=0.0) for row in cursor.fetchall()]


def holders(fingerprints: Sequence[int]) -> list[tuple[int, UUID, UUID, str]]:
    """(fingerprint, person, organisation, code) for many fingerprints at once: the check of an imported list."""
    rows = ask_as_matching(
        "SELECT k.h, p.id, p.organisation_id, p.code FROM people_matchkey k"
        " JOIN people_person p ON p.id = k.person_id WHERE k.h = ANY(%(asked)s::bigint[])",
        {"asked": _array(fingerprints)},
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def codes_in_use(codes: Sequence[str]) -> set[str]:
    """Which of these person codes some organisation already uses."""
    statement = "SELECT code FROM people_person WHERE code = ANY(%(asked)s::text[])"
    return {row[0] for row in ask_as_matching(statement, {"asked": _array(codes)})}


def start_version() -> int:
    """Begin a new version of the index key, unless a change is under way; the version to change to."""
    in_force = versions()
    if len(in_force) > 1:
        return in_force[-1]
    version = vault.new_index_key()
    IndexVersion.objects.create(version=version)
    return version


def retire_versions(before: int) -> None:
    """Nobody's keys are older than `before` any more: destroy the older keys for good."""
    for old in IndexVersion.objects.filter(version__lt=before, retired_at__isnull=True):
        old.retired_at = timezone.now()
        old.save(update_fields=["retired_at"])
        vault.destroy_index_key(old.version)
