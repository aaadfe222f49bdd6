"""Opening .xlsx and .csv as rows of cells that know their address; formulas and merged cells are marked."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import openpyxl
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from sapar.kernel.errors import Invalid
from sapar.people.importing.limits import (
    MOST_COLUMNS,
    MOST_GRID_ROWS,
    MOST_ROWS,
    check_archive,
    check_size,
    too_many_rows,
)
from sapar.people.importing.text import decode, delimiter

_MOST_MERGED = 200_000
_CHUNK = 1 << 20
_LONGEST_TAG = 200
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,120}?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of one cell, where it stands ("Sheet1!B7" or "B7"), and what is wrong with it."""

    text: str
    address: str
    formula: bool = False
    merged: bool = False


def read_rows(path: Path) -> list[list[Cell]]:
    """The rows of the first sheet, entirely empty ones left out. Raises Invalid for what is not a readable list."""
    check_size(path)
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        check_archive(path)
        rows = _workbook(path)
    elif path.suffix.lower() in {".csv", ".tsv", ".txt"}:
        rows = _text(path)
    else:
        raise Invalid(
            _("Files of this type cannot be imported."),
            field="file",
            advice=_("Save the list as .xlsx or .csv and import that."),
        )
    filled: list[list[Cell]] = []
    for row in rows:
        if any(cell.text or cell.formula for cell in row):
            filled.append(row)
        if len(filled) > MOST_ROWS + 20:
            raise too_many_rows()
    return filled


def _workbook(path: Path) -> Iterator[list[Cell]]:
    try:
        merged = _merged_cells(path)
        book = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (
        InvalidFileException,
        DefusedXmlException,
        KeyError,
        ValueError,
        OSError,
        SyntaxError,
        zipfile.BadZipFile,
    ) as error:
        raise _unreadable() from error
    try:
        widths: dict[int, int] = {}
        for line, column in merged:
            widths[line] = max(widths.get(line, 0), column)
        sheet = book.worksheets[0]
        # The size a file claims for itself cannot be trusted: some programs write A1, some the whole grid.
        sheet.reset_dimensions()
        prefix = f"{sheet.title}!" if len(book.worksheets) > 1 else ""
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            # Empty cells at the end of a row are not stored, but a merged one among them has to be told.
            missing = widths.get(number, 0) - len(row)
            values = (*row, *[None] * missing)[:MOST_COLUMNS]
            yield [_cell(value, column, number, prefix, merged) for column, value in enumerate(values, 1)]
            if number > MOST_GRID_ROWS:
                raise too_many_rows()
    except (DefusedXmlException, SyntaxError, KeyError, IndexError, ValueError, zipfile.BadZipFile) as error:
        raise _unreadable() from error
    finally:
        book.close()


def _cell(value: Any, column: int, row: int, prefix: str, merged: set[tuple[int, int]]) -> Cell:
    text = _plain(value)
    formula = (isinstance(value, str) and value.startswith("=") and len(value) > 1) or type(value).__name__ in {
        "ArrayFormula",
        "DataTableFormula",
    }
    return Cell("" if formula else text, f"{prefix}{get_column_letter(column)}{row}", formula, (row, column) in merged)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _merged_cells(path: Path) -> set[tuple[int, int]]:
    """(row, column) of every cell inside a merged range of the first sheet: streaming readers do not tell."""
    found: set[tuple[int, int]] = set()
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        if names:
            with archive.open(names[0]) as stream:
                for reference in _references(stream):
                    left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(reference))
                    if (right - left + 1) * (bottom - top + 1) <= _MOST_MERGED:
                        found |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
    return found


def _references(stream: IO[bytes]) -> Iterator[str]:
    # A scan of the bytes: parsing the whole sheet a second time would double the time of an import.
    rest = b""
    while chunk := stream.read(_CHUNK):
        window = rest + chunk
        end = 0
        for match in _MERGE.finditer(window):
            yield match[1].decode("ascii")
            end = match.end()
        rest = window[max(end, len(window) - _LONGEST_TAG) :]


def _text(path: Path) -> Iterator[list[Cell]]:
    content = decode(path.read_bytes())
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter(content))
    try:
        for number, row in enumerate(reader, 1):
            yield [
                Cell(
                    "" if _is_formula(text) else text.strip(), f"{get_column_letter(column)}{number}", _is_formula(text)
                )
                for column, text in enumerate(row[:MOST_COLUMNS], 1)
            ]
    except csv.Error as error:
        raise Invalid(
            _("Row %(row)s of the file cannot be read as a table.") % {"row": reader.line_num},
            field="file",
            advice=_("Look for a quotation mark that is opened and never closed, or save the list as .xlsx."),
        ) from error


def _is_formula(text: str) -> bool:
    stripped = text.strip()
    # "+996…" is a phone and "-" means empty; only what a spreadsheet would run is refused.
    return len(stripped) > 1 and (
        stripped[0] in "=@"
        or (stripped[0] in "+-" and "(" in stripped and not stripped[1:2].isdigit() and stripped[1] != " ")
    )


def _unreadable() -> Invalid:
    return Invalid(
        _("The workbook is damaged or holds something that a list of people does not need."),
        field="file",
        advice=_("Copy the list into a new workbook and save that."),
    )
