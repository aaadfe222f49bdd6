"""Places as figures need them: which oblast or district a place lies in. Places change only with a release."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from sapar.kernel.errors import Invalid
from sapar.kernel.i18n import label


@dataclass(frozen=True)
class PlaceRow:
    """A place with the code of the place around it on every level, itself included."""

    code: str
    levels: dict[str, str]
    labels: dict[str, str]


@dataclass
class Geography:
    """Every place by id and by code, read at once and kept until somebody asks for a place it does not know."""

    by_id: dict[UUID, PlaceRow | None] = field(default_factory=dict)
    by_code: dict[str, PlaceRow] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=dict)

    def read(self) -> None:
        """Take the places from the database anew."""
        from sapar.kernel.places.models import Place

        told = {
            row[0]: row
            for row in Place.objects.order_by("order").values_list("id", "code", "level", "parent_id", "labels")
        }
        self.by_id, self.below = {}, {}

        def place(id: UUID) -> PlaceRow:
            if (known := self.by_id.get(id)) is not None:
                return known
            _id, code, level, parent, labels = told[id]
            around = place(parent) if parent else None
            made = PlaceRow(code, {**(around.levels if around else {}), level: code}, labels)
            self.by_id[id] = made
            if around:
                self.below.setdefault(around.code, []).append(code)
            return made

        for id in told:
            place(id)
        self.by_code = {row.code: row for row in self.by_id.values() if row}

    def of(self, id: UUID) -> PlaceRow | None:
        """The place with this id; None when it is gone."""
        if id not in self.by_id:
            self.read()
            self.by_id.setdefault(id, None)
        return self.by_id[id]

    def subtree(self, code: str) -> set[str]:
        """The code and those of all places inside. Raises Invalid for a place that is not (any more) on record."""
        if code not in self.by_code:
            self.read()
        if code not in self.by_code:
            raise Invalid(
                _("The definition names the place “%(code)s”, which is not on record any more.") % {"code": code},
                field="place",
                advice=_("Choose another place; the figure needs a new version."),
            )
        found, waiting = set(), [code]
        while waiting:
            found.add(place := waiting.pop())
            waiting += self.below.get(place, [])
        return found

    def names(self, codes: Iterable[str]) -> dict[str, str]:
        """What the places are called in the active language."""
        if not self.by_code:
            self.read()
        return {code: label(row.labels) if (row := self.by_code.get(code)) else code for code in codes}


GEOGRAPHY = Geography()
