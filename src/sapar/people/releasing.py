"""May this kind of data of this person go to this recipient for this purpose now, and why not.

One function answers it for sharing, referral, export, statistics, research, photos and the person's own copy.
Nothing that leaves its scope is decided anywhere else; the property test holds it against the rules below.

1. Of an erased person nothing goes anywhere.
2. The person's own copy always may be given to the person.
3. Data that the person asked to restrict goes nowhere else.
4. The organisation that holds the file uses it for casework; a photo only with the person's yes.
5. A count that names nobody needs no consent: it is the organisation's account of its work (decision 0021).
6. Everything else needs a yes in force, for this purpose, this recipient and this kind of data. A purpose that
   names no body (statistics, research) may be allowed once for all recipients; the others never.
7. A yes is stopped by a later no in another file of the same person, until the person is asked again.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms
from sapar.kernel.errors import Text, WorkflowRefused
from sapar.people.models import Consent, ConsentStatus, Person
from sapar.people.saying_no import stopped_answers

SUBJECT_ACCESS: Final = "subject_access"
CASEWORK, REFERRAL, STATISTICS, RESEARCH = "casework", "referral", "statistics", "research"
COUNT: Final = "count"
"""What goes into a figure that names nobody: one person, counted."""
PHOTO: Final = "photo"
#: Purposes that let another organisation open the file.
SHARING_PURPOSES: Final = (REFERRAL, CASEWORK)
#: Purposes whose consent may be given for every recipient at once, because no recipient learns a name.
WITHOUT_NAMES: Final = (STATISTICS, RESEARCH)


@dataclass(frozen=True, slots=True)
class Release:
    """Yes or no, and why. `consent` is what a yes stands on, when it stands on one."""

    allowed: bool
    reason: Text
    consent: Consent | None = None

    def __bool__(self) -> bool:
        return self.allowed


def may_release(
    person: Person,
    *,
    data_class: str,
    purpose: str,
    recipient_id: UUID | None,
    on: date | None = None,
    consents: Iterable[Consent] | None = None,
    stopped: Collection[UUID] | None = None,
) -> Release:
    """The answer. `recipient_id` None or the holder's own id means that the data stays with the holder.

    `data_class` is a term of data_class, or `COUNT`. `consents`: those of the person, `stopped`: the ids of
    those that a no in another file stops, when the caller has them.
    """
    outside = recipient_id if recipient_id != person.organisation_id else None
    if (standing := _without_consent(person, data_class, purpose, outside)) is not None:
        return standing
    day = on or timezone.localdate()
    held = list(Consent.objects.filter(person=person) if consents is None else consents)
    fitting = [each for each in held if each.purpose == purpose and _for(each, person, purpose, outside)]
    agreed = [each for each in fitting if _in_force(each, day) and data_class in each.data_classes]
    if not agreed:
        return Release(False, _why_not(fitting, day))
    halted = stopped_answers(person) if stopped is None else stopped
    for consent in agreed:
        if consent.pk not in halted:
            return Release(True, _("The person agreed to this."), consent)
    return Release(False, _("The person said no in another file of theirs. Ask again."))


def _without_consent(person: Person, data_class: str, purpose: str, outside: UUID | None) -> Release | None:
    """The answer where no consent is asked; None where it is."""
    if person.erased_at is not None:
        return Release(False, _("This person was erased."))
    if purpose == SUBJECT_ACCESS:
        return Release(outside is None, _("Everybody may have a copy of what is held about them."))
    if person.frozen_at is not None:
        return Release(False, _("The person asked that the data is kept and used for nothing else."))
    if data_class == COUNT and purpose == STATISTICS:
        return Release(True, _("A count names nobody."))
    if outside is None and purpose == CASEWORK and data_class != PHOTO:
        return Release(True, _("The organisation that holds the file works with it."))
    return None


def _for(consent: Consent, person: Person, purpose: str, outside: UUID | None) -> bool:
    given_to = consent.recipient_id if consent.recipient_id != person.organisation_id else None
    return given_to == outside or (given_to is None and purpose in WITHOUT_NAMES)


def _in_force(consent: Consent, day: date) -> bool:
    if consent.status != ConsentStatus.GIVEN or consent.given_on is None or consent.given_on > day:
        return False
    return consent.expires_on is None or consent.expires_on >= day


def _why_not(fitting: list[Consent], day: date) -> Text:
    if any(_in_force(each, day) for each in fitting):
        return _("The person agreed, but not for this kind of information.")
    if not fitting:
        return _("The person has not been asked for this purpose and organisation.")
    newest = max(fitting, key=lambda each: each.recorded_at)
    if newest.status in (ConsentStatus.GIVEN, ConsentStatus.EXPIRED):
        return _("The consent has expired.")
    reasons: dict[str, Text] = {
        ConsentStatus.WITHDRAWN: _("The person took the consent back."),
        ConsentStatus.REFUSED: _("The person refused."),
    }
    return reasons.get(newest.status, _("The person has not answered yet."))


def released(
    person: Person, *, recipient_id: UUID, purposes: Iterable[str] = SHARING_PURPOSES, on: date | None = None
) -> frozenset[str]:
    """The kinds of data that may go to the recipient for any of the purposes. One question to the database."""
    held = list(Consent.objects.filter(person=person, status=ConsentStatus.GIVEN))
    known = {"on": on, "consents": held, "stopped": stopped_answers(person) if held else frozenset[UUID]()}
    return frozenset(
        each.code
        for each in terms.current("data_class")
        for purpose in purposes
        if may_release(person, data_class=each.code, purpose=purpose, recipient_id=recipient_id, **known)
    )


def require(person: Person, *, data_class: str, purpose: str, recipient_id: UUID | None) -> Release:
    """Like `may_release`, but raises WorkflowRefused with the reason."""
    answer = may_release(person, data_class=data_class, purpose=purpose, recipient_id=recipient_id)
    if not answer:
        raise WorkflowRefused(
            answer.reason, advice=_("Ask the person, and record the consent for this purpose and organisation first.")
        )
    return answer
