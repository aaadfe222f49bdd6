"""Sharing that ends by the calendar: nobody has to remember the last day of a consent."""

import logging

from django.db import transaction

from sapar.cases import lapsed_door
from sapar.kernel import journal, vault
from sapar.kernel.access import need_to_know
from sapar.kernel.access.models import Organisation
from sapar.kernel.errors import Invalid

log = logging.getLogger(__name__)


def end_lapsed_sharing() -> int:
    """End what is shared beyond the last day of the consent; returns how many files and cases.

    The system itself does it (journalled with no actor), so no user's permission is asked. Safe to repeat.
    """
    found = lapsed_door.lapsed()
    for each in found:
        with transaction.atomic():
            _end(each)
    return len(found)


def _end(each: lapsed_door.Lapsed) -> None:
    organisation = Organisation.objects.get(pk=each.organisation_id)
    need_to_know.uninvolve(each.subject_id, each.kind, organisation=organisation)
    detail = {"organisation": str(organisation.pk)}
    journal.record("cases.sharing_lapsed", by=None, kind=each.kind, id=each.subject_id, detail=detail)
    held = each.owner_id != organisation.pk and vault.knows(each.person_id, organisation.pk)
    if each.kind == "person" and held:
        try:
            vault.withdraw(each.person_id, organisation_id=organisation.pk, by=None)
        except Invalid:
            # No other organisation could read the file: need-to-know has ended, the last key stays for a decision.
            log.warning("the last key of a shared file was kept")
