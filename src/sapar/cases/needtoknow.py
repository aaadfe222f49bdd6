"""Need-to-know of a case goes hand in hand with need-to-know of the file of its person."""

from sapar.cases.models import Case
from sapar.kernel.access import need_to_know
from sapar.kernel.access.models import Basis, Organisation, Team, User


def involve(
    case: Case,
    *,
    user: User | None = None,
    team: Team | None = None,
    organisation: Organisation | None = None,
    reason: str = "",
) -> None:
    """Give one user, team or organisation need-to-know of the case and of its person."""
    basis = Basis.SHARED if organisation else Basis.ASSIGNED
    for kind, subject in (("case", case.id), ("person", case.person_id)):
        need_to_know.involve(subject, kind, basis=basis, user=user, team=team, organisation=organisation, reason=reason)
