"""Taking a person's file away from an organisation it was shared with."""

from sapar.kernel import vault
from sapar.kernel.access import need_to_know
from sapar.kernel.access.models import Organisation, User
from sapar.people.models import Person


def end_sharing(person: Person, organisation: Organisation, *, by: User) -> bool:
    """End need-to-know and remove the key wrap; whether anything was shared. Takes effect with the next request."""
    ended = need_to_know.uninvolve(person.id, "person", organisation=organisation)
    holds = organisation.id != person.organisation_id and vault.knows(person.id, organisation.id)
    if holds:
        vault.withdraw(person.id, organisation_id=organisation.id, by=by)
    return bool(ended) or holds
