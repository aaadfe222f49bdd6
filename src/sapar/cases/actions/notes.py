"""Writing things down."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sapar.cases.checks import text_of
from sapar.cases.models import Audience, Case, DataClass, Note
from sapar.cases.policy import READ_VERBS
from sapar.kernel import vault
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid


@action("cases.write_note", record="case", verb="note", on="case")
def write_note(
    *,
    by: User,
    case: Case,
    text: str,
    data_class: str = DataClass.ORDINARY,
    audience: str = Audience.CASE,
    key: UUID | None = None,
) -> Note:
    """Add a sealed note. A closed case still takes notes: what becomes known later belongs to it.

    Raises Invalid for empty text or an unknown class or audience, NotAllowed for a class one may not read.
    """
    if data_class not in DataClass.values:
        raise Invalid(
            _("This kind of note is not known."), field="data_class", advice=_("Choose one of the values offered.")
        )
    if audience not in Audience.values:
        raise Invalid(
            _("This group of readers is not known."), field="audience", advice=_("Choose one of the values offered.")
        )
    policy.require(by, READ_VERBS[data_class], "case", case)
    note = Note(case=case, organisation=by.organisation, data_class=data_class, audience=audience, written_by=by)
    vault.put(note, by=by, text=text_of(text, field="text", required=True))
    note.save(force_insert=True)
    return note
