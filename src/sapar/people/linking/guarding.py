"""A stop for lists that are mostly in the register already: the wrong file, or one imported twice."""

from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid

#: From this share of rows that look like duplicates (UNICEF's HOPE stops an import at the same share).
MOST_DUPLICATES = 0.5
_FEWEST_ROWS = 20


def stop_if_mostly_known(*, rows: int, duplicates: int, confirmed: bool = False) -> None:
    """Raise Invalid when more than half of at least 20 rows look like people on file, unless somebody confirmed."""
    if confirmed or rows < _FEWEST_ROWS or duplicates <= MOST_DUPLICATES * rows:
        return
    raise Invalid(
        _("%(duplicates)s of %(rows)s people on this list look as if they were registered already.")
        % {"duplicates": duplicates, "rows": rows},
        advice=_(
            "Check that it is the right list and that nobody imported it before. If it is right, confirm the import."
        ),
    )
