"""Writing to the journal. Each function adds rows in the caller's transaction.

Inside a transaction that rolls back, its rows go with it: what was not done is not told. A look
at data must therefore be journalled before the data is shown (the vault does so).
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from .actors import Actor

_CODE = re.compile(r"[A-Za-z0-9_.:/+-]{0,120}")
_NAME = re.compile(r"[a-z][a-z0-9_.]{0,79}")

# One statement for any number of rows: arrays keep their order, and callers sort by record, so
# two transactions never take the per-record locks in opposite order. No RETURNING: it would need
# the right to read the row back, which an actor-less row does not give.
_INSERT = """
    INSERT INTO journal_entry (actor, organisation, action, kind, record, purpose, detail)
    SELECT %s, %s, %s, %s, row.record, %s, row.detail::jsonb
    FROM unnest(%s::uuid[], %s::text[]) AS row(record, detail)
"""


def record(
    action: str,
    *,
    by: Actor | None,
    kind: str,
    id: UUID,
    purpose: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Journal one `action` ("cases.close_case") on the record `kind` `id`.

    `by=None` is the system itself. `detail` may hold codes, field names, identifiers and
    counts; free text is refused with ValueError, because personal data hides in it.
    """
    _insert(action, by=by, kind=kind, purpose=purpose, rows={id: detail or {}})


def look(
    *,
    by: Actor | None,
    kind: str,
    ids: Iterable[UUID],
    fields: Collection[str],
    purpose: str = "casework",
    sealed: Collection[UUID] = (),
) -> None:
    """Journal that `by` is about to see `fields` of each of `ids`: one row per record.

    Records in `sealed` were asked for but cannot be opened by the actor's organisation.
    """
    names = sorted(fields)
    rows: dict[UUID, dict[str, Any]] = {
        each: {"fields": names, "sealed": True} if each in sealed else {"fields": names} for each in ids
    }
    _insert("look", by=by, kind=kind, purpose=purpose, rows=rows)


def refused(action: str, *, by: Actor | None, kind: str, id: UUID, reason: str = "", purpose: str = "") -> None:
    """Journal that `by` tried `action` on a record and was turned away; `reason` is a code.

    Call it outside the transaction that the refusal rolls back.
    """
    detail = {"action": action, "reason": reason}
    _insert("refused", by=by, kind=kind, purpose=purpose, rows={id: detail})


def exported(
    *,
    by: Actor | None,
    kind: str,
    ids: Iterable[UUID],
    fields: Collection[str],
    format: str,
    purpose: str,
) -> None:
    """Journal that `fields` of each of `ids` left the system in a file of this `format`."""
    detail = {"fields": sorted(fields), "format": format}
    _insert("exported", by=by, kind=kind, purpose=purpose, rows=dict.fromkeys(ids, detail))


def _insert(
    action: str,
    *,
    by: Actor | None,
    kind: str,
    purpose: str,
    rows: Mapping[UUID, Mapping[str, Any]],
) -> None:
    if not rows:
        return
    _require_name(action)
    _require_name(kind)
    _require_codes(purpose)
    for detail in rows.values():
        _require_codes(detail)
    records = sorted(rows, key=str)
    details = [json.dumps(rows[each], sort_keys=True) for each in records]
    actor = by.id if by else None
    organisation = by.organisation_id if by else None
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [actor, organisation, action, kind, purpose, records, details])


def _require_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a journal name: {name!r}")


def _require_codes(detail: object) -> None:
    """Raise ValueError unless `detail` is built of codes, numbers and truth values alone."""
    match detail:
        case None | bool() | int() | UUID():
            return
        case str() if _CODE.fullmatch(detail):
            return
        case Mapping():
            for key, value in detail.items():
                _require_codes(key)
                _require_codes(value)
        case list() | tuple():
            for value in detail:
                _require_codes(value)
        case _:
            # The offending value is not shown: an error message may end up in a log.
            raise ValueError("the journal takes codes, field names and counts, not free text")
