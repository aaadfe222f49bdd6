"""The plan of an import: what each row of a file would become. A dry run ends here."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.people.importing.duplicates import Duplicate, Likeness, find_duplicates
from sapar.people.importing.limits import MOST_ROWS, too_many_rows
from sapar.people.importing.mapping import Columns, understand
from sapar.people.importing.reading import CellError, ReadRow, read_registrations
from sapar.people.importing.sheets import read_rows


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Rows with their outcome, and hashes that recognise the file when it comes again."""

    rows: list[ReadRow]
    duplicates: dict[str, Duplicate]
    columns: Columns
    file_name_hash: str
    content_hash: str

    @property
    def errors(self) -> list[CellError]:
        """All faults in the order of the file."""
        return [error for row in self.rows for error in row.errors]

    def is_known(self, row: ReadRow) -> bool:
        """Surely the same person as an earlier row or somebody registered."""
        found = self.duplicates.get(row.address)
        return found is not None and found.likeness is Likeness.SAME

    @property
    def known(self) -> list[ReadRow]:
        """Rows of people who are registered already or stand earlier in the list."""
        return [row for row in self.rows if self.is_known(row)]


def plan_import(path: Path, *, by: User, given: Mapping[str, str] | None = None) -> ImportPlan:
    """Read and check a list. Raises Invalid for a file that is no list, NotAllowed by policy. Writes nothing."""
    policy.require(by, "import", "import_batch")
    cells = read_rows(path)
    columns = understand(cells, given or {})
    if len(cells) - columns.heading_row - 1 > MOST_ROWS:
        raise too_many_rows()
    rows = read_registrations(cells, columns, region=by.organisation.country_code)
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    return ImportPlan(
        rows, find_duplicates(rows, by=by), columns, hashlib.sha256(path.name.encode()).hexdigest(), content
    )
