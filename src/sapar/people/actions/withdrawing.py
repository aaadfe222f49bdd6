"""What follows when a person takes a consent back: everything, in the same step."""

from collections.abc import Callable

from django.utils import timezone

from sapar.kernel import journal
from sapar.kernel.access.models import User
from sapar.people.duties import tell_workers
from sapar.people.models import Consent, ConsentStatus, DutyKind, Photo
from sapar.people.releasing import CASEWORK, PHOTO, SHARING_PURPOSES, may_release
from sapar.people.revoking import end_sharing
from sapar.people.saying_no import said_no_since

type Follow = Callable[[Consent, User], None]

_followers: dict[str, Follow] = {}


def register(name: str, follow: Follow) -> None:
    """What an upper room does about a withdrawal, before the sharing ends. The same name again replaces it."""
    _followers[name] = follow


def end(consent: Consent, *, by: User) -> None:
    """Mark the consent as withdrawn and undo what stood on it.

    Sharing ends and the key wrap goes unless another yes carries it, photos are no longer shown, open referrals
    are flagged, and everybody who worked on it is told, in both organisations.
    """
    consent.status = ConsentStatus.WITHDRAWN
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["status", "withdrawn_at"])
    person = consent.person
    for _name, follow in sorted(_followers.items()):
        follow(consent, by)
    tell_workers(DutyKind.CONSENT_ENDED, person, organisation_id=person.organisation_id, about=consent.pk)
    if consent.recipient is not None and consent.purpose in SHARING_PURPOSES and not carried_otherwise(consent):
        tell_workers(DutyKind.COPIES, person, organisation_id=consent.recipient.pk, about=consent.pk)
        end_sharing(person, consent.recipient, by=by)
        journal.record(
            "people.sharing_ended", by=by, kind="person", id=person.pk,
            detail={"organisation": str(consent.recipient.pk), "purpose": consent.purpose},
        )  # fmt: skip
    if PHOTO in consent.data_classes:
        follow_photos(consent, by=by)


def carried_otherwise(consent: Consent) -> bool:
    """Whether another yes to the same organisation lets the sharing go on."""
    others = Consent.objects.filter(person=consent.person, recipient=consent.recipient, status=ConsentStatus.GIVEN)
    others = others.exclude(pk=consent.pk).exclude(said_no_since())
    return any(other.in_force and other.purpose in SHARING_PURPOSES for other in others)


def follow_photos(consent: Consent, *, by: User) -> None:
    """Stop or allow the photos as the answers now say; tell who may have given one away."""
    person = consent.person
    allowed = bool(may_release(person, data_class=PHOTO, purpose=CASEWORK, recipient_id=None))
    photos = Photo.objects.filter(person=person)
    if allowed:
        photos.update(stopped_at=None)
    else:
        photos.filter(stopped_at=None).update(stopped_at=timezone.now())
    if consent.status == ConsentStatus.WITHDRAWN and photos.exists():
        tell_workers(DutyKind.PHOTO, person, organisation_id=person.organisation_id, about=consent.pk)
