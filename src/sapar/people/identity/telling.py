"""What one organisation may be told of a file that is another's: the organisation's name, or not even that."""

from collections.abc import Collection
from uuid import UUID

from sapar.kernel import terms
from sapar.kernel.access.context import figures_role, linking_role
from sapar.kernel.access.models import Organisation
from sapar.kernel.ledger.models import LedgerEntry
from sapar.people.models import Person

#: Whoever was accommodated may be found by being told where: then no organisation is named.
_SHELTERED = "humanitarian.accommodation"


def holders(people: Collection[UUID]) -> dict[UUID, Organisation | None]:
    """The organisation that has each file; None where its name must not be told (restricted, accommodated)."""
    with linking_role():
        files = list(
            Person.objects.filter(pk__in=people).values_list("pk", "organisation_id", "restricted", "erased_at")
        )
    hidden = {row[0] for row in files if row[2] or row[3]} | _sheltered(people)
    named = {row[0]: row[1] for row in files if row[0] not in hidden}
    organisations = Organisation.objects.in_bulk(set(named.values()))
    return {row[0]: organisations.get(named.get(row[0])) for row in files}


def _sheltered(people: Collection[UUID]) -> set[UUID]:
    codes = terms.subtree("service", _SHELTERED)
    with figures_role():
        entries = LedgerEntry.objects.live().filter(person_id__in=people, kind__in=codes)
        return {each for each in entries.values_list("person_id", flat=True) if each}
