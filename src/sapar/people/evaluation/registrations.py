"""Registration files: rid, pid, country, source, style, given, surname, patronymic, dob, sex, region, phone, doc."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_OID, UUID, uuid5

from sapar.kernel.dates import PartialDate, Precision
from sapar.kernel.errors import Invalid
from sapar.people.names.clean import script_of
from sapar.people.queries.criteria import Criteria

NEEDED = ("rid", "given", "surname", "patronymic", "dob", "sex", "region", "phone", "doc")
SEXES = {"F": "female", "M": "male"}
FIELDS = ("name", "name+dob", "all")


@dataclass(frozen=True, slots=True)
class Line:
    """One registration. Country, source, style and pid are truth about it and are not even read."""

    rid: str
    given: str
    surname: str
    patronymic: str
    dob: str
    sex: str
    region: str
    phone: str
    doc: str

    @property
    def names(self) -> tuple[str, str, str]:
        """As (given, family, patronymic)."""
        return self.given, self.surname, self.patronymic

    @property
    def birth(self) -> PartialDate:
        """The first of January stands for "only the year is known"."""
        if not self.dob:
            return PartialDate.unknown()
        year, month, day = (int(part) for part in self.dob.split("-"))
        return (
            PartialDate(Precision.YEAR, year)
            if (month, day) == (1, 1)
            else PartialDate(Precision.DAY, year, month, day)
        )

    @property
    def script(self) -> str:
        """The script of the name."""
        return script_of("".join(self.names))

    def criteria(self, fields: str) -> Criteria:
        """What a worker would type, of the name (with the sex that is seen), with the birth date, or of all."""
        return Criteria(
            given=self.given, family=self.surname, patronymic=self.patronymic, sex=SEXES.get(self.sex, "unknown"),
            birth=self.birth if fields != "name" else PartialDate.unknown(),
            phone=self.phone if fields == "all" else "", document=self.doc if fields == "all" else "",
            places=frozenset({place_id(self.region)} if fields == "all" and self.region else ()),
        )  # fmt: skip


def place_id(region: str) -> UUID:
    """The place that stands for a region of the file."""
    return uuid5(NAMESPACE_OID, f"evaluation region {region}")


def read(path: Path) -> Iterator[Line]:
    """The rows of a .csv or .csv.gz file. Raises Invalid for another layout."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        missing = [name for name in NEEDED if name not in (rows.fieldnames or [])]
        if missing:
            raise Invalid(f"{path.name} has no column {', '.join(missing)}.", field="file")
        for row in rows:
            yield Line(*(row[name] for name in NEEDED))
