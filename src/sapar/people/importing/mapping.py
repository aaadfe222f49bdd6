"""Which column holds what: known headings in English, Russian and Kyrgyz, and what the user says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid
from sapar.people.importing.sheets import Cell

#: Fields a list may fill, each with the headings people use for it.
_WORDS = """
full_name: full name | name and surname | name | фио | ф и о | фамилия имя отчество | фамилия имя | аты-жөнү | аты жөнү
given: given name | given names | first name | имя | аты | ысымы
family: family name | last name | surname | фамилия | фамилиясы | тегі
patronymic: patronymic | middle name | father's name | отчество | атасынын аты
birth: date of birth | birth date | dob | year of birth | birth year | born | age | дата рождения | год рождения | д р
  | г р | число месяц год рождения | возраст | туулган күнү | туулган жылы | туулган датасы | жашы
sex: sex | gender | пол | жынысы
citizenship: citizenship | nationality | гражданство | жарандыгы | жарандык
phone: phone | phone number | telephone | mobile | contact | телефон | номер телефона | тел | тел номер | моб | контакт
  | телефону
document: document | document number | passport | passport number | id number | паспорт | номер паспорта | документ
  | номер документа | серия и номер паспорта | паспорту | паспорт номери | документтин номери
address: address | village | адрес | место жительства | село | дареги | жашаган жери | айыл
note: note | notes | remarks | comment | примечание | примечания | комментарий | эскертүү
"""


def _headings() -> dict[str, tuple[str, ...]]:
    lines = _WORDS.strip().replace("\n  |", " |").splitlines()
    pairs = (line.partition(":") for line in lines)
    return {name: tuple(word.strip() for word in words.split("|")) for name, _, words in pairs}


#: Fields a list may fill, each with the headings people use for it.
HEADINGS = _headings()
#: Headings that say the family name stands first, as it does in lists of the region.
FAMILY_FIRST = frozenset({"фио", "ф и о", "фамилия имя отчество", "фамилия имя", "аты жөнү", "аты-жөнү"})
_BY_HEADING = {heading: name for name, headings in HEADINGS.items() for heading in headings}
_LOOK_DOWN = 15


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands (column number from 0), which headings were left aside, and the heading row."""

    of: dict[str, int]
    ignored: tuple[str, ...]
    heading_row: int
    family_first: bool


def plain(heading: str) -> str:
    """A heading as compared: small letters, no signs but the hyphen and apostrophe inside words."""
    return re.sub(r"[^\w'-]+|_", " ", heading.lower()).strip()


def understand(rows: list[list[Cell]], given: Mapping[str, str]) -> Columns:
    """Find the heading row and its columns. `given` is {heading: field} and wins over what is known.

    Raises Invalid for an unknown field or heading, two columns for one field, and when no name is found.
    """
    chosen = {plain(heading): name for heading, name in given.items()}
    for name in chosen.values():
        if name not in HEADINGS:
            raise Invalid(
                _("There is no field “%(field)s”.") % {"field": name[:40]},
                field="map",
                advice=_("Fields are: %(fields)s.") % {"fields": ", ".join(HEADINGS)},
            )
    known = {**_BY_HEADING, **chosen}
    number = _heading_row(rows, known)
    heading = rows[number] if rows else []
    found = _columns(heading, known, chosen)
    missing = set(chosen) - {plain(cell.text) for cell in heading}
    if missing:
        raise Invalid(
            _("The list has no column “%(heading)s”.") % {"heading": sorted(missing)[0][:60]},
            field="map",
            advice=_("Write the heading exactly as it stands in the file."),
        )
    if not {"full_name", "given", "family"} & set(found):
        raise Invalid(
            _("No column with names was recognised."),
            field="map",
            advice=_(
                "Name the columns in the first row (for example: family name, given name, date of birth), or use --map."
            ),
        )
    ignored = tuple(cell.text[:60] for index, cell in enumerate(heading) if cell.text and index not in found.values())
    first = "full_name" in found and plain(heading[found["full_name"]].text) in FAMILY_FIRST
    return Columns(found, ignored, number, first)


def _heading_row(rows: list[list[Cell]], known: Mapping[str, str]) -> int:
    """The row with most known headings near the top: lists often begin with a title."""
    scores = [sum(plain(cell.text) in known for cell in row) for row in rows[:_LOOK_DOWN]]
    return scores.index(max(scores)) if scores else 0


def _columns(heading: list[Cell], known: Mapping[str, str], chosen: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(heading):
        word = plain(cell.text)
        name = known.get(word)
        if name is None or (name in chosen.values() and word not in chosen):
            continue
        if name in found:
            raise Invalid(
                _("Two columns hold the same thing: %(one)s and %(two)s.")
                % {"one": heading[found[name]].address, "two": cell.address},
                field="map",
                advice=_("Rename the one that is not meant, or say with --map which one is."),
            )
        found[name] = index
    return found
