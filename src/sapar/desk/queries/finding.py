"""From a code that somebody typed or read out to the record it names."""

import re

from sapar.cases.models import Case
from sapar.desk.links import case_page, link, person_page
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.people.queries import visible_people

#: Codes have letters, digits and dashes, with a letter and a digit among them.
_CODE = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]{1,6}(-[A-Z0-9]{2,6}){1,3}")


def by_code(*, by: User, code: str) -> str | None:
    """Address of the case or person with this code if ``by`` may see it; None says nothing about others."""
    wanted = re.sub(r"\s+", "", code).upper().replace("–", "-").replace("—", "-")
    if not _CODE.fullmatch(wanted):
        return None
    case = Case.objects.filter(policy.rows(by, "view", "case"), code=wanted).values_list("pk", flat=True).first()
    if case is not None:
        return case_page(case)
    person = visible_people(by, "view").filter(code=wanted).values_list("pk", flat=True).first()
    return person_page(person) if person is not None else None


def people_search() -> str | None:
    """Where people are searched for."""
    return link("people:find")
