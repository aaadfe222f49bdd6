"""What the pages of a case share: the form page on a case and the way back from it."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sapar.cases import queries
from sapar.cases.models import Case
from sapar.kernel.access.models import User
from sapar.kernel.errors import Text
from sapar.kernel.ui.form_page import Crumbs, FormPage


def crumbs(case: Case, title: Text = "") -> Crumbs:
    """The way back from a page of the case."""
    found: Crumbs = [(_("Cases"), reverse("cases:list"))]
    found.append((case.code, reverse("cases:case", args=[case.pk])))
    return [*found, (title, None)] if title else found


class CasePage(FormPage[Case]):
    """One form and one action on a case."""

    def find(self, user: User, id: UUID, verb: str = "view") -> Case:
        return queries.case_for(user, id, verb)

    def back(self, record: Case) -> str:
        return reverse("cases:case", args=[record.pk])

    def crumbs(self, record: Case, title: Text) -> Crumbs:
        return crumbs(record, title)
