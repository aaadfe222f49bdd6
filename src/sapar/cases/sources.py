"""What the cases room itself knows of the course of a case: notes, states, needs and steps that ended."""

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils.translation import gettext as _

from sapar.cases import timeline
from sapar.cases.models import Audience, Case, DataClass, Note, StepStatus
from sapar.cases.policy import READ_VERBS
from sapar.cases.queries.texts import opened
from sapar.cases.timeline import Item
from sapar.cases.workflow import CASE_WORKFLOW
from sapar.kernel import terms
from sapar.kernel.access.models import User
from sapar.kernel.access.policy import Decision

_ICONS = {
    DataClass.ORDINARY: "message",
    DataClass.HEALTH: "medical",
    DataClass.LEGAL: "legal",
    DataClass.FINANCE: "money",
}


def readable_notes(user: User, case: Case, may: Mapping[str, Decision]) -> list[Note]:
    """Notes of the classes the user may read, meant for the user's organisation. Others are not even counted."""
    classes = [code for code, verb in READ_VERBS.items() if may.get(verb)]
    mine = Q(audience=Audience.CASE) | Q(organisation=user.organisation_id)
    found = case.notes.filter(mine, data_class__in=classes)
    return list(found.select_related("written_by", "organisation").order_by("-written_at"))


def _title(note: Note) -> str:
    if note.data_class == DataClass.ORDINARY:
        return _("Note")
    return _("Note: %(kind)s") % {"kind": note.get_data_class_display()}


def notes(user: User, case: Case, may: Mapping[str, Decision]) -> Iterable[Item]:
    """Notes with their texts."""
    for note, texts in opened(readable_notes(user, case, may), ["text"], by=user):
        yield Item(
            kind="note",
            title=_title(note),
            recorded=note.written_at, text=texts["text"], icon=_ICONS[DataClass(note.data_class)],
            author=note.written_by.name,
            organisation=str(note.organisation), visibility=note.get_audience_display(),
        )  # fmt: skip


def states(user: User, case: Case, may: Mapping[str, Decision]) -> Iterable[Item]:
    """Opening, closing and what lay between."""
    for row in case.statuses.select_related("by", "by__organisation").order_by("at"):
        yield Item(
            kind="state", title=str(CASE_WORKFLOW.states[row.status]), recorded=row.at, icon="flag", tone="info",
            author=row.by.name,
            organisation=str(row.by.organisation), facts=(terms.label("closing_reason",
            row.reason),) if row.reason else (),
        )  # fmt: skip


def endings(user: User, case: Case, may: Mapping[str, Decision]) -> Iterable[Item]:
    """Steps that were done or dropped."""
    ended = case.steps.filter(ended_at__isnull=False).select_related("ended_by", "ended_by__organisation")
    for step, texts in opened(list(ended), ["text"], by=user):
        if step.ended_at is None or step.ended_by is None:
            continue  # the database holds both or none; this tells the type checker
        done = step.status == StepStatus.DONE
        words = terms.label("service", step.service) if step.service else texts["text"]
        yield Item(
            kind="plan", title=f"{step.get_status_display()}: {words}", recorded=step.ended_at,
            icon="tick" if done else "cross", tone="good" if done else "neutral", author=step.ended_by.name,
            organisation=str(step.ended_by.organisation),
        )  # fmt: skip


timeline.register("notes", notes)
timeline.register("states", states)
timeline.register("endings", endings)
