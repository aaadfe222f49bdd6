"""Breaking the glass: a case opened without assignment because a person is in danger."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from sapar.cases import emergency_door
from sapar.cases.models import Case, EmergencyAccess, Finding
from sapar.cases.models.emergency import LONGEST
from sapar.kernel import journal
from sapar.kernel.access import need_to_know
from sapar.kernel.access.models import Basis, Involvement, RoleGrant, User
from sapar.kernel.access.roles import Role
from sapar.kernel.actions import action, after_commit
from sapar.kernel.errors import Invalid, NotAllowed, WorkflowRefused

log = logging.getLogger(__name__)

SHORTEST_REASON, LONGEST_REASON = 20, 500


def reason_of(text: str) -> str:
    """The reason on one line. Raises Invalid when it is too short to be one, or too long."""
    why = " ".join(text.split())
    if not SHORTEST_REASON <= len(why) <= LONGEST_REASON:
        raise Invalid(
            _("The reason must have %(least)s to %(most)s characters.")
            % {"least": SHORTEST_REASON, "most": LONGEST_REASON},
            field="reason",
            advice=_("Say what danger there is and why it cannot wait. Write no names."),
        )
    return why


@action("cases.break_glass_case", record="case", verb="break_glass")
def break_glass_case(*, by: User, case: str | UUID, reason: str, hours: int = 3, key: UUID | None = None) -> Case:
    """Open a case (its code or id) for reading, for at most three `hours`, giving a reason of 20 characters or more.

    Only cases of the user's organisation or shared with it. The data-protection officers are told by letter
    once it is done. Raises Invalid for the reason or the hours, NotAllowed (journalled) for any other case.
    """
    why = reason_of(reason)
    if not 1 <= hours <= LONGEST // timedelta(hours=1):
        raise Invalid(_("Emergency access lasts one to three hours."), field="hours", advice=_("Choose 1, 2 or 3."))
    target = emergency_door.find(str(case))
    if target is None:
        raise NotAllowed(
            _("There is no case with this code in your organisation, nor one shared with it."),
            advice=_("Check the code letter by letter."),
        )
    since = timezone.now()
    until = since + timedelta(hours=hours)
    _let_in(target, by=by, reason=why, until=until)
    found = Case.objects.get(pk=target.case_id)
    EmergencyAccess(
        case=found,
        case_code=target.code,
        organisation_id=by.organisation_id,
        user=by,
        reason=why,
        since=since,
        until=until,
    ).save(force_insert=True)
    journal.record(
        "cases.break_glass",
        by=by,
        kind="person",
        id=target.person_id,
        purpose="emergency",
        detail={"case": target.code, "hours": hours},
    )
    _tell_officers({target.organisation_id, by.organisation_id}, code=target.code, hours=hours)
    return found


def _let_in(target: emergency_door.Target, *, by: User, reason: str, until: datetime) -> None:
    for kind, subject in (("case", target.case_id), ("person", target.person_id)):
        need_to_know.involve(subject, kind, basis=Basis.BREAK_GLASS, user=by, reason=reason, until=until)


def _tell_officers(organisations: set[UUID], *, code: str, hours: int) -> None:
    officers = RoleGrant.objects.in_force().filter(role=Role.DATA_PROTECTION_OFFICER, organisation__in=organisations)
    addresses = sorted({(grant.user.email, grant.user.language) for grant in officers.select_related("user")})

    def send() -> None:
        for address, language in addresses:
            with override(language or settings.LANGUAGE_CODE):
                _send_letter(address, code=code, hours=hours)

    after_commit(send)


def _send_letter(address: str, *, code: str, hours: int) -> None:
    words = {"code": code, "hours": hours, "page": reverse("cases:emergencies")}
    subject = gettext("Emergency access to case %(code)s") % words
    body = gettext(
        "Somebody opened case %(code)s without being assigned to it, for %(hours)s h. "
        "The reason and the name are on the page %(page)s. Please review it."
    )
    try:
        send_mail(subject, body % words, None, [address])
    except (OSError, SMTPException):
        # A mail server that is down must not undo help in danger; the review page shows the access all the same.
        log.warning("a letter on emergency access could not be sent")


@action("cases.review_break_glass", record="emergency_access", verb="review", on="access")
def review_break_glass(
    *, by: User, access: EmergencyAccess, finding: str, version: int | None = None
) -> EmergencyAccess:
    """Say whether an emergency access was justified. Raises NotAllowed for one's own, WorkflowRefused when done."""
    if finding not in Finding.values:
        raise Invalid(_("This finding is not known."), field="finding", advice=_("Choose one of the values offered."))
    if access.user_id == by.id:
        raise NotAllowed(
            _("Nobody reviews their own emergency access."), advice=_("Ask another data-protection officer.")
        )
    if access.reviewed_at is not None:
        raise WorkflowRefused(_("This access was reviewed already."))
    access.reviewed_by, access.reviewed_at, access.finding = by, timezone.now(), finding
    access.save(update_fields=["reviewed_by", "reviewed_at", "finding"])
    Involvement.objects.filter(
        user=access.user_id, subject_id=access.case_id, basis=Basis.BREAK_GLASS, until=access.until
    ).update(reviewed_by=by, reviewed_at=access.reviewed_at)
    return access
