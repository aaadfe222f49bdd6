"""Writing a description into tables so that a second run finds everything in place and writes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from sapar.kernel import places, terms
from sapar.kernel.access.models import Organisation
from sapar.kernel.errors import Invalid, NotFound
from sapar.kernel.places.models import Place
from sapar.programmes.models import Citation


@dataclass
class Upsert:
    """Counts what it creates and changes, and remembers which facts it saw cited."""

    created: int = 0
    changed: int = 0
    cited: set[tuple[str, str, Any, str]] = field(default_factory=set)

    def put[M: models.Model](
        self, model: type[M], keys: Mapping[str, Any], values: Mapping[str, Any] | None = None
    ) -> M:
        """The row with these keys, made to hold these values; nothing is written when it already does."""
        row = model._default_manager.filter(**keys).first()
        if row is None:
            self.created += 1
            return model._default_manager.create(**keys, **(values or {}))
        if any(getattr(row, name) != value for name, value in (values or {}).items()):
            self.changed += 1
            for name, value in (values or {}).items():
                setattr(row, name, value)
            row.save()
        return row

    def members(self, relation: Any, rows: Iterable[models.Model]) -> None:
        """Make a many-to-many relation hold exactly these rows."""
        wanted = {row.pk for row in rows}
        if set(relation.values_list("pk", flat=True)) != wanted:
            self.changed += 1
            relation.set(wanted)

    def cite(self, row: models.Model, facts: Mapping[str, list[str]] | list[str] | None, main: str = "") -> None:
        """Note which field of the row holds which facts; a plain list speaks of the `main` field."""
        by_field = {main: facts} if isinstance(facts, list) else (facts or {})
        for name, ids in by_field.items():
            getattr(row, name)  # a misspelt field must fail here, not in a report
            for fact in ids:
                key = (fact, row._meta.label, row.pk, name)
                self.put(Citation, dict(zip(("fact", "model", "record", "field"), key, strict=True)))
                self.cited.add(key)

    def forget_other_citations(self) -> None:
        """Drop citations that the description no longer has."""
        for row in Citation.objects.all():
            if (row.fact, row.model, row.record, row.field) not in self.cited:
                self.changed += 1
                row.delete()


def place(ref: str | None) -> Place | None:
    """The place that the description calls `ref`, none for none. Raises NotFound."""
    return None if ref is None else places.by_source(ref)


def organisation(code: str | None) -> Organisation | None:
    """The organisation with this code, none for none. Raises Invalid."""
    return None if code is None else body(code)


def body(code: str) -> Organisation:
    """The organisation with this code. Raises Invalid."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise Invalid(f"The programme names an organisation that it does not describe: {code}.")
    return found


def spelled(text: str, means: Organisation | Place) -> str:
    """The document's own spelling, when it is a known name of the body or place. Raises Invalid.

    A spelling that leads elsewhere would print one name and count under another.
    """
    if isinstance(means, Place):
        known = not text or means in places.resolve(text)
    else:
        known = text in {"", *means.labels.values(), *means.aliases.values_list("text", flat=True)}
    if not known:
        raise Invalid(f"“{text}” is not a known name of {means}.")
    return text


def term(list_: str, ref: str) -> str:
    """The code of a term, from its code or from what the description calls it. Raises NotFound."""
    try:
        return terms.get(list_, ref).code
    except NotFound:
        return terms.by_mapping(list_, "source", ref).code


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def money(node: Mapping[str, Any] | None) -> dict[str, Any]:
    """Amount, currency and qualifier as columns; all empty when no amount is stated."""
    if node is None or node["amount"] is None:
        return {"amount": None, "currency": "", "qualifier": ""}
    return {
        "amount": Decimal(node["amount"]),
        "currency": node["currency"],
        "qualifier": node.get("qualifier", "exact"),
    }
