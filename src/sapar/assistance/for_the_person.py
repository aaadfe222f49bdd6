"""Services in the person's own copy, and as the last help that keeps a file."""

from sapar.assistance.queries import deliveries_of
from sapar.cases.models import Case, DataClass
from sapar.cases.policy import READ_VERBS
from sapar.kernel import terms
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.people import retaining
from sapar.people.models import Person
from sapar.people.own_copy import Section, register


def copy_of(by: User, person: Person, with_notes: bool) -> list[Section]:
    """Every service that counts, with who gave it."""
    section = Section("services")
    for case in Case.objects.filter(policy.rows(by, "view", "case"), person=person):
        classes = {kind for kind in DataClass.values if policy.may(by, READ_VERBS[kind], "case", case)}
        for told in deliveries_of(case, by=by, classes=classes if with_notes else set()):
            row = told.delivery
            if row.counts:
                amount = f"{row.amount} {row.currency}" if row.amount is not None else ""
                section.add(
                    when=row.when.display() if row.on else "", what=terms.label("service", row.kind),
                    who=str(row.provider), where=str(row.place or ""), amount=amount, note=told.note,
                )  # fmt: skip
    return [section]


register("assistance", 60, copy_of)
retaining.add_source("services", 'SELECT person_id, greatest(recorded_at::date, until, "on") FROM assistance_delivery')
