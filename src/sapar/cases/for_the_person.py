"""What this room does for the person's protection: its part of the own copy, of withdrawals and of retention."""

from sapar.cases.models import Case
from sapar.cases.policy import READ_VERBS
from sapar.cases.queries.texts import opened
from sapar.cases.workflow import CASE_WORKFLOW
from sapar.kernel import terms
from sapar.kernel.access import policy
from sapar.kernel.access.models import Involvement, User
from sapar.people import retaining
from sapar.people.actions import withdrawing
from sapar.people.duties import tell
from sapar.people.models import Consent, DutyKind, Person
from sapar.people.own_copy import Section, register
from sapar.people.releasing import SHARING_PURPOSES


def copy_of(by: User, person: Person, with_notes: bool) -> list[Section]:
    """Cases, needs, plan, journey and notes that the user may see."""
    cases = list(Case.objects.filter(policy.rows(by, "view", "case"), person=person).select_related("organisation"))
    sections = [Section("cases"), Section("needs"), Section("plan"), Section("journey"), Section("notes")]
    for case in cases:
        sections[0].add(
            what=str(CASE_WORKFLOW.states[case.status]), who=str(case.organisation), when=case.opened_on,
            until=case.closed_on, status=terms.label("determination", case.determination),
        )  # fmt: skip
        verbs = {verb for verb in READ_VERBS.values() if policy.may(by, verb, "case", case)}
        _work(case, by, sections, with_notes=with_notes, health="view_health" in verbs)
        if with_notes:
            notes = [note for note in case.notes.order_by("written_at") if READ_VERBS[note.data_class] in verbs]
            for note, texts in opened(notes, ["text"], by=by):
                sections[4].add(when=note.written_at, who=str(note.organisation), note=texts["text"])
    return [each for each in sections if each.key != "notes" or with_notes]


def _work(case: Case, by: User, sections: list[Section], *, with_notes: bool, health: bool) -> None:
    for need, texts in opened(list(case.needs.order_by("recorded_at")), ["note"], by=by):
        note = texts["note"] if with_notes else ""
        sections[1].add(what=terms.label("need", need.category), status=need.get_status_display(), note=note)
    for step, texts in opened(list(case.steps.order_by("planned_at")), ["text"], by=by):
        service = terms.label("service", step.service) if step.service else ""
        note = texts["text"] if with_notes else ""
        sections[2].add(what=service, note=note, until=step.due_on, status=step.get_status_display())
    journeys = list(case.migrations.select_related("origin", "destination"))
    for row, texts in opened(journeys, ["note"], by=by) if health else [(row, {"note": ""}) for row in journeys]:
        sections[3].add(
            when=row.departed.display() if row.departed_on else "",
            where=" → ".join(str(place) for place in (row.origin, row.destination) if place),
            purpose=terms.label("migration_reason", row.reason) if row.reason else "",
            note=texts["note"] if with_notes else "",
        )  # fmt: skip


def flag_referrals(consent: Consent, by: User) -> None:
    """A yes to another organisation was taken back: the owner of each case shared with it is told."""
    if consent.recipient is None or consent.purpose not in SHARING_PURPOSES or withdrawing.carried_otherwise(consent):
        return
    shared = Involvement.objects.in_force().filter(kind="case", organisation=consent.recipient).values("subject_id")
    for case in Case.objects.filter(person=consent.person, pk__in=shared, closed_on=None).select_related("owner"):
        tell(DutyKind.REFERRAL, consent.person, organisation_id=case.organisation_id, user=case.owner, about=case.pk)


#: An open case keeps the file; a closed one dates it.
LAST_HELP = "SELECT person_id, coalesce(closed_on, 'infinity'::date) FROM cases_case"

register("cases", 50, copy_of)
withdrawing.register("cases", flag_referrals)
retaining.add_source("cases", LAST_HELP)
