"""Bringing the YAML code lists of a release into the database."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from django.db import connection, transaction

from . import catalogue

if TYPE_CHECKING:
    from .models import Term

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "ru", "ky")
_FIELDS = ("labels", "aliases", "mappings", "attributes", "order", "parent_id", "valid_to")

# The C parser reads the lists ten times faster; some builds of PyYAML come without it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadCodeList(Exception):
    """A YAML file of the release breaks a rule of code lists; names the file and the entry."""


@dataclass(frozen=True)
class Entry:
    """One entry as the YAML says it."""

    list: str
    code: str
    order: int
    values: dict[str, Any]

    @property
    def parent(self) -> str:
        """Code of the entry above, "" at the top."""
        return self.code.rpartition(".")[0]


@dataclass(frozen=True)
class SyncReport:
    """How many rows a sync created, changed and retired."""

    created: int
    updated: int
    retired: int


def sync() -> SyncReport:
    """Make the table equal to the YAML lists; entries that are gone are retired, never deleted.

    Safe to repeat: a second run changes nothing. Raises BadCodeList before anything is written.
    """
    from .models import Term

    entries = list(read(DATA))
    with transaction.atomic():
        with connection.cursor() as cursor:  # two servers may start at the same time
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('terms.sync'))")
        rows = {(term.list, term.code): term for term in Term.objects.all()}
        created = [Term(list=entry.list, code=entry.code) for entry in entries if (entry.list, entry.code) not in rows]
        new = {(term.list, term.code) for term in created}
        rows |= {(term.list, term.code): term for term in created}
        updated = [row for row in _changed(entries, rows) if (row.list, row.code) not in new]
        retired = _retire(rows, {(entry.list, entry.code) for entry in entries})
        Term.objects.bulk_create(created)
        Term.objects.bulk_update(updated + retired, _FIELDS, batch_size=500)
    # Both now and when the surrounding transaction ends: nobody may keep what a rollback undid.
    catalogue.forget()
    transaction.on_commit(catalogue.forget)
    return SyncReport(len(created), len(updated), len(retired))


def read(folder: Path) -> Iterator[Entry]:
    """The entries of every list, in order. Raises BadCodeList."""
    for path in sorted(folder.glob("*.yaml")):
        seen: set[str] = set()
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # a safe loader
        for order, values in enumerate(document):
            entry = Entry(path.stem, str(values["code"]), order, _normal(values, path))
            if entry.code in seen:
                raise BadCodeList(f"{path.name}: {entry.code} stands twice")
            if entry.parent and entry.parent not in seen:
                raise BadCodeList(f"{path.name}: {entry.code} stands before {entry.parent}, or that is missing")
            seen.add(entry.code)
            yield entry


def _normal(values: dict[str, Any], path: Path) -> dict[str, Any]:
    where = f"{path.name}: {values['code']}"
    unknown = set(values) - {"code", *LANGUAGES, "aliases", "mappings", "attributes"}
    if unknown:
        raise BadCodeList(f"{where} has unknown keys {', '.join(sorted(unknown))}")
    # YAML reads an unquoted no, off or 11:00 as something else than text, so the type is checked too.
    missing = [language for language in LANGUAGES if not _is_text(values.get(language))]
    if missing:
        raise BadCodeList(f"{where} has no name in {', '.join(missing)}")
    aliases = values.get("aliases", {})
    if not all(_is_text(text) for texts in aliases.values() for text in texts):
        raise BadCodeList(f"{where} has an alias that is not text; put it in quotation marks")
    return {
        "labels": {language: values[language] for language in LANGUAGES},
        "aliases": [{"text": text, "lang": lang} for lang, texts in aliases.items() for text in texts],
        "mappings": values.get("mappings", {}),
        "attributes": values.get("attributes", {}),
        "valid_to": None,
    }


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _changed(entries: list[Entry], rows: dict[tuple[str, str], Term]) -> Iterator[Term]:
    """Write each entry onto its row; yields the rows that differed."""
    for entry in entries:
        row = rows[entry.list, entry.code]
        parent = rows[entry.list, entry.parent].pk if entry.parent else None
        wanted = entry.values | {"order": entry.order, "parent_id": parent}
        if any(getattr(row, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(row, name, value)
            yield row


def _retire(rows: dict[tuple[str, str], Term], kept: set[tuple[str, str]]) -> list[Term]:
    gone = [row for key, row in rows.items() if key not in kept and row.valid_to is None]
    for row in gone:
        row.valid_to = datetime.date.today()
    return gone
