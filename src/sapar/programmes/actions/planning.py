"""The workplan, the donor's calendar, and the reminders it raises."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import Organisation, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.programmes.actions.keeping import in_words, kept, of_project
from sapar.programmes.models import Deadline, DeadlineKind, Project, Reminder, WorkplanItem
from sapar.programmes.periods import donor_calendar, span_of


@action("programmes.write_workplan_item", record="project", verb="edit", on="project")
def write_workplan_item(
    *, by: User, project: Project, labels: dict[str, str], activity: str = "", starts: date | None = None,
    due: date | None = None, due_precision: str = "", done_on: date | None = None,
    responsible: Organisation | None = None, item: WorkplanItem | None = None, version: int | None = None,
    key: UUID | None = None,
) -> WorkplanItem:  # fmt: skip
    """Write or change a step of the workplan; ``done_on`` closes it."""
    of_project(item, project)
    if done_on is not None and done_on > timezone.localdate():
        raise Invalid(_("This day is still to come."), field="done_on", advice=_("Leave it empty until it is done."))
    return kept(
        item or WorkplanItem(project=project), labels=in_words(labels), activity=activity, starts=starts, due=due,
        due_precision=due_precision, done_on=done_on, responsible=responsible,
    )  # fmt: skip


@action("programmes.plan_calendar", record="project", verb="edit", on="project")
def plan_calendar(*, by: User, project: Project, key: UUID | None = None) -> Project:
    """Work out the donor's dates from the project's; dates that were met, or written by hand, stay.

    Raises Invalid when the project has no start that is known to a month.
    """
    span = span_of(project)
    if span.starts is None:
        raise Invalid(
            _("The donor's calendar follows from the start of the project, which is not stated to a month."),
            advice=_("Write the start of the project first."),
        )
    wanted = {(each.kind.value, each.due): each for each in donor_calendar(span)}
    for row in Deadline.objects.filter(project=project, is_planned=True, met_on__isnull=True):
        if (row.kind, row.due) not in wanted:
            row.delete()
    known = set(Deadline.objects.filter(project=project).values_list("kind", "due"))
    for (kind, due), each in wanted.items():
        if (kind, due) not in known:
            kept(Deadline(project=project, is_planned=True), kind=kind, due=due, starts=each.starts, ends=each.ends)
    return project


@action("programmes.write_deadline", record="project", verb="edit", on="project")
def write_deadline(
    *, by: User, project: Project, kind: str, due: date, words: str = "", starts: date | None = None,
    ends: date | None = None, deadline: Deadline | None = None, version: int | None = None, key: UUID | None = None,
) -> Deadline:  # fmt: skip
    """Write a date that the agreement names, or move one; it is then no longer worked out."""
    of_project(deadline, project)
    return kept(
        deadline or Deadline(project=project), kind=DeadlineKind(kind), due=due, words=words.strip(), starts=starts,
        ends=ends, is_planned=False,
    )  # fmt: skip


@action("programmes.meet_deadline", record="deadline", verb="edit", on="deadline")
def meet_deadline(*, by: User, deadline: Deadline, on: date, key: UUID | None = None) -> Deadline:
    """What was due is done; its reminders end. Raises Invalid for a day to come."""
    if deadline.met_on is not None:
        raise WorkflowRefused(_("This is done already."))
    if on > timezone.localdate():
        raise Invalid(_("This day is still to come."), field="on", advice=_("Mark it when it is done."))
    kept(deadline, met_on=on, met_by=by)
    Reminder.objects.filter(deadline=deadline).delete()
    return deadline


def remind(*, today: date | None = None) -> int:
    """Raise a reminder for whatever is due within a month, within a week, or late; returns how many are new.

    The worker calls it by the clock, as nobody: a narrow function of the database sees the calendars of all
    projects and writes reminders, nothing else. Safe to repeat.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT programmes_remind(%s)", [today or timezone.localdate()])
        return int(cursor.fetchone()[0])
