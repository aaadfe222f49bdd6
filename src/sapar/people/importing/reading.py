"""From rows of cells to registrations, with every fault told by the address of its cell."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pycountry
from django.utils.translation import gettext_lazy as _

from sapar.kernel import places, terms
from sapar.kernel.dates import PartialDate
from sapar.kernel.dates_reading import read_date
from sapar.kernel.errors import Invalid, Text
from sapar.people.importing.mapping import Columns
from sapar.people.importing.sheets import Cell
from sapar.people.inputs import AddressInput, ContactInput, DocumentInput, NameInput, Registration
from sapar.people.names.clean import tidy

_PHONES = re.compile(r"[;,/\n]| и | же ")


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong with one cell, why, and what to do. Never holds what stands in the cell."""

    address: str
    what: Text
    advice: Text


@dataclass(slots=True)
class ReadRow:
    """One row understood: a registration, or the errors that prevent it."""

    address: str
    told: Registration | None = None
    errors: list[CellError] = field(default_factory=list)


def read_registrations(rows: list[list[Cell]], columns: Columns, *, region: str) -> list[ReadRow]:
    """Every row below the heading as a checked registration or its errors."""
    return [_RowReader(row, columns, region).read() for row in rows[columns.heading_row + 1 :]]


class _RowReader:
    def __init__(self, row: list[Cell], columns: Columns, region: str) -> None:
        self.row, self.columns, self.region = row, columns, region
        self.errors: list[CellError] = []

    def read(self) -> ReadRow:
        self._refuse_unreadable_cells()
        names = self._names()
        told = Registration(
            names=[names],
            birth=self._value("birth", lambda text: read_date(text, past=True, birth=True), PartialDate.unknown()),
            sex=self._value("sex", read_sex, "unknown"),
            citizenships=self._value("citizenship", read_citizenships, ()),
            contacts=self._value("phone", self._phones, ()),
            documents=self._value("document", lambda text: (DocumentInput(number=text).checked(),), ()),
            addresses=self._value("address", lambda text: (AddressInput(text=text).checked(),), ()),
            note=self._text("note"),
        )
        if not self.errors:
            try:
                told = told.checked(self.region)
            except Invalid as error:
                self._wrong(error.field or "given", error)
        address = self.row[0].address if self.row else ""
        return ReadRow(address, None if self.errors else told, self.errors)

    def _refuse_unreadable_cells(self) -> None:
        for cell in self._used():
            if cell.formula:
                self.errors.append(
                    CellError(
                        cell.address,
                        _("The cell holds a formula."),
                        _("Copy the column and paste it as values, then import again."),
                    )
                )
            elif cell.merged:
                self.errors.append(
                    CellError(
                        cell.address,
                        _("The cell is merged with its neighbours, so its row is not clear."),
                        _("Unmerge the cells and fill in each row."),
                    )
                )

    def _used(self) -> Iterable[Cell]:
        return (self.row[index] for index in self.columns.of.values() if index < len(self.row))

    def _cell(self, name: str) -> Cell | None:
        index = self.columns.of.get(name)
        return self.row[index] if index is not None and index < len(self.row) else None

    def _text(self, name: str) -> str:
        cell = self._cell(name)
        return tidy(cell.text) if cell else ""

    def _value[Value](self, name: str, read: Callable[[str], Value], empty: Value) -> Value:
        text = self._text(name)
        if not text or text in {"-", "—"}:
            return empty
        try:
            return read(text)
        except Invalid as error:
            self._wrong(name, error)
            return empty

    def _wrong(self, name: str, error: Invalid) -> None:
        cell = self._cell(name) or self._cell("full_name") or (self.row[0] if self.row else None)
        if not any(known.address == cell.address for known in self.errors if cell):
            self.errors.append(CellError(cell.address if cell else "", error.message, error.advice))

    def _names(self) -> NameInput:
        parts = {name: self._text(name) for name in ("given", "family", "patronymic")}
        if full := self._text("full_name"):
            for name, text in split_name(full, family_first=self.columns.family_first).items():
                parts[name] = parts[name] or text
        try:
            return NameInput(**parts, kind="legal").checked()
        except Invalid as error:
            self._wrong(error.field or "given", error)
            return NameInput(**parts)

    def _phones(self, text: str) -> tuple[ContactInput, ...]:
        return tuple(ContactInput(part).checked(self.region) for part in _PHONES.split(text) if tidy(part))


def split_name(full: str, *, family_first: bool) -> dict[str, str]:
    """Parts of a name written in one cell. A guess that costs nothing: search does not mind the order."""
    found = full.split()
    if len(found) == 1:
        return {"given": found[0]}
    if family_first:
        return {"family": found[0], "given": found[1], "patronymic": " ".join(found[2:])}
    return {"given": found[0], "family": found[-1], "patronymic": " ".join(found[1:-1])}


def read_sex(text: str) -> str:
    """A term of the list sex from a word or letter in any language. Raises Invalid."""
    found = terms.resolve("sex", text)
    if len(found) != 1:
        raise Invalid(
            _("This is not a value for sex."),
            field="sex",
            advice=_("Write f or m, ж or м, female or male; leave it empty when not known."),
        )
    return str(found[0].code)


def read_citizenships(text: str) -> tuple[str, ...]:
    """ISO codes from codes or names of countries in any language, separated by commas. Raises Invalid."""
    return tuple(_country(part.strip()) for part in re.split(r"[;,/]", text) if part.strip())


def _country(text: str) -> str:
    for place in places.resolve(text, level=places.Level.COUNTRY):
        if place.iso:
            return str(place.iso)
    try:
        found: Any = pycountry.countries.lookup(text)
    except LookupError:
        raise Invalid(
            _("This country is not known."),
            field="citizenship",
            advice=_("Write its name or its two letters, for example KG."),
        ) from None
    return str(found.alpha_2)
