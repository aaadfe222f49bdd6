"""Searching leaves a receipt: nobody is registered without somebody having looked first."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import journal
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid
from sapar.kernel.ids import uuid7
from sapar.people.indexing import hashes_in_force
from sapar.people.models import SearchReceipt
from sapar.people.queries import Criteria, Found, find

#: A receipt serves one registration within this time; afterwards somebody else may have registered her.
RECEIPT_LASTS = timedelta(minutes=30)


@action("people.search", record="person", verb="search")
def search_people(*, by: User, criteria: Criteria) -> tuple[Found, SearchReceipt]:
    """Who may be meant, and the receipt that allows to register somebody new.

    Raises Invalid when what was given fits too many people. Journals the names of the fields only.
    """
    number = uuid7()
    found = find(by=by, criteria=criteria, about=number)
    receipt = SearchReceipt.objects.create(
        id=number, user=by, keys=found.keys, fingerprints=sorted(fingerprints(criteria)), shown=len(found.candidates)
    )
    journal.record(
        "people.searched", by=by, kind="search", id=receipt.id,
        detail={"fields": criteria.fields, "shown": len(found.candidates), "supervisor": found.ask_supervisor},
    )  # fmt: skip
    return found, receipt


def fingerprints(criteria: Criteria) -> set[int]:
    """Keyed hashes of what a search or a registration tells; empty when it tells too little to be found by."""
    try:
        return set(hashes_in_force(criteria.keys()))
    except Invalid:
        return set()


def spend(token: UUID, *, by: User, told: Criteria) -> SearchReceipt:
    """Use a receipt up. Raises Invalid when it is not this user's, older than 30 minutes or used, or when the
    search was for somebody else than who is ``told`` now."""
    receipt = SearchReceipt.objects.select_for_update().filter(pk=token, user=by).first()
    if receipt is None or receipt.used_at is not None or receipt.at < timezone.now() - RECEIPT_LASTS:
        raise Invalid(
            _("Search for the person first: you have made no search for this registration within 30 minutes."),
            field="search_token",
            advice=_("Search again by name and birth year. What you typed is kept in the form."),
        )
    wanted = fingerprints(told)
    if wanted and not wanted & set(receipt.fingerprints):
        raise Invalid(
            _("You searched for somebody else than you are registering."),
            field="search_token",
            advice=_("Search again by this name and birth year: the person may be known already."),
        )
    receipt.used_at = timezone.now()
    receipt.save(update_fields=["used_at"])
    return receipt
