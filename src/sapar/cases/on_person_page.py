"""The person's cases on the person's page, and the way to open one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from sapar.cases.models import Case
from sapar.cases.workflow import CASE_WORKFLOW
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.people.models import Person
from sapar.people.page_parts import Link, Part, register


def cases_of(by: User, person: Person) -> Part:
    """The cases the user may see, the newest first; a button while the own organisation has none open."""
    found = list(Case.objects.filter(policy.rows(by, "view", "case"), person=person).order_by("-opened_on"))
    links = [
        Link(reverse("cases:case", args=[case.pk]), str(CASE_WORKFLOW.states[case.status]), case.code) for case in found
    ]
    has_open = any(case.organisation_id == by.organisation_id and case.status != "closed" for case in found)
    may_open = not has_open and policy.may(by, "open", "case") and policy.may(by, "view_identity", "person", person)
    button = Link(reverse("cases:open", args=[person.pk]), _("Open a case")) if may_open else None
    return Part(_("Cases"), _("No case that you may see."), links, button)


register("cases", cases_of)
