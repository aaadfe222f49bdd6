"""What is known of somebody who is looked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sapar.kernel.dates import PartialDate
from sapar.kernel.errors import Invalid
from sapar.people import matching
from sapar.people.names.keys import (
    TAIL_DIGITS,
    Key,
    beginning_keys,
    day_keys,
    deletion_keys,
    digits,
    document_keys,
    pair_keys,
    phone_keys,
    tail_keys,
    typed_keys,
    words,
    year_keys,
)

#: Birth years are guesses: so many years before and after are looked at.
YEARS_AROUND = 2


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is known of somebody before registering: a name in any script and order, and further names."""

    given: str = ""
    family: str = ""
    patronymic: str = ""
    names: Sequence[tuple[str, ...]] = ()
    birth: PartialDate = field(default_factory=PartialDate.unknown)
    phone: str = ""
    document: str = ""
    sex: str = "unknown"
    code: str = ""
    places: frozenset[UUID] = frozenset()
    """A place and everything inside it."""

    @property
    def every_name(self) -> list[tuple[str, ...]]:
        """All names to look under, each as (given, family, patronymic)."""
        named = [(self.given, self.family, self.patronymic), *self.names]
        return [parts for parts in named if any(part.strip() for part in parts)]

    @property
    def fields(self) -> list[str]:
        """Names of the fields that were filled in, for the journal."""
        filled = {
            "names": bool(self.every_name), "birth": self.birth.year is not None, "phone": bool(self.phone),
            "document": bool(self.document), "code": bool(self.code), "place": bool(self.places),
        }  # fmt: skip
        return sorted(name for name, used in filled.items() if used)

    def keys(self) -> set[Key]:
        """Search keys; raises Invalid when nothing given can be searched by."""
        keys = self._numbers()
        for parts in self.every_name:
            keys |= pair_keys(parts) | deletion_keys(parts) | day_keys(parts, self.birth)
            keys |= year_keys(parts, self.birth, around=YEARS_AROUND)
            keys |= beginning_keys(parts, self.birth, around=YEARS_AROUND)
        if not keys and not self.code:
            raise _too_little(any(words(parts) for parts in self.every_name))
        return keys

    def typed_keys(self) -> set[Key]:
        """Keys while somebody still types: beginnings near the birth year, names as far as they are complete."""
        keys = self._numbers()
        for parts in self.every_name:
            keys |= typed_keys(parts, self.birth, around=1)
            if self.birth.year is None:
                keys |= pair_keys(parts) | deletion_keys(parts)
        return keys

    def _numbers(self) -> set[Key]:
        keys = phone_keys(self.phone) | document_keys(self.document)
        for parts in self.every_name or [()]:
            keys |= tail_keys(parts, self.birth, self.phone, around=1)
        return keys

    def known(self) -> matching.Known:
        """The same as one side of a comparison."""
        phones = frozenset(content for _, content in phone_keys(self.phone))
        end = digits(self.phone)
        return matching.Known(
            self.every_name, self.birth, self.sex, phones,
            frozenset(content for _, content in document_keys(self.document)),
            self.places,
            phone_end="" if phones or len(end) < TAIL_DIGITS else end,
        )  # fmt: skip


def _too_little(one_name: bool) -> Invalid:
    if one_name:
        return Invalid(
            _("One name alone fits too many people."),
            field="names",
            advice=_("Add a second name, a birth year (also approximate), a phone or a document number."),
        )
    return Invalid(
        _("There is nothing to search for."),
        field="names",
        advice=_("Type two names, or one name and a birth year, a phone, a document number or a person code."),
    )
