"""What a list may weigh, and how a hostile file is turned away before it is opened."""

import zipfile
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid

MOST_BYTES = 50_000_000
MOST_UNPACKED = 300_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
# Empty rows are left out, but a grid of a million of them is not walked to its end.
MOST_GRID_ROWS = 100_000
# A workbook packs well, but a hundredfold is a trap, not a table.
_MOST_PACKED = 100
_SMALL = 10_000_000


def check_size(path: Path) -> None:
    """Raises Invalid for a missing, empty or too large file."""
    if not path.is_file():
        raise Invalid(_("There is no such file."), field="file", advice=_("Check the name of the file and its folder."))
    size = path.stat().st_size
    if size == 0:
        raise Invalid(_("The file is empty."), field="file", advice=_("Save the list again and import it then."))
    if size > MOST_BYTES:
        raise Invalid(
            _("The file has %(size)s MB; the largest accepted has %(most)s MB.")
            % {"size": size // 1_000_000, "most": MOST_BYTES // 1_000_000},
            field="file",
            advice=_("Take pictures and other sheets out, or split the list."),
        )


def check_archive(path: Path) -> None:
    """An .xlsx is a zip: its directory must stay within limits before anything is unpacked. Raises Invalid."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        raise Invalid(
            _("This is not a readable Excel workbook."),
            field="file",
            advice=_(
                "Open it in a spreadsheet program and save it as .xlsx or .csv. Files with a password cannot be read."
            ),
        ) from None
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > packed * _MOST_PACKED):
        raise Invalid(
            _("The workbook would unpack to a size that no list of people has."),
            field="file",
            advice=_("Copy only the list into a new workbook and save that."),
        )


def too_many_rows() -> Invalid:
    """The refusal for a list above 20,000 rows."""
    return Invalid(
        _("The list has more than %(most)s rows.") % {"most": MOST_ROWS},
        field="file",
        advice=_("Split it and import the parts one by one."),
    )
