"""Who belongs to a person, what they speak, what they find difficult, where their documents are."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms, vault
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.kernel.ids import uuid7
from sapar.people import abilities
from sapar.people.inputs import AbilitiesInput, RelationshipInput, note
from sapar.people.minors import Age, age_of
from sapar.people.models import GuardianBasis, HouseholdMember, IdentityDocument, Person, Relationship
from sapar.people.queries import birth_of, visible_people


@action("people.change_abilities", record="person", verb="edit", on="person")
def change_abilities(*, by: User, person: Person, told: AbilitiesInput) -> Person:
    """Languages, the need of an interpreter, and difficulties in daily life; these only by who may see health."""
    for code in told.languages:
        terms.require("language", code, field="languages")
    person.languages, person.interpreter = list(dict.fromkeys(told.languages)), told.interpreter
    vault.put(person, by=by, disability=abilities.packed(dict(told.difficulties)))
    person.save(update_fields=["languages", "interpreter", "disability"])
    return person


@action("people.change_document", record="identity_document", verb="edit", on="document")
def change_document(*, by: User, document: IdentityDocument, status: str) -> IdentityDocument:
    """Where a document is now: found again, taken away, destroyed, being restored."""
    document.status = terms.require("document_status", status, field="status").code
    document.save(update_fields=["status"])
    return document


@action("people.add_relationship", record="person", verb="edit", on="person")
def add_relationship(*, by: User, person: Person, told: RelationshipInput, key: UUID | None = None) -> Relationship:
    """A relative, a guardian, somebody of importance. Raises Invalid for a guardian of somebody of age."""
    return store_relationship(person, told, by=by)


def store_relationship(person: Person, told: RelationshipInput, *, by: User) -> Relationship:
    """Check and store one tie, also of somebody who is being registered. Raises Invalid naming the field."""
    terms.require("relationship", told.relation, field="relation")
    other = _on_file(person, told, by=by)
    name = note(told.name, field="name")
    if bool(name) == (other is not None):
        raise Invalid(
            _("Write the name, or the code of a person on file: one of the two."),
            field="name",
            advice=_("A person on file is named by their code alone."),
        )
    if told.guardian and told.guardian not in GuardianBasis.values:
        raise Invalid(_("This right of a guardian is not known."), field="guardian")
    if told.guardian and age_of(birth_of(person, by=by), timezone.localdate()) is Age.ADULT:
        raise Invalid(
            _("This person is of age and has no guardian."),
            field="guardian",
            advice=_("If the birth date is wrong, correct it first."),
        )
    row = Relationship(
        person=person, relation=told.relation, other=other, guardian=told.guardian, aware=told.aware, added_by=by
    )
    vault.put(row, by=by, name=name or None, reach=note(told.reach, field="reach") or None)
    row.save(force_insert=True)
    return row


@action("people.end_relationship", record="relationship", verb="edit", on="relationship")
def end_relationship(*, by: User, relationship: Relationship) -> Relationship:
    """The tie has ended: a divorce, a guardian dismissed. The row stays."""
    if relationship.ended_on is not None:
        raise WorkflowRefused(_("This tie has ended already."))
    relationship.ended_on = timezone.localdate()
    relationship.save(update_fields=["ended_on"])
    return relationship


@action("people.join_household", record="person", verb="edit", on="person")
def join_household(*, by: User, person: Person, other_code: str, key: UUID | None = None) -> HouseholdMember:
    """The person lives with somebody on file. Leaves the household lived in before."""
    other = visible_people(by).filter(code=other_code.strip().upper(), erased_at=None).exclude(pk=person.pk).first()
    if other is None:
        raise _unknown("other_code")
    theirs = HouseholdMember.objects.filter(person=other, left_on=None).first()
    today = timezone.localdate()
    if theirs is None:
        theirs = HouseholdMember.objects.create(person=other, household=uuid7(), added_by=by)
    mine = HouseholdMember.objects.filter(person=person, left_on=None)
    if (same := mine.filter(household=theirs.household).first()) is not None:
        return same
    mine.update(left_on=today)
    return HouseholdMember.objects.create(person=person, household=theirs.household, joined_on=today, added_by=by)


@action("people.leave_household", record="person", verb="edit", on="person")
def leave_household(*, by: User, person: Person) -> Person:
    """The person lives there no longer. Raises WorkflowRefused when in no household."""
    if not HouseholdMember.objects.filter(person=person, left_on=None).update(left_on=timezone.localdate()):
        raise WorkflowRefused(_("This person is in no household."))
    return person


def _on_file(person: Person, told: RelationshipInput, *, by: User) -> Person | None:
    if not told.other_code.strip():
        return None
    found = visible_people(by).filter(code=told.other_code.strip().upper(), erased_at=None).first()
    if found is None or found.pk == person.pk:
        raise _unknown("other_code")
    return found


def _unknown(field: str) -> Invalid:
    return Invalid(
        _("There is no other person with this code that you may know of."),
        field=field,
        advice=_("Look at the code at the top of the file."),
    )
