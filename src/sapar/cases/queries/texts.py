"""Opening the sealed texts of a case: one question per table, the look journalled first."""

from collections.abc import Sequence

from sapar.cases.models import Case
from sapar.kernel import vault
from sapar.kernel.access.models import User
from sapar.kernel.vault.models import SealedModel


def opened[Row: SealedModel](
    rows: Sequence[Row], fields: Sequence[str], *, by: User
) -> list[tuple[Row, dict[str, str]]]:
    """Each row with its texts; "" where empty or not ours to open. Asks nothing when there are no rows."""
    kept = list(rows)
    if not kept:
        return []
    values = vault.read(kept, fields, by=by)
    return [(row, {name: values[row.pk][name] or "" for name in fields}) for row in kept]


def summary_of(case: Case, *, by: User) -> str:
    """The summary of the case."""
    return opened([case], ["summary"], by=by)[0][1]["summary"] if case.summary is not None else ""
