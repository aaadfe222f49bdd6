"""Relatives, guardians and the household of a person, as far as the user may know them."""

from dataclasses import dataclass

from sapar.kernel.access.models import User
from sapar.people.models import HouseholdMember, Person, Relationship
from sapar.people.opening import opened
from sapar.people.queries.visible import display_names


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody on file who lives in the same household."""

    person: Person
    name: str


def relatives(person: Person, *, by: User) -> list[tuple[Relationship, dict[str, str]]]:
    """Each tie with the name and how to reach them; of those on file the name only for who may know them."""
    rows = list(Relationship.objects.filter(person=person).select_related("other").order_by("ended_on", "added_at"))
    names = (
        display_names(by, {row.other_id for row in rows if row.other_id}) if any(row.other_id for row in rows) else {}
    )
    return [
        (row, values | {"name": names.get(row.other_id, "") if row.other_id else values["name"]})
        for row, values in opened(rows, ("name", "reach"), by=by)
    ]


def housemates(person: Person, *, by: User) -> list[Housemate]:
    """The others of the household whose files the user may see."""
    mine = HouseholdMember.objects.filter(person=person, left_on=None).first()
    if mine is None:
        return []
    members = HouseholdMember.objects.filter(household=mine.household, left_on=None).exclude(person=person)
    others = [member.person for member in members.select_related("person")]
    names = display_names(by, {other.pk for other in others})
    return [Housemate(other, names.get(other.pk, other.code)) for other in others]
