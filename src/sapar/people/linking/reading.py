"""Registrations into DuckDB: from a file of the known layout, or from people opened in memory.

Tables made: `registration` (person, birth, sex, region, phones, documents) and `spelled` (person, given,
family, patronymic; several rows for several names). `person` numbers them 0, 1, 2… in the order of their ids, so
that nothing depends on the order of rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from sapar.kernel.errors import SaparError
from sapar.people.names.keys import document_keys, phone_keys

NEEDED = ("rid", "given", "surname", "patronymic", "dob", "sex", "region", "phone", "doc")
_NAMES = pa.schema(
    [("person", pa.int32()), ("given", pa.string()), ("family", pa.string()), ("patronymic", pa.string())]
)
_KNOWN = pa.schema(
    [("person", pa.int32()), ("birth", pa.string()), ("sex", pa.string()), ("region", pa.string()),
     ("phones", pa.list_(pa.string())), ("documents", pa.list_(pa.string()))]
)  # fmt: skip


class NotRegistrations(SaparError):
    """A file that is not a list of registrations."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One registration as opened in memory: all its names as (given, family, patronymic), the rest normalised."""

    names: Sequence[tuple[str, str, str]]
    birth: str | None = None
    sex: str | None = None
    region: str | None = None
    phones: Sequence[str] = ()
    documents: Sequence[str] = ()


def open_memory(*, memory: str = "4GB", threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A DuckDB that lives in memory alone.

    No temporary directory: what does not fit fails instead of being spilled to a disk in clear.
    """
    db = duckdb.connect(":memory:")
    db.execute(f"SET memory_limit = '{memory}'")
    db.execute("SET temp_directory = ''")
    db.execute("SET preserve_insertion_order = false")
    db.execute("SET enable_progress_bar = false")
    if threads:
        db.execute(f"SET threads = {threads}")
    return db


def read_file(db: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Read a registration file (CSV, also .gz); columns beyond NEEDED, such as the truth, stay unread.

    Raises NotRegistrations for another layout. Returns the number of registrations.
    """
    try:
        # A view takes no parameters: the path is quoted by hand.
        quoted = str(path).replace("'", "''")
        db.execute(f"CREATE OR REPLACE VIEW file AS SELECT * FROM read_csv('{quoted}', all_varchar = true)")
        found = {row[0] for row in db.execute("DESCRIBE file").fetchall()}
    except duckdb.Error as error:
        raise NotRegistrations(f"{path.name} cannot be read as a table: {error}") from error
    if missing := [name for name in NEEDED if name not in found]:
        raise NotRegistrations(f"{path.name} has no column {', '.join(missing)}.")
    db.execute("""CREATE OR REPLACE TABLE raw AS SELECT (row_number() OVER (ORDER BY rid) - 1)::INTEGER AS person, rid,
        given, surname, patronymic, dob, sex, region, phone, doc FROM file""")
    db.execute("""CREATE OR REPLACE TABLE registration AS SELECT person, nullif(dob, '') AS birth, nullif(sex, '') AS sex,
        nullif(region, '') AS region, CASE WHEN phone <> '' THEN [phone] END AS phones,
        CASE WHEN doc <> '' THEN [doc] END AS documents FROM raw""")
    db.execute("CREATE OR REPLACE TABLE spelled AS SELECT person, given, surname AS family, patronymic FROM raw")
    db.execute("CREATE OR REPLACE TABLE numbered AS SELECT person, rid FROM raw")
    db.execute("DROP TABLE raw")
    return int(db.execute("SELECT count(*) FROM registration").fetchall()[0][0])


def read_truth(db: duckdb.DuckDBPyConnection) -> dict[int, str]:
    """Whose each registration of the file read last is. Only evaluation asks. Raises NotRegistrations without `pid`."""
    if "pid" not in {row[0] for row in db.execute("DESCRIBE file").fetchall()}:
        raise NotRegistrations("The file has no column pid: nothing is known to compare with.")
    return dict(db.execute("SELECT person, pid FROM file JOIN numbered USING (rid)").fetchall())


def read_entries(db: duckdb.DuckDBPyConnection, entries: Iterable[Entry]) -> int:
    """The same tables from opened registrations, numbered as they come (sort them by id first)."""
    names: list[tuple[int, str, str, str]] = []
    known = []
    for person, entry in enumerate(entries):
        names += [(person, *name) for name in entry.names]
        phones = [content for number in entry.phones for _, content in phone_keys(number)]
        documents = [content for number in entry.documents for _, content in document_keys(number)]
        known.append((person, entry.birth, entry.sex, entry.region, phones or None, documents or None))
    for table, rows, schema in (("spelled", names, _NAMES), ("registration", known, _KNOWN)):
        columns = list(zip(*rows, strict=True)) or [()] * len(schema)
        db.register(
            "opened", pa.table([pa.array(c, t) for c, t in zip(columns, schema.types, strict=True)], schema=schema)
        )
        db.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM opened")
        db.unregister("opened")
    return len(known)
