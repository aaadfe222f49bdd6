"""Lists: whom have I, who looked, what was imported, with whom can be shared."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sapar.kernel import journal
from sapar.kernel.access import policy
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.dates import PartialDate
from sapar.kernel.errors import NotAllowed
from sapar.kernel.journal import words
from sapar.people.models import ImportBatch, Person
from sapar.people.opening import identities
from sapar.people.queries.visible import get_person, visible_people


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list of people."""

    person: Person
    name: str
    birth: PartialDate


def list_people(*, by: User, page: int = 1, size: int = 25) -> tuple[list[Line], bool]:
    """The newest files of the user, and whether there are more. Names only for those who may see them.

    Raises NotAllowed for a role that sees no files at all.
    """
    policy.require(by, "view", "person")
    people = list(
        visible_people(by, "view")
        .select_related("organisation")
        .order_by("-registered_at", "id")[(page - 1) * size : page * size + 1]
    )
    more = len(people) > size
    people = people[:size]
    named = set(visible_people(by).filter(pk__in=[p.pk for p in people]).values_list("pk", flat=True))
    held = identities([p for p in people if p.pk in named], by=by, purpose="list")
    return [
        Line(p, held[p.pk].name if p.pk in held else "", held[p.pk].birth if p.pk in held else PartialDate.unknown())
        for p in people
    ], more


@dataclass(frozen=True, slots=True)
class Look:
    """One line of "who looked": when, who, what was done or seen, all in words."""

    at: datetime
    user: str
    organisation: str
    action: str
    fields: str
    purpose: str
    refused: bool = False


def who_looked(*, by: User, person_id: UUID, most: int = 200) -> list[Look]:
    """The journal of one person, newest first. Raises NotFound, NotAllowed."""
    person = get_person(by=by, person_id=person_id)
    policy.require(by, "view_access", "person", person)
    rows = list(journal.history("person", person.id)[:most])
    users = {
        user.id: user
        for user in User.objects.filter(pk__in={row.actor for row in rows if row.actor}).select_related("organisation")
    }
    return [_look(row, users) for row in rows]


def _look(row: Any, users: dict[UUID, User]) -> Look:
    user = users.get(row.actor)
    refused = row.action == "refused"
    return Look(
        at=row.at,
        user=user.name if user else "",
        organisation=str(user.organisation) if user else "",
        action=words.say("action", row.detail.get("action", "refused") if refused else row.action),
        fields=", ".join(words.fields(row.detail.get("fields", ()))) if row.action == "look" else "",
        purpose=words.say("purpose", row.purpose) if row.purpose else "",
        refused=refused,
    )


def imports(*, by: User) -> QuerySet[ImportBatch]:
    """Imported lists of the user's organisations, newest first. Raises NotAllowed."""
    if not policy.may(by, "view", "import_batch"):
        raise NotAllowed(_("Your role does not allow to see imported lists."))
    return (
        ImportBatch.objects.filter(policy.rows(by, "view", "import_batch"))
        .select_related("imported_by")
        .order_by("-imported_at")
    )


def recipients(*, by: User) -> QuerySet[Organisation]:
    """Organisations a person's data can be shared with: those that work with people, except one's own."""
    return Organisation.objects.filter(is_operational=True).exclude(pk=by.organisation_id).order_by("code")
