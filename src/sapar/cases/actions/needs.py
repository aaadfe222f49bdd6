"""What the person lacks, and how it ended."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.cases.checks import optional_term, require_open, text_of
from sapar.cases.models import Case, Need, NeedStatus
from sapar.kernel import terms, vault
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import WorkflowRefused


@action("cases.record_need", record="case", verb="add_need", on="case")
def record_need(
    *, by: User, case: Case, category: str, urgency: str = "", note: str = "", key: UUID | None = None
) -> Need:
    """Record a need (terms need and urgency) with a sealed note. Raises Invalid, WorkflowRefused when closed."""
    require_open(case)
    terms.require("need", category, field="category")
    need = Need(
        case=case, category=category, urgency=optional_term("urgency", urgency, field="urgency"), recorded_by=by
    )
    vault.put(need, by=by, note=text_of(note, field="note"))
    need.save(force_insert=True)
    return need


@action("cases.meet_need", record="need", verb="add_need", on="need")
def meet_need(*, by: User, need: Need) -> Need:
    """The need is answered. Raises WorkflowRefused when it had ended before."""
    return _end(need, NeedStatus.MET, by=by)


@action("cases.drop_need", record="need", verb="add_need", on="need")
def drop_need(*, by: User, need: Need, reason: str) -> Need:
    """The need is no longer pursued; the reason is sealed. Raises Invalid without a reason."""
    vault.put(need, by=by, reason=text_of(reason, field="reason", required=True))
    return _end(need, NeedStatus.DROPPED, by=by)


def _end(need: Need, status: NeedStatus, *, by: User) -> Need:
    require_open(need.case)
    if need.status != NeedStatus.OPEN:
        raise WorkflowRefused(_("This need has ended already."), advice=_("Record a new need if it came back."))
    need.status, need.ended_by, need.ended_at = status, by, timezone.now()
    need.save(update_fields=["status", "reason", "ended_by", "ended_at"])
    return need
