"""Working together with another organisation, on the person's word and for as long as it stands."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sapar.cases.models import Case
from sapar.cases.needtoknow import involve
from sapar.kernel import terms
from sapar.kernel.access import need_to_know
from sapar.kernel.access.models import Basis, Involvement, Organisation, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.people.actions import share_person, stop_sharing
from sapar.people.releasing import SHARING_PURPOSES, released

#: Purposes of consent on which a case can be shared.
PURPOSES = SHARING_PURPOSES


@action("cases.share_case", record="case", verb="share", on="case")
def share_case(
    *,
    by: User,
    case: Case,
    organisation: Organisation,
    purpose: str = "referral",
    version: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Let another organisation see the case and help in it.

    Raises WorkflowRefused without a consent in force for this purpose and recipient, Invalid for one's own
    organisation or one without users. The sharing ends with the consent (migration 0002: no case is open
    to an organisation for longer than the file of its person).
    """
    terms.require("consent_purpose", purpose, field="purpose")
    if purpose not in PURPOSES:
        raise Invalid(
            _("A case is not shared for this purpose."), field="purpose", advice=_("Choose referral or casework.")
        )
    if organisation.id == case.organisation_id or not organisation.is_operational:
        raise Invalid(
            _("The case cannot be shared with this organisation."),
            field="organisation",
            advice=_("Choose another organisation that works with people."),
        )
    if not released(case.person, recipient_id=organisation.pk, purposes=[purpose]):
        raise WorkflowRefused(
            _("The person has not agreed that %(organisation)s may see this.") % {"organisation": organisation},
            advice=_("Ask the person and record the consent for this organisation and purpose first."),
        )
    if organisation.id != case.person.organisation_id:
        share_person(by=by, person=case.person, organisation=organisation)
    involve(case, organisation=organisation, reason=purpose)
    return case


@action("cases.withdraw_share", record="case", verb="share", on="case")
def withdraw_share(*, by: User, case: Case, organisation: Organisation, version: int | None = None) -> Case:
    """End the sharing of the case; also of the person's file, unless the organisation works on it otherwise.

    Raises WorkflowRefused when the case is not shared with the organisation.
    """
    if not need_to_know.uninvolve(case.id, "case", organisation=organisation):
        raise WorkflowRefused(_("This case is not shared with that organisation."))
    if organisation.id != case.person.organisation_id and not _works_otherwise(case, organisation):
        stop_sharing(by=by, person=case.person, organisation=organisation)
    return case


def _works_otherwise(case: Case, organisation: Organisation) -> bool:
    """Whether the organisation has the file for another case: one shared with it, or one of its own."""
    held = Involvement.objects.in_force()
    others = Case.objects.filter(person=case.person_id).exclude(pk=case.pk).values("pk")
    if held.filter(kind="case", organisation=organisation, subject_id__in=others).exists():
        return True
    own = held.filter(kind="person", subject_id=case.person_id, user__organisation=organisation, basis=Basis.ASSIGNED)
    return own.exists()
