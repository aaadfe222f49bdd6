"""What the pages of a person share: the form page on a file or on one row of it, and the way back."""

from typing import ClassVar
from uuid import UUID

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import User
from sapar.kernel.errors import Text
from sapar.kernel.ui.form_page import Crumbs, FormPage
from sapar.people import queries
from sapar.people.models import Person

#: Where the forms call a field otherwise than the inputs do.
SHOWN_AT = {
    "names": "given",
    "value": "phone",
    "number": "document",
    "text": "address",
    "citizenships": "citizenship",
    "channels": "safe_channels",
}


def crumbs(person: Person, title: Text) -> Crumbs:
    """The way back from a page of the person."""
    return [
        (_("People"), reverse("people:list")),
        (person.code, reverse("people:person", args=[person.pk])),
        (title, None),
    ]


class PersonPage(FormPage[Person]):
    """One form and one action on a person's file."""

    shown_at: ClassVar[dict[str, str]] = SHOWN_AT

    def find(self, user: User, id: UUID, verb: str = "view") -> Person:
        return queries.get_person(by=user, person_id=id, verb=verb)

    def back(self, record: Person) -> str:
        return reverse("people:person", args=[record.pk])

    def crumbs(self, record: Person, title: Text) -> Crumbs:
        return crumbs(record, title)


class RowPage[Row: Model](FormPage[Row]):
    """One form and one action on a row of a person's file; leads back to the file."""

    def person(self, record: Row) -> Person:
        """Whose row it is."""
        found: Person = record.person  # type: ignore[attr-defined]  # every row of a file has its person
        return found

    def back(self, record: Row) -> str:
        return reverse("people:person", args=[self.person(record).pk])

    def crumbs(self, record: Row, title: Text) -> Crumbs:
        return crumbs(self.person(record), title)

    def code(self, record: Row) -> str:
        return self.person(record).code
