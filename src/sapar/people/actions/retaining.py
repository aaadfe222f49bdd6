"""Keeping no file longer than the schedule says: notice first, a hold with a reason, then erasing."""

import logging
from collections import defaultdict
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import journal, vault
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import RoleGrant, User
from sapar.kernel.access.roles import Role
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.people import retaining
from sapar.people.actions.erasing import wipe
from sapar.people.duties import tell
from sapar.people.inputs import note
from sapar.people.models import DutyKind, Person, RetentionReview, ReviewState
from sapar.people.retaining import NOTICE, Past

log = logging.getLogger(__name__)

SHORTEST_REASON = 10


def keep_to_schedule(today: date | None = None) -> dict[str, int]:
    """One round of the clock; returns how many files were noticed, erased, and found needed again.

    The system itself does it (journalled without an actor). It looks at files with the eyes of the organisation's
    data-protection officer, who sees no name; an organisation without one has nothing erased, because nobody
    could object. Safe to repeat.
    """
    retaining.tidy()
    day = today or timezone.localdate()
    by_organisation: defaultdict[UUID, dict[UUID, Past]] = defaultdict(dict)
    for each in retaining.past(day):
        by_organisation[each.organisation_id][each.person_id] = each
    counts = {"noticed": 0, "erased": 0, "needed": 0}
    for organisation, officer in _officers().items():
        with acting_as(officer):
            _round(by_organisation.pop(organisation, {}), day, counts)
    for organisation in by_organisation:
        log.warning("files past their time in an organisation without a data-protection officer: %s", organisation)
    return counts


def _officers() -> dict[UUID, User]:
    grants = RoleGrant.objects.in_force().filter(role=Role.DATA_PROTECTION_OFFICER, user__is_active=True)
    return {grant.organisation_id: grant.user for grant in grants.select_related("user").order_by("-granted_at")}


def _round(past: dict[UUID, Past], day: date, counts: dict[str, int]) -> None:
    waiting = {
        review.person_id: review
        for review in RetentionReview.objects.select_related("person").filter(
            state__in=[ReviewState.NOTICED, ReviewState.HELD]
        )
    }
    for person_id, review in waiting.items():
        if person_id not in past:
            if review.person.erased_at is None:
                _settle(review, ReviewState.NEEDED)
                counts["needed"] += 1
        elif review.state == ReviewState.HELD:
            if review.hold_until is not None and review.hold_until < day:
                _notice(review, day)
                counts["noticed"] += 1
        elif review.erase_on <= day:
            _erase(review)
            counts["erased"] += 1
    for person_id, each in past.items():
        if person_id not in waiting:
            person = Person.objects.get(pk=person_id)
            _notice(RetentionReview(person=person, last_on=each.last_on), day)
            counts["noticed"] += 1


def _notice(review: RetentionReview, day: date) -> None:
    review.state, review.erase_on, review.hold_until = ReviewState.NOTICED, day + NOTICE, None
    review.noticed_at = timezone.now()
    review.save()
    person = review.person
    tell(DutyKind.RETENTION, person, organisation_id=person.organisation_id, about=review.pk)
    journal.record("people.retention_noticed", by=None, kind="person", id=person.pk)


def _settle(review: RetentionReview, state: ReviewState) -> None:
    review.state, review.decided_at = state, timezone.now()
    review.save(update_fields=["state", "decided_at"])


def _erase(review: RetentionReview) -> None:
    person = Person.objects.select_for_update().get(pk=review.person_id)
    _settle(review, ReviewState.ERASED)
    wipe(person, by=None)
    journal.record("people.erased_by_schedule", by=None, kind="person", id=person.pk)


@action("people.hold_file", record="retention_review", verb="retain", on="review")
def hold_file(
    *, by: User, review: RetentionReview, until: date, reason: str, version: int | None = None
) -> RetentionReview:
    """Keep a file past its time until a day, for a reason: a trial, a claim, an inquiry.

    Raises WorkflowRefused when it was erased or is needed again, Invalid for a missing reason or a past day.
    """
    if review.state not in (ReviewState.NOTICED, ReviewState.HELD):
        raise WorkflowRefused(_("There is nothing to hold: this file was erased or is in use again."))
    why = note(reason, field="reason")
    if len(why) < SHORTEST_REASON:
        raise Invalid(
            _("A hold needs a reason."), field="reason", advice=_("Say what the file is needed for. Write no names.")
        )
    if until <= timezone.localdate():
        raise Invalid(_("This day is over."), field="until", advice=_("Choose a later day."))
    review.state, review.hold_until = ReviewState.HELD, until
    review.decided_by, review.decided_at = by, timezone.now()
    vault.put(review, by=by, reason=why)
    review.save()
    return review


@action("people.release_hold", record="retention_review", verb="retain", on="review")
def release_hold(*, by: User, review: RetentionReview, version: int | None = None) -> RetentionReview:
    """End a hold: the file is noticed anew, with the full time to object."""
    if review.state != ReviewState.HELD:
        raise WorkflowRefused(_("This file is not held."))
    review.state, review.hold_until = ReviewState.NOTICED, None
    review.erase_on = timezone.localdate() + NOTICE
    review.decided_by, review.decided_at = by, timezone.now()
    review.save()
    return review
