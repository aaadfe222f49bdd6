"""The person's own copy: made in one step, sealed until it is handed over, handed over once."""

import base64
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel import vault
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.people import own_copy, releasing
from sapar.people.models import OwnCopy, Person
from sapar.people.own_copy.words import LANGUAGES
from sapar.people.own_copy.writing import as_zip

LASTS = timedelta(days=7)


@action("people.make_own_copy", record="person", verb="own_copy", on="person")
def make_own_copy(
    *, by: User, person: Person, language: str, notes_read: bool = False, key: UUID | None = None
) -> OwnCopy:
    """Make the copy of everything held, as a page and as data, in the person's language.

    `notes_read`: somebody has read the free notes and they say nothing about others; without it they stay out.
    Raises WorkflowRefused for an erased person, Invalid for a language without words.
    """
    if language not in LANGUAGES:
        raise Invalid(_("There are no words for the copy in this language."), field="language")
    releasing.require(person, data_class="identity", purpose=releasing.SUBJECT_ACCESS, recipient_id=None)
    copy = own_copy.gather(person, by=by, language=language, with_notes=notes_read)
    row = OwnCopy(person=person, language=language, made_by=by, expires_at=timezone.now() + LASTS)
    vault.put(row, by=by, content=base64.b64encode(as_zip(copy)).decode("ascii"))
    row.save(force_insert=True)
    return row


@action("people.fetch_own_copy", record="own_copy", verb="own_copy", on="copy")
def fetch_own_copy(*, by: User, copy: OwnCopy) -> OwnCopy:
    """Take the copy out, once: the sealed file is emptied. The bytes are in `handed_over` of the result.

    Raises WorkflowRefused when it was fetched before or its time is over.
    """
    if copy.content is None or copy.expires_at < timezone.now():
        raise WorkflowRefused(_("This copy was fetched already, or its time is over."), advice=_("Make a new one."))
    opened = vault.read([copy], ["content"], by=by, purpose="own_copy")[copy.pk]["content"]
    if opened is None:
        raise WorkflowRefused(_("Your organisation can no longer open this copy."))
    copy.content, copy.fetched_at, copy.fetched_by = None, timezone.now(), by
    copy.save(update_fields=["content", "fetched_at", "fetched_by"])
    copy.handed_over = base64.b64decode(opened)
    return copy
