"""A no that a person said in one file holds in every file of theirs, until they are asked again there.

A person who took a consent back once need not know how many files there are. The rule stands in one place, a
function of the database: it looks across organisations, which no colleague may, and tells one yes or no.
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import BooleanField, F, Func

from sapar.people.models import Consent, ConsentStatus, Person

#: The body that an answer is about: an answer without a recipient is about the organisation that holds the file.
FUNCTION = """
CREATE OR REPLACE FUNCTION people_said_no_since(answer uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM people_consent given
        JOIN people_person here ON here.id = given.person_id
        JOIN people_identitymember own ON own.person_id = given.person_id AND own.until IS NULL
        JOIN people_identitymember linked
          ON linked."group" = own."group" AND linked.until IS NULL AND linked.person_id <> own.person_id
        JOIN people_consent said ON said.person_id = linked.person_id AND said.purpose = given.purpose
        JOIN people_person there ON there.id = said.person_id
        WHERE given.id = answer AND said.status IN ('refused', 'withdrawn')
          AND coalesce(said.recipient_id, there.organisation_id) = coalesce(given.recipient_id, here.organisation_id)
          AND greatest(said.recorded_at, said.withdrawn_at) > given.recorded_at)
$$"""


def function_sql() -> Iterator[str]:
    """Statements for the owner, run after every migration."""
    yield FUNCTION
    yield "REVOKE ALL ON FUNCTION people_said_no_since(uuid) FROM PUBLIC"
    yield "GRANT EXECUTE ON FUNCTION people_said_no_since(uuid) TO sapar_app"


def said_no_since() -> Func:
    """True where a later no in another file of the same person stops this answer; for filters on `Consent`."""
    return Func(F("pk"), function="people_said_no_since", output_field=BooleanField())


def stopped_answers(person: Person) -> frozenset[UUID]:
    """The yeses of this file that a later no in another file of the same person has stopped."""
    given = Consent.objects.filter(person=person, status=ConsentStatus.GIVEN)
    return frozenset(given.filter(said_no_since()).values_list("pk", flat=True))


def stopping(person: Person, others: Collection[UUID]) -> list[Consent]:
    """The answers in those other files that the user may see and that stop an answer of this one, newest first."""
    yeses = Consent.objects.select_related("person").filter(pk__in=stopped_answers(person))
    given = {(each.purpose, each.recipient_id or each.person.organisation_id): each.recorded_at for each in yeses}
    said = Consent.objects.filter(person__in=others, status__in=[ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN])
    return [
        each
        for each in said.select_related("person", "recipient").order_by("-recorded_at")
        if (since := given.get((each.purpose, each.recipient_id or each.person.organisation_id)))
        and max(each.recorded_at, each.withdrawn_at or each.recorded_at) > since
    ]
