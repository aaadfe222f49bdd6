"""``docs/data-dictionary.md``: every table with its columns, from the models."""

import inspect
from collections.abc import Iterable

from django.apps import AppConfig, apps
from django.db import models

from sapar.documenting.columns import Column, columns
from sapar.documenting.markdown import page, table
from sapar.kernel.access.policy import registered

INTRODUCTION = """
What is stored, table by table. *Sealed* columns are ciphertext that only an organisation holding the person's key can
open ([why](decisions/0005-a-key-per-person.md)). *Empty* says whether a value may be missing; missing means "not
stated", never zero. Constraints are those of the database: what they forbid cannot be stored by anybody.
"""
#: Tables whose row security is written by hand in their own room, and where.
_OWN_RULE = {
    "journal_entry": "kernel/journal/rowsecurity.py",
    "journal_seal": "kernel/journal/rowsecurity.py",
}


def dictionary() -> str:
    """One section per table, rooms in the order of the floors."""
    rooms = [config for config in apps.get_app_configs() if config.name.startswith("sapar.")]
    guarded = {each.table: each.record for each in registered() if each.protected}
    return page("Data dictionary", INTRODUCTION, *(part for room in rooms for part in _room(room, guarded)))


def _room(room: AppConfig, guarded: dict[str, str]) -> Iterable[str]:
    found = sorted(room.get_models(), key=lambda model: model._meta.db_table)
    if found:
        yield f"## {room.label}"
    for model in found:
        yield _section(model, guarded)


def _section(model: type[models.Model], guarded: dict[str, str]) -> str:
    name = model._meta.db_table
    rows = [_row(each) for each in columns(model)]
    parts = [f"### {name}", _meaning(model), _security(name, guarded)]
    parts.append(table(("column", "type", "empty", "sealed", "meaning"), rows))
    rules = [_constraint(each) for each in model._meta.constraints]
    if rules:
        parts.append("Constraints:\n\n" + "\n".join(f"- {rule}" for rule in rules))
    return "\n\n".join(part for part in parts if part)


def _meaning(model: type[models.Model]) -> str:
    text = inspect.getdoc(model) or ""
    # Django writes "Name(field, field)" where an author wrote nothing.
    return "" if text.startswith(f"{model.__name__}(") else text.replace("``", "`")


def _security(name: str, guarded: dict[str, str]) -> str:
    if name in guarded:
        return f"Row security: as [`{guarded[name]}`](permissions.md)."
    if name in _OWN_RULE:
        return f"Row security: its own rule, `{_OWN_RULE[name]}`."
    return "Row security: none."


def _row(column: Column) -> tuple[str, ...]:
    return (
        f"`{column.name}`",
        column.type,
        "yes" if column.null else "",
        "sealed" if column.sealed else "",
        column.meaning,
    )


def _constraint(constraint: models.BaseConstraint) -> str:
    if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
        when = " (some rows only)" if constraint.condition is not None else ""
        return f"`{constraint.name}`: {', '.join(constraint.fields)} unique together{when}"
    return f"`{constraint.name}`"
