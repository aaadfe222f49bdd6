"""Two opened files field by field, each difference marked in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sapar.kernel import terms
from sapar.kernel.errors import Text
from sapar.people.countries import country_name
from sapar.people.identity.known import known_of
from sapar.people.matching import WORDS, Reason, birth_relation, compare
from sapar.people.opening import Identity

_NAMES = {Reason.SAME_NAME, Reason.OTHER_SCRIPT, Reason.OTHER_SPELLING, Reason.SIMILAR_NAME}


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both files; `mark` says in words how they relate ("" where one is silent), `tone` its colour."""

    label: Text
    one: list[str]
    other: list[str]
    mark: Text = ""
    tone: str = "neutral"


def rows_of(own: Identity, other: Identity | None) -> list[Row]:
    """Names, birth, sex, citizenship, numbers and registration; of one file alone without marks."""
    return [
        _names(own, other),
        _birth(own, other),
        _set_row(_("Sex"), _sex(own), _sex(other)),
        _set_row(_("Citizenship"), _countries(own), _countries(other)),
        _numbers(_("Phone"), own, other, "phones", "phone_marks"),
        _numbers(_("Document number"), own, other, "documents", "document_marks"),
        Row(_("Registered"), _registered(own), _registered(other)),
    ]


def _names(own: Identity, other: Identity | None) -> Row:
    mark: Text = ""
    tone = "neutral"
    if other is not None and own.names and other.names:
        reason = next((each for each in compare(known_of(own), known_of(other)).reasons if each in _NAMES), None)
        mark = WORDS[reason] if reason else _("names differ")
        tone = "good" if reason and reason is not Reason.SIMILAR_NAME else "warn"
    return Row(_("Names"), _all_names(own), _all_names(other), mark, tone)


def _all_names(file: Identity | None) -> list[str]:
    if file is None:
        return []
    return [" ".join(part for part in (parts[0], parts[2], parts[1]) if part) for parts in file.name_parts]


def _birth(own: Identity, other: Identity | None) -> Row:
    relation = birth_relation(own.birth, other.birth) if other is not None else None
    tone = "neutral" if relation is None else "good" if relation.startswith("same") else "warn"
    return Row(_("Date of birth"), _day(own), _day(other), WORDS[relation] if relation else "", tone)


def _day(file: Identity | None) -> list[str]:
    return [file.birth.display()] if file is not None and file.birth.year is not None else []


def _sex(file: Identity | None) -> list[str]:
    known = file is not None and file.person.sex != "unknown"
    return [terms.label("sex", file.person.sex)] if file is not None and known else []


def _countries(file: Identity | None) -> list[str]:
    return [country_name(code) for code in file.person.citizenships] if file is not None else []


def _set_row(label: Text, one: Sequence[str], other: Sequence[str]) -> Row:
    if not one or not other:
        return Row(label, list(one), list(other))
    same = bool(set(one) & set(other))
    return Row(label, list(one), list(other), _("the same") if same else _("differs"), "good" if same else "warn")


def _numbers(label: Text, own: Identity, other: Identity | None, values: str, marks: str) -> Row:
    one, two = list(getattr(own, values)), list(getattr(other, values)) if other is not None else []
    if not one or not two:
        return Row(label, one, two)
    same = bool(getattr(own, marks) & getattr(other, marks))
    return Row(label, one, two, _("the same") if same else _("differs"), "good" if same else "warn")


def _registered(file: Identity | None) -> list[str]:
    if file is None:
        return []
    day = date_format(file.person.registered_at, "DATE_FORMAT")
    return [f"{day}, {file.person.organisation}", str(file.person.registered_by)]
