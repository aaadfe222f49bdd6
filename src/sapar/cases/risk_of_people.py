"""Whose open case says high risk: the review of possible duplicates takes those first."""

from collections.abc import Collection
from uuid import UUID

from sapar.cases.models import Case
from sapar.cases.workflow import CLOSED
from sapar.kernel import terms
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.people.risk import register


def of_open_cases(by: User, people: Collection[UUID]) -> dict[UUID, int]:
    """The place of the risk in its list (low is 1), for files with an open case that the user may see."""
    order = {code: place for place, (code, _label) in enumerate(terms.choices("risk"), 1)}
    mine = Case.objects.filter(policy.rows(by, "view", "case"), person__in=people).exclude(status=CLOSED)
    found: dict[UUID, int] = {}
    for person, risk in mine.exclude(risk="").values_list("person_id", "risk"):
        found[person] = max(order.get(risk, 0), found.get(person, 0))
    return found


register(of_open_cases)
