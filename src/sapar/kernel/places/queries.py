"""Finding places."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sapar.kernel.errors import Invalid, NotFound

from .folding import fold, kinds, stem
from .levels import Level

if TYPE_CHECKING:
    from .models import Place

type Choices = list[tuple[str, str]]
type Groups = list[tuple[str, Choices]]

_BELOW = """
    WITH RECURSIVE below(id) AS (
        SELECT %s::uuid UNION ALL SELECT child.id FROM places_place child JOIN below ON child.parent_id = below.id
    ) SELECT id FROM below"""
_ABOVE = """
    WITH RECURSIVE above(id, parent_id, height) AS (
        SELECT id, parent_id, 0 FROM places_place WHERE id = %s
        UNION ALL
        SELECT place.id, place.parent_id, height + 1 FROM places_place place JOIN above ON place.id = above.parent_id
    ) SELECT id FROM above WHERE height > 0 ORDER BY height DESC"""


def get(code: str) -> Place:
    """The place with this code, also one that is no longer offered. Raises NotFound."""
    place = _places().filter(code=code).first()
    if place is None:
        raise NotFound(_("There is no place with the code “%(code)s”.") % {"code": code})
    return place


def require(code: str, *, field: str = "place") -> Place:
    """The place with this code if it may be recorded today. Raises Invalid, naming `field`."""
    place = _places().filter(code=code, valid_to=None).first()
    if place is None:
        raise Invalid(
            _("“%(code)s” is not a known place.") % {"code": code},
            field=field,
            advice=_("Choose one of the places offered."),
        )
    return place


def by_source(reference: str) -> Place:
    """The place that programme descriptions call `reference` ("pla-kg-osh-oblast"). Raises NotFound."""
    place = _places().filter(source_ref=reference).first()
    if place is None:
        raise NotFound(_("No place is known as “%(reference)s”.") % {"reference": reference})
    return place


def resolve(text: str, *, level: Level | str | None = None, within: Place | None = None) -> list[Place]:
    """Every place that a name can mean, most general first; empty if none.

    "Osh" is a city and an oblast, so both come back; "Osh city", "г. Ош" or `level` settle it. A word
    for a kind of unit is binding: "Talas district" never gives the oblast of Talas.
    """
    said = kinds(text)
    offered = _places().filter(valid_to=None).distinct()
    if within is not None:
        offered = offered.filter(id__in=subtree_ids(within))
    if level is not None:
        offered = offered.filter(level=level)
    if said:
        exact = list(offered.filter(aliases__folded=fold(text)))
        return exact or list(offered.filter(aliases__stem=stem(text), level__in=said))
    return list(offered.filter(aliases__stem=stem(text)))


def ancestors(place: Place) -> list[Place]:
    """The places around a place, the largest first, without itself."""
    ids = _ids(_ABOVE, place.pk)
    found = _places().in_bulk(ids)
    return [found[pk] for pk in ids]


def subtree_ids(place: Place) -> list[UUID]:
    """Identifiers of a place and everything inside it, also of places no longer offered."""
    return _ids(_BELOW, place.pk)


def countries() -> Choices:
    """(code, name) of every country, those of the programme first: citizenships, countries of exploitation."""
    return [(place.code, place.label) for place in _places().filter(level=Level.COUNTRY, valid_to=None)]


def choices_tree(country: str | None = None) -> Groups:
    """Choices of a select field: a group per country of the programme, places inside it indented.

    With `country` (its code) only that group; without, one last group holds all other countries.
    """
    offered = list(_places().filter(valid_to=None))
    below: dict[UUID | None, list[Place]] = {}
    for place in offered:
        below.setdefault(place.parent_id, []).append(place)
    every = [place for place in offered if place.level == Level.COUNTRY]
    groups = [
        (top.label, _indented(top, below, 0)) for top in every if below.get(top.pk) and country in (None, top.code)
    ]
    if country is None:
        others = [(top.code, top.label) for top in every if not below.get(top.pk)]
        groups.append((_("Other countries"), sorted(others, key=lambda choice: choice[1])))
    return groups


def _indented(place: Place, below: dict[UUID | None, list[Place]], depth: int) -> Choices:
    lines = [(place.code, "\u2003" * depth + place.label)]
    for child in below.get(place.pk, []):
        lines += _indented(child, below, depth + 1)
    return lines


def _places() -> QuerySet[Place]:
    # Not at the top: Django imports this package before models may be imported.
    from .models import Place

    return Place.objects.order_by("order")


def _ids(sql: str, pk: UUID) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [pk])
        return [row[0] for row in cursor.fetchall()]
