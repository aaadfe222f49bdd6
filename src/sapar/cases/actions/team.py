"""Who works on the case."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sapar.cases.models import Case
from sapar.cases.needtoknow import involve
from sapar.cases.policy import CASE
from sapar.kernel.access import need_to_know
from sapar.kernel.access.models import Involvement, User
from sapar.kernel.access.policy import Scope
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused

#: Roles that can hold a case of their own.
HOLDERS = {rule.role for rule in CASE.rules_for("view") if rule.scope is Scope.OWN}


@action("cases.assign_case", record="case", verb="assign", on="case")
def assign_case(
    *, by: User, case: Case, user: User, lead: bool = False, version: int | None = None, key: UUID | None = None
) -> Case:
    """Ask a colleague into the case (and into the person's file); with `lead` they own it from now on.

    Raises Invalid for somebody of another organisation (share the case instead) or without a fitting role.
    """
    if user.organisation_id != case.organisation_id or not user.is_active:
        raise Invalid(
            _("A case can be assigned within its organisation only."),
            field="user",
            advice=_("Share the case with the other organisation instead."),
        )
    if not HOLDERS & user.role_codes():
        raise Invalid(
            _("%(name)s has no role that works on cases.") % {"name": user.name},
            field="user",
            advice=_("Choose somebody else."),
        )
    involve(case, user=user)
    if lead:
        case.owner = user
        case.save(update_fields=["owner"])
    return case


@action("cases.release_case", record="case", verb="assign", on="case")
def release_case(*, by: User, case: Case, user: User, version: int | None = None) -> Case:
    """End a colleague's part in the case. Raises WorkflowRefused for the owner: give the case on first."""
    if user.id == case.owner_id:
        raise WorkflowRefused(
            _("%(name)s leads this case.") % {"name": user.name}, advice=_("Give the case to somebody else first.")
        )
    if not need_to_know.uninvolve(case.id, "case", user=user):
        raise WorkflowRefused(_("%(name)s does not work on this case.") % {"name": user.name})
    others = Case.objects.filter(person=case.person_id).exclude(pk=case.pk).values("pk")
    still = Involvement.objects.in_force().filter(kind="case", user=user, subject_id__in=others).exists()
    if not still and case.person.registered_by_id != user.id:
        need_to_know.uninvolve(case.person_id, "person", user=user)
    return case
