"""Putting values into sealed columns, and the one way to read them back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sapar.kernel import journal
from sapar.kernel.journal.actors import Actor

from .box import open_value, seal_value
from .errors import NoKey
from .fields import SealedField
from .models import SealedModel
from .opening import cached, ciphers, wraps_of

type Values = dict[str, str | None]


class ReadResult(Mapping[UUID, Values]):
    """Opened values by row and field.

    `sealed` holds the rows that the reader's organisation has no key for (not shared, withdrawn
    or erased); all their values are None.
    """

    def __init__(self, values: dict[UUID, Values], sealed: frozenset[UUID]) -> None:
        self._values = values
        self.sealed = sealed

    def __getitem__(self, pk: UUID) -> Values:
        return self._values[pk]

    def __iter__(self) -> Iterator[UUID]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        # The default would print the values into the first log or traceback that meets it.
        return f"<ReadResult: {len(self._values)} rows, {len(self.sealed)} sealed>"


def put(row: SealedModel, /, *, by: Actor, **plain: str | None) -> None:
    """Seal values onto `row`, saved or not; the caller saves it. None empties the column.

    Raises NoKey when `by`'s organisation holds no key for the row's subject.
    """
    _require_sealed(type(row), plain)
    cipher = _ciphers([row], by.organisation_id).get(row.sealed_subject)
    if cipher is None:
        raise NoKey
    for field, value in plain.items():
        setattr(row, field, None if value is None else seal_value(cipher, row, field, value))


def read(
    rows: Iterable[SealedModel],
    fields: Sequence[str],
    *,
    by: Actor,
    purpose: str = "casework",
) -> ReadResult:
    """Open `fields` of `rows` for `by`; every look is journalled before anything is decrypted.

    One query for the keys of all rows and one for the journal. If the journal cannot be written,
    nothing is opened. Raises Damaged when a value does not open with its key.
    """
    asked = list(rows)
    for model in {type(row) for row in asked}:
        _require_sealed(model, fields)
    subjects = {row.sealed_subject for row in asked}
    own = by.organisation_id
    held = cached(subjects, own) if own else {}
    wraps = wraps_of(subjects - held.keys(), own) if own else {}
    _journal(asked, fields, by=by, purpose=purpose, opened=held.keys() | wraps.keys())
    if own and wraps:
        held |= ciphers(own, wraps)
    return ReadResult(
        {row.pk: _open(row, fields, held.get(row.sealed_subject)) for row in asked},
        frozenset(row.pk for row in asked if row.sealed_subject not in held),
    )


def _ciphers(rows: list[SealedModel], organisation_id: UUID | None) -> dict[UUID, AESGCM]:
    if organisation_id is None:
        return {}
    subjects = {row.sealed_subject for row in rows}
    held = cached(subjects, organisation_id)
    wraps = wraps_of(subjects - held.keys(), organisation_id)
    return held | ciphers(organisation_id, wraps) if wraps else held


def _journal(
    rows: list[SealedModel],
    fields: Sequence[str],
    *,
    by: Actor,
    purpose: str,
    opened: Iterable[UUID],
) -> None:
    by_kind: defaultdict[str, set[UUID]] = defaultdict(set)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        by_kind[row.seal_kind].add(row.sealed_subject)
        names[row.seal_kind].update(f"{row._meta.label_lower}.{field}" for field in fields)
    for kind, subjects in by_kind.items():
        sealed = subjects.difference(opened)
        journal.look(by=by, kind=kind, ids=subjects, fields=names[kind], purpose=purpose, sealed=sealed)


def _open(row: SealedModel, fields: Sequence[str], cipher: AESGCM | None) -> Values:
    values: Values = dict.fromkeys(fields)
    if cipher is None:
        return values
    for field in fields:
        sealed = getattr(row, field)
        if sealed is not None:
            values[field] = open_value(cipher, row, field, sealed)
    return values


def _require_sealed(model: type[SealedModel], fields: Iterable[str]) -> None:
    if isinstance(fields, str):
        raise TypeError("fields is a list of names, not one name")
    for field in fields:
        if not isinstance(model._meta.get_field(field), SealedField):
            raise TypeError(f"{model.__name__}.{field} is not a sealed field")
