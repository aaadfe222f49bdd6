"""Reading the code lists. Everything is answered from memory: terms change only with a release.

``name`` is always the name of a list, for example "service".
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sapar.kernel.errors import Invalid, NotFound

if TYPE_CHECKING:
    from .models import Term

type Choices = list[tuple[str, str]]
type Groups = list[tuple[str, Choices]]


@dataclass(frozen=True)
class Branch:
    """A term with the branches below it."""

    term: Term
    children: tuple[Branch, ...]


_lists: dict[str, dict[str, Term]] = {}


def forget() -> None:
    """Drop what is kept in memory; the next question reads the database again."""
    _lists.clear()


def get(name: str, code: str) -> Term:
    """The term with this code, also a retired one. Raises NotFound."""
    try:
        return _entries(name)[code]
    except KeyError:
        raise NotFound(_("The list “%(list)s” has no entry “%(code)s”.") % {"list": name, "code": code}) from None


def current(name: str) -> list[Term]:
    """The terms that may be chosen today, in the order of the list."""
    today = datetime.date.today()
    return [term for term in _entries(name).values() if term.valid_to is None or term.valid_to > today]


def require(name: str, code: str, *, field: str | None = None) -> Term:
    """The term with this code if it may be recorded today. Raises Invalid, naming `field`."""
    for term in current(name):
        if term.code == code:
            return term
    raise Invalid(
        _("“%(code)s” is not a value that can be recorded here.") % {"code": code},
        field=field or name,
        advice=_("Choose one of the values offered."),
    )


def label(name: str, code: str) -> str:
    """The name of a code in the active language; an unknown code is shown as it is."""
    term = _entries(name).get(code)
    return term.label if term else code


def choices(name: str) -> Choices:
    """(code, name) pairs of a select field, in the order of the list."""
    return [(term.code, term.label) for term in current(name)]


def grouped_choices(name: str) -> Groups:
    """Choices under the headings of the top terms, as select fields take them; the top term can be chosen too."""
    return [(branch.term.label, [(term.code, term.label) for term in _walk(branch)]) for branch in tree(name)]


def tree(name: str) -> tuple[Branch, ...]:
    """The current terms as branches, top terms first."""
    below: dict[str, list[Term]] = {}
    for term in current(name):
        below.setdefault(_parent_code(term.code), []).append(term)

    def grow(code: str) -> tuple[Branch, ...]:
        return tuple(Branch(term, grow(term.code)) for term in below.get(code, []))

    return grow("")


def subtree(name: str, code: str) -> set[str]:
    """The code and every code below it, retired ones too, so that old records stay counted. Raises NotFound."""
    get(name, code)
    return {other for other in _entries(name) if other == code or other.startswith(f"{code}.")}


def resolve(name: str, text: str) -> list[Term]:
    """The current terms that a word means: by code, by a name or by an alias in any language."""
    wanted = fold(text)
    return [term for term in current(name) if wanted in {fold(word) for word in words(term)}]


def by_mapping(name: str, scheme: str, value: str) -> Term:
    """The term that another scheme calls `value`. Raises NotFound."""
    for term in _entries(name).values():
        if term.mappings.get(scheme) == value:
            return term
    raise NotFound(
        _("The list “%(list)s” has no entry for %(scheme)s “%(value)s”.")
        % {"list": name, "scheme": scheme, "value": value}
    )


def words(term: Term) -> Iterator[str]:
    """Everything a term is called."""
    yield term.code
    yield from term.labels.values()
    yield from (alias["text"] for alias in term.aliases)


def fold(text: str) -> str:
    """Text for comparing: no case, no accents (ё = е), single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", plain).strip()


def _entries(name: str) -> dict[str, Term]:
    """Every term of a list by code, in the order of the list, retired ones too."""
    if name not in _lists:
        # Not at the top: Django imports this package before models may be imported.
        from .models import Term

        rows = {term.code: term for term in Term.objects.filter(list=name).order_by("order")}
        for term in rows.values():  # parents come from memory too, without a query each
            term.parent = rows.get(_parent_code(term.code))
        if not rows:  # an empty answer is not kept: the lists may be loaded a moment later
            return rows
        _lists[name] = rows
    return _lists[name]


def _parent_code(code: str) -> str:
    return code.rpartition(".")[0]


def _walk(branch: Branch) -> Iterator[Term]:
    yield branch.term
    for child in branch.children:
        yield from _walk(child)
