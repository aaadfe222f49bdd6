"""Finding a person by the number of one of their cases."""

from uuid import UUID

from django.db.models import Q

from sapar.cases.models import Case
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.people.codes import register


def people_of_cases(by: User, meant: Q) -> set[UUID]:
    """The persons of the cases ``by`` may view whose code is meant."""
    return set(Case.objects.filter(meant).filter(policy.rows(by, "view", "case")).values_list("person_id", flat=True))


register("cases", people_of_cases)
