"""Photos: sealed like every other word about the person, and only while the person agrees."""

import base64
from uuid import UUID

from sapar.kernel import vault
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.people import releasing
from sapar.people.models import Person, Photo
from sapar.people.pictures import clean


@action("people.add_photo", record="person", verb="edit", on="person")
def add_photo(*, by: User, person: Person, content: bytes, key: UUID | None = None) -> Photo:
    """Keep a photo, stripped of everything but the picture.

    Raises WorkflowRefused without a consent to photos in force, Invalid for what is no photo or too large.
    """
    releasing.require(
        person, data_class=releasing.PHOTO, purpose=releasing.CASEWORK, recipient_id=person.organisation_id
    )
    picture = clean(content)
    row = Photo(
        person=person, media_type=picture.media_type, width=picture.width, height=picture.height,
        size=len(picture.content), added_by=by,
    )  # fmt: skip
    vault.put(row, by=by, image=base64.b64encode(picture.content).decode("ascii"))
    row.save(force_insert=True)
    return row


@action("people.delete_photo", record="photo", verb="edit", on="photo")
def delete_photo(*, by: User, photo: Photo) -> Person:
    """Delete a photo for good."""
    person, identifier = photo.person, photo.pk
    photo.delete()
    photo.pk = identifier  # the journal names what is gone
    return person
