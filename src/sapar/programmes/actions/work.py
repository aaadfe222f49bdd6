"""The register of work. People reached in a group are an entry of the ledger, posted beside the record."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.context import figures_role
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid
from sapar.kernel.ids import uuid7
from sapar.kernel.ledger.models import LedgerEntry
from sapar.kernel.ledger.posting import Share, What, Who, post, reverse
from sapar.kernel.places.models import Place
from sapar.programmes.actions.keeping import in_words, kept, of_project
from sapar.programmes.counting import WORK
from sapar.programmes.models import Project, WorkKind, WorkRecord

#: The service that a group entry of each kind of work is kept under.
SERVICES = {
    WorkKind.SESSION: "information.community",
    WorkKind.TRAINING: "learning",
    WorkKind.CAMPAIGN: "information.community",
    WorkKind.GRANT: "reintegration.grant",
    WorkKind.REFERRAL: "referral",
}


@dataclass(frozen=True)
class Work:
    """One piece of work as told; see models.WorkRecord. ``people`` is the head count of a group, None if not stated."""

    kind: str
    labels: dict[str, str]
    status: str
    code: str = ""
    stated_as: str = ""
    activity: str = ""
    type: str = ""
    place: Place | None = None
    provider: Organisation | None = None
    on: date | None = None
    on_precision: str = ""
    until: date | None = None
    until_precision: str = ""
    days: int | None = None
    number: Decimal | None = None
    qualifier: str = ""
    people: int | None = None
    group: str = ""
    service: str = ""
    part_of: WorkRecord | None = None
    destroyed: date | None = None
    destroyed_precision: str = ""


@action("programmes.record_work", record="project", verb="edit", on="project")
def record_work(
    *, by: User, project: Project, work: Work, record: WorkRecord | None = None, version: int | None = None,
    key: UUID | None = None,
) -> WorkRecord:  # fmt: skip
    """Record or change a piece of work of a project, with the group of people it reached.

    A changed head count reverses the entry of the ledger and posts another, so that figures already printed can be
    traced. Raises Invalid for people without a kind of work that reaches people, or for an end before the start.
    """
    of_project(record, project)
    of_project(work.part_of, project)
    row = record or WorkRecord(project=project, id=(new := uuid7()), code=work.code or f"work-{new}")
    kept(
        row, kind=work.kind, labels=in_words(work.labels), status=work.status, stated_as=work.stated_as,
        activity=work.activity, type=work.type, place=work.place, provider=work.provider, on=work.on,
        on_precision=work.on_precision, until=work.until, until_precision=work.until_precision, days=work.days,
        number=work.number, qualifier=(work.qualifier or "exact") if work.number is not None else "",
        part_of=work.part_of, destroyed=work.destroyed, destroyed_precision=work.destroyed_precision,
    )  # fmt: skip
    count_people(row, work, by=by)
    return row


def count_people(row: WorkRecord, work: Work, *, by: User) -> bool:
    """Make the ledger hold this head count for the record, and no other; whether that took a change."""
    # The entry may belong to a colleague's organisation, and case entries are not for managers' eyes: head counts are.
    with figures_role():
        old = list(LedgerEntry.objects.live().filter(source_kind=WORK, source_id=row.pk))
    service = work.service or SERVICES.get(WorkKind(work.kind), "")
    same = [each for each in old if (each.headcount, each.kind, each.on) == (work.people, service, work.on)]
    if same or (work.people is None and not old):
        return False
    if work.people is not None and not service:
        raise Invalid(
            _("This kind of work reaches no group of people."), field="people",
            advice=_("Leave it empty, or record the sessions and trainings held there."),
        )  # fmt: skip
    for each in old:
        reverse(each, by=by)
    if work.people is not None:
        post(
            by=by, organisation=by.organisation, who=Who(headcount=work.people, group=work.group),
            what=What(
                kind=service, provider=work.provider or by.organisation, on=work.on,
                on_precision=work.on_precision or "unknown", place=work.place,
            ),
            source_kind=WORK, source_id=row.pk, shares=[Share(project_id=row.project_id)],
        )  # fmt: skip
    return True
