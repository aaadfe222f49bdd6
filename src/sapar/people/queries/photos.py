"""Looking at photos: the consent is asked each time, and each look is journalled."""

import base64
from uuid import UUID

from sapar.kernel import vault
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.errors import NotFound
from sapar.people import releasing
from sapar.people.models import Person, Photo


def may_see_photos(person: Person, *, by: User) -> releasing.Release:
    """Whether the user's organisation may look at photos of the person now, and why not."""
    if by.organisation_id == person.organisation_id:
        return releasing.may_release(person, data_class=releasing.PHOTO, purpose=releasing.CASEWORK, recipient_id=None)
    answers = [
        releasing.may_release(person, data_class=releasing.PHOTO, purpose=purpose, recipient_id=by.organisation_id)
        for purpose in releasing.SHARING_PURPOSES
    ]
    return next((each for each in answers if each), answers[0])


def photos_of(person: Person) -> list[Photo]:
    """The photos that are not stopped, without their content. Ask `may_see_photos` first."""
    return list(Photo.objects.filter(person=person, stopped_at=None).defer("image").order_by("-added_at"))


def photo_for(*, by: User, photo_id: UUID) -> Photo:
    """One photo for those who may change it. Raises NotFound, NotAllowed."""
    found = Photo.objects.select_related("person").filter(pk=photo_id).first()
    if found is None:
        raise NotFound
    policy.require(by, "view_identity", "photo", found)
    return found


def picture_of(*, by: User, photo_id: UUID) -> tuple[bytes, str]:
    """Bytes and media type. Raises NotFound also when the person no longer agrees, NotAllowed."""
    found = photo_for(by=by, photo_id=photo_id)
    if found.stopped_at is not None or not may_see_photos(found.person, by=by):
        raise NotFound
    opened = vault.read([found], ["image"], by=by)[found.pk]["image"]
    if opened is None:
        raise NotFound
    return base64.b64decode(opened), found.media_type
