"""Giving and ending need-to-know of a case. The file of its person goes with it."""

from uuid import UUID

from django.utils import timezone

from sapar.cases.models import Case
from sapar.kernel.access.models import Basis, Involvement, Organisation, Team, User


def involve(case: Case, *, user: User | None = None, team: Team | None = None, organisation: Organisation | None = None, reason: str = "") -> None:
    """Give one user, team or organisation need-to-know of the case and its person, once."""
    basis = Basis.SHARED if organisation else Basis.ASSIGNED
    for kind, subject in (("case", case.id), ("person", case.person_id)):
        held = Involvement.objects.in_force().filter(
            kind=kind, subject_id=subject, user=user, team=team, organisation=organisation, basis=basis
        )
        if not held.exists():
            Involvement.objects.create(
                kind=kind, subject_id=subject, user=user, team=team, organisation=organisation, basis=basis, reason=reason
            )


def end(kind: str, subject: UUID, *, user: User | None = None, organisation: Organisation | None = None) -> int:
    """End what `involve` gave; how many were ended. Takes effect with the next question to the database."""
    held = Involvement.objects.in_force().filter(kind=kind, subject_id=subject).exclude(basis=Basis.BREAK_GLASS)
    held = held.filter(user=user) if user else held.filter(organisation=organisation)
    return held.update(until=timezone.now())
