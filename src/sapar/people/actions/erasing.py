"""Erasing a person: the key dies, the figures stay."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import vault
from sapar.kernel.access import need_to_know
from sapar.kernel.access.context import linking_role
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import WorkflowRefused
from sapar.people.identity import groups
from sapar.people.models import Person, SafeContact


@action("people.erase_person", record="person", verb="erase", on="person")
def erase_person(*, by: User, person: Person) -> Person:
    """Make everything that identifies the person unreadable for good, in old backups too.

    Names, contacts, documents, addresses, rules of contact and search keys are deleted, the key of the
    person is destroyed, consents keep what was asked and when but no witness or guardian. The ledger
    keeps its entries under the code that now belongs to nobody. Files of the same person show this one no
    more, and nobody is asked about it; who was counted once stays counted once. Raises WorkflowRefused when
    done before.
    """
    if person.erased_at is not None:
        raise WorkflowRefused(_("This person was erased already."))
    for related in (person.names, person.contacts, person.documents, person.addresses, person.match_keys):
        related.all().delete()
    SafeContact.objects.filter(person=person).delete()
    person.consents.update(witness=None, guardian=None)
    person.birth = person.note = None
    person.citizenships = []
    person.erased_at = timezone.now()
    person.save(update_fields=["birth", "note", "citizenships", "erased_at"])
    with linking_role():
        groups.close_pairs(person.id, at=person.erased_at)
        groups.forget_questions(person.id)
    need_to_know.end_all(person.id, "person")
    vault.erase(person.id, by)
    return person
