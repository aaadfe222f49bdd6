"""Tables as Excel, exactly as they are shown. Rows are written one by one, so a long table costs no memory."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.http import FileResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A text that begins so would be run as a formula by a program that opens the file.
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")

type Cell = str | int | float | Decimal | date | datetime | None


@dataclass(frozen=True)
class Sheet:
    """One table: heading cells and rows, in the language of the reader. A None is an empty cell."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]


def write(sheets: Iterable[Sheet], into: IO[bytes]) -> int:
    """Write a workbook; returns how many rows it has, headings not counted."""
    book = Workbook(write_only=True)
    written = 0
    for sheet in sheets:
        page = book.create_sheet(_NOT_IN_TITLES.sub(" ", sheet.title)[:31])
        page.freeze_panes = "A2"
        heads = [WriteOnlyCell(page, value=str(head)) for head in sheet.heads]
        for head in heads:
            head.font = Font(bold=True)
        page.append(heads)
        for row in sheet.rows:
            page.append([safe(value) for value in row])
            written += 1
    book.save(into)
    return written


def safe(value: Any) -> Cell:
    """The value as a cell; a text that a spreadsheet would run as a formula is quoted."""
    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def download(name: str, sheets: Iterable[Sheet]) -> FileResponse:
    """The workbook as a download, streamed from a temporary file that is gone afterwards."""
    file = tempfile.SpooledTemporaryFile(max_size=2_000_000)  # noqa: SIM115  # the response closes it
    write(sheets, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=TYPE)
