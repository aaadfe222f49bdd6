"""Letting another organisation work with a person's file, on the person's word."""

from django.utils.translation import gettext_lazy as _

from sapar.kernel import vault
from sapar.kernel.access import need_to_know
from sapar.kernel.access.models import Basis, Organisation, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.people.models import Person
from sapar.people.releasing import released
from sapar.people.revoking import end_sharing


@action("people.share_person", record="person", verb="share", on="person")
def share_person(*, by: User, person: Person, organisation: Organisation) -> Person:
    """Give `organisation` need-to-know and a key of its own.

    Raises WorkflowRefused without a consent in force for that organisation, Invalid for one's own or
    one without users.
    """
    if organisation.id == person.organisation_id or not organisation.is_operational:
        raise Invalid(
            _("The file cannot be shared with this organisation."),
            field="organisation",
            advice=_("Choose another organisation that works with people."),
        )
    if not released(person, recipient_id=organisation.pk):
        raise WorkflowRefused(
            _("There is no consent in force to share this file with %(organisation)s.")
            % {"organisation": organisation},
            advice=_("Ask the person and record the consent for this organisation first."),
        )
    vault.share(person.id, organisation_id=organisation.id, by=by)
    need_to_know.involve(person.id, "person", basis=Basis.SHARED, organisation=organisation)
    return person


@action("people.stop_sharing", record="person", verb="share", on="person")
def stop_sharing(*, by: User, person: Person, organisation: Organisation) -> Person:
    """Take the file away from an organisation without the person having withdrawn anything."""
    if not end_sharing(person, organisation, by=by):
        raise WorkflowRefused(_("This file is not shared with that organisation."))
    return person
