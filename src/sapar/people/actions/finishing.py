"""Marking a duty of protection as done."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import WorkflowRefused
from sapar.people.models import Duty


@action("people.finish_duty", record="duty", verb="finish", on="duty")
def finish_duty(*, by: User, duty: Duty) -> Duty:
    """Somebody saw to it. Raises WorkflowRefused when it was done before."""
    if duty.done_at is not None:
        raise WorkflowRefused(_("This was done already."))
    duty.done_at, duty.done_by = timezone.now(), by
    duty.save(update_fields=["done_at", "done_by"])
    return duty
