"""Telling people what they have to do for a person's protection, in another organisation too."""

from collections.abc import Iterator
from uuid import UUID

from django.db import connection

from sapar.kernel.access import need_to_know
from sapar.kernel.access.models import Basis, Involvement, User
from sapar.people.models import DutyKind, Person

#: A partner's duty is not a row of ours, so row security would refuse it: the function only adds, and only codes.
FUNCTION = """
CREATE OR REPLACE FUNCTION people_tell(kind text, person uuid, code text, organisation uuid, who uuid, about uuid)
RETURNS uuid LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO people_duty (id, kind, person_id, person_code, organisation_id, user_id, about, made_at)
    SELECT gen_random_uuid(), kind, p.id, p.code, organisation, who, about, now()
    FROM people_person p WHERE p.id = person AND p.code = people_tell.code
    RETURNING id
$$"""


def function_sql() -> Iterator[str]:
    """Statements for the owner, run after every migration."""
    yield FUNCTION
    yield "REVOKE ALL ON FUNCTION people_tell(text, uuid, text, uuid, uuid, uuid) FROM PUBLIC"
    yield "GRANT EXECUTE ON FUNCTION people_tell(text, uuid, text, uuid, uuid, uuid) TO sapar_app"


def tell(
    kind: DutyKind, person: Person, *, organisation_id: UUID, user: User | None = None, about: UUID | None = None
) -> UUID:
    """Give one colleague, or the overseers of an organisation, something to do. Returns the duty's id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT people_tell(%s, %s, %s, %s, %s, %s)",
            [str(kind), person.pk, person.code, organisation_id, user.pk if user else None, about],
        )
        duty: UUID = cursor.fetchone()[0]
    if user is not None:
        need_to_know.involve(duty, "duty", basis=Basis.ASSIGNED, user=user)
    return duty


def working_on(person: Person, organisation_id: UUID) -> list[User]:
    """The colleagues of one organisation to whom the person is assigned."""
    held = Involvement.objects.in_force().filter(
        kind="person", subject_id=person.pk, basis=Basis.ASSIGNED, user__organisation=organisation_id
    )
    return [each.user for each in held.select_related("user") if each.user is not None]


def tell_workers(kind: DutyKind, person: Person, *, organisation_id: UUID, about: UUID | None = None) -> None:
    """Tell everybody of the organisation who works with the person; its overseers when nobody does."""
    workers: list[User | None] = [*working_on(person, organisation_id)]
    for user in workers or [None]:
        tell(kind, person, organisation_id=organisation_id, user=user, about=about)
