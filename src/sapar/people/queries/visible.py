"""Which files a user may know of."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.errors import NotFound
from sapar.people.models import Consent, ConsentStatus, Person
from sapar.people.opening import identities
from sapar.people.releasing import SHARING_PURPOSES
from sapar.people.saying_no import said_no_since


def visible_people(by: User, verb: str = "view_identity") -> QuerySet[Person]:
    """People whose file the user may use for `verb`; restricted ones only for those involved.

    Names of another organisation's people only while the person agrees to that.
    """
    allowed = policy.rows(by, verb, "person")
    found = Person.objects.filter(allowed).filter(Q(restricted=False) | policy.rows(by, "view_restricted", "person"))
    return found.filter(_agreed(by)) if verb == "view_identity" else found


def _agreed(by: User) -> Q:
    """The same answer as people/releasing.py gives for names, as a filter for whole lists."""
    today = timezone.localdate()
    given = Consent.objects.filter(
        Q(expires_on=None) | Q(expires_on__gte=today), person=OuterRef("pk"), recipient=by.organisation_id,
        status=ConsentStatus.GIVEN, purpose__in=SHARING_PURPOSES, given_on__lte=today,
        data_classes__contains="identity",
    ).exclude(said_no_since())  # fmt: skip
    return Q(organisation=by.organisation_id) | Q(Exists(given), frozen_at=None)


def visible_among(by: User, organisation_of: Mapping[UUID, UUID], restricted: Collection[UUID]) -> set[UUID]:
    """Which of these people `visible_people` would give, for a few hundred whose organisation is known already."""
    allowed = policy.among(by, "view_identity", "person", organisation_of)
    closed = {each: organisation_of[each] for each in allowed if each in restricted}
    open_to = (allowed - closed.keys()) | (policy.among(by, "view_restricted", "person", closed) if closed else set())
    # Of another organisation's people the agreement counts too; there are few, so the database is asked for them alone.
    others = {each for each in open_to if organisation_of[each] != by.organisation_id}
    if others:
        agreed = visible_people(by).filter(pk__in=others)
        open_to = (open_to - others) | set(agreed.values_list("pk", flat=True))
    return open_to


def display_names(user: User, ids: Iterable[UUID], *, purpose: str = "casework") -> dict[UUID, str]:
    """Names of those of these people whom `user` may know; the others are missing. The look is journalled."""
    people = list(visible_people(user).filter(pk__in=set(ids), erased_at__isnull=True))
    return {person_id: held.name for person_id, held in identities(people, by=user, purpose=purpose).items()}


def get_person(*, by: User, person_id: UUID, verb: str = "view") -> Person:
    """The file row, for ``verb``. Raises NotFound (which the desk journals) when there is none or none the user
    may know of, NotAllowed when the user knows the file but may not do this with it."""
    person = Person.objects.select_related("organisation", "registered_by").filter(pk=person_id).first()
    if person is None or not policy.may(by, "view", "person", person) or not _restriction_allows(by, person):
        raise NotFound
    if verb != "view":
        policy.require(by, verb, "person", person)
    return person


def _restriction_allows(by: User, person: Person) -> bool:
    # The data-protection officer must reach a restricted file too, and sees no name in any.
    needed = "view_restricted" if policy.may(by, "view_identity", "person", person) else "view"
    return not person.restricted or bool(policy.may(by, needed, "person", person))


def require_search(*, by: User) -> None:
    """Raises NotAllowed for a role that never looks for people."""
    policy.require(by, "search", "person")
