"""A drawn picture with the table of what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sapar.kernel.errors import Text

type Number = int | Decimal | None


@dataclass(frozen=True)
class Picture:
    """``svg`` is whole by itself (title, description, colours); ``rows`` are the same figures as a table."""

    svg: SafeString
    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def told(value: Number) -> str:
    """A number as the reader's language writes it; nothing recorded is said, not shown as 0."""
    return _("no data") if value is None else number_format(value, use_l10n=True, force_grouping=True)


def described(columns: Sequence[Text], rows: Sequence[Sequence[str]]) -> str:
    """The table as a sentence for readers of the screen."""
    if not rows:
        return _("Nothing has been recorded.")
    return "; ".join(", ".join([row[0], *row[1:]]) for row in rows) + "."
