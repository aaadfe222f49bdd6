"""Who can open whose data."""

from uuid import UUID

from .models import KeyWrap


def knows(subject: UUID, organisation_id: UUID) -> bool:
    """Whether the organisation holds a key to this person's data."""
    return KeyWrap.objects.filter(subject=subject, organisation=organisation_id).exists()


def organisations_of(subject: UUID) -> set[UUID]:
    """Organisations that hold a key to this person's data; empty after erasure."""
    return set(KeyWrap.objects.filter(subject=subject).values_list("organisation", flat=True))


def organisations() -> set[UUID]:
    """Every organisation that holds a key to anybody's data."""
    held = KeyWrap.objects.order_by("organisation").values_list("organisation", flat=True)
    return set(held.distinct())
