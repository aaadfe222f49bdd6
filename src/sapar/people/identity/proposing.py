"""Writing proposals down: each pair once, each organisation's side once. Call inside ``linking_role()``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils import timezone

from sapar.kernel.ids import uuid7
from sapar.people.identity.likelihood import HIDDEN_BELOW
from sapar.people.models import IdentityMember, Person

_CHUNK = 5_000

_PAIRS = """
    INSERT INTO people_identitypair
        (id, low_id, high_id, probability, reasons, model, status, proposed_at, updated_at)
    SELECT id, low, high, probability, to_jsonb(string_to_array(reasons, ',')), %(model)s, 'open',
        %(now)s, %(now)s
    FROM unnest(%(ids)s::uuid[], %(low)s::uuid[], %(high)s::uuid[], %(probability)s::float8[], %(reasons)s::text[])
        AS row(id, low, high, probability, reasons)
    ON CONFLICT (low_id, high_id) DO UPDATE SET
        probability = excluded.probability, reasons = excluded.reasons, model = excluded.model,
        updated_at = excluded.updated_at,
        status = CASE people_identitypair.status WHEN 'gone' THEN 'open' ELSE people_identitypair.status END
        WHERE people_identitypair.status IN ('open', 'unsure', 'gone')
    RETURNING id, low_id, high_id, status, (xmax = 0)
"""
_SIDES = """
    INSERT INTO people_identityside (id, pair_id, organisation_id, person_id, answer, open, version)
    SELECT id, pair, organisation, person, '', true, 1
    FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[]) AS row(id, pair, organisation, person)
    ON CONFLICT (pair_id, organisation_id) DO UPDATE SET open = (people_identityside.answer = '')
"""


@dataclass(frozen=True, slots=True)
class _File:
    """What may be asked of a file before proposing it: ids and flags."""

    organisation: UUID
    recognised: bool


def keep(pairs: Iterable[tuple[UUID, UUID, float, Sequence[str]]], *, model: str) -> tuple[int, int]:
    """Add new pairs and refresh those still to be decided; returns how many were (added, refreshed).

    Left out: erased files, pairs across organisations where one person is kept out of recognition, files
    that are linked already, and whatever was decided.
    """
    wanted = {(min(a, b), max(a, b)): (p, codes) for a, b, p, codes in pairs if a != b and p >= HIDDEN_BELOW}
    added = refreshed = 0
    rows = sorted(wanted.items())
    for start in range(0, len(rows), _CHUNK):
        new, old = _keep(dict(rows[start : start + _CHUNK]), model)
        added, refreshed = added + new, refreshed + old
    return added, refreshed


def _keep(wanted: Mapping[tuple[UUID, UUID], tuple[float, Sequence[str]]], model: str) -> tuple[int, int]:
    ids = {each for pair in wanted for each in pair}
    files = {
        row[0]: _File(row[1], row[2])
        for row in Person.objects.filter(pk__in=ids, erased_at__isnull=True).values_list(
            "pk", "organisation_id", "cross_search"
        )
    }
    linked = dict(IdentityMember.objects.filter(person__in=ids, until__isnull=True).values_list("person_id", "group"))
    asked = {pair: told for pair, told in wanted.items() if _may_be_asked(pair, files, linked)}
    if not asked:
        return 0, 0
    kept = _write_pairs(asked, model)
    _write_sides([(pair_id, pair) for pair_id, pair, status, _new in kept if status == "open"], files)
    added = sum(new for *_rest, new in kept)
    return added, len(kept) - added


def _may_be_asked(pair: tuple[UUID, UUID], files: Mapping[UUID, _File], linked: Mapping[UUID, UUID]) -> bool:
    one, other = files.get(pair[0]), files.get(pair[1])
    if one is None or other is None:
        return False
    if one.organisation != other.organisation and not (one.recognised and other.recognised):
        return False
    return pair[0] not in linked or linked[pair[0]] != linked.get(pair[1])


def _write_pairs(
    asked: Mapping[tuple[UUID, UUID], tuple[float, Sequence[str]]], model: str
) -> list[tuple[UUID, tuple[UUID, UUID], str, bool]]:
    values = {
        "model": model,
        "now": timezone.now(),
        "ids": [uuid7() for _pair in asked],
        "low": [low for low, _high in asked],
        "high": [high for _low, high in asked],
        "probability": [min(1.0, probability) for probability, _reasons in asked.values()],
        "reasons": [",".join(reasons) for _probability, reasons in asked.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, values)
        return [(row[0], (row[1], row[2]), row[3], row[4]) for row in cursor.fetchall()]


def _write_sides(pairs: Iterable[tuple[UUID, tuple[UUID, UUID]]], files: Mapping[UUID, _File]) -> None:
    sides: dict[tuple[UUID, UUID], UUID] = {}
    for pair_id, pair in pairs:
        for person in pair:  # of two own files the smaller one stands for the side
            sides.setdefault((pair_id, files[person].organisation), person)
    if sides:
        with connection.cursor() as cursor:
            cursor.execute(
                _SIDES,
                [
                    [uuid7() for _side in sides],
                    [pair_id for pair_id, _organisation in sides],
                    [organisation for _pair, organisation in sides],
                    list(sides.values()),
                ],
            )
