"""Values that organisations report, and what somebody else decides on them."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid
from sapar.kernel.places.models import Place
from sapar.programmes.actions.keeping import kept, require_part
from sapar.programmes.lives import VALUE
from sapar.programmes.models import FrameworkStatus, Indicator, Kind, Project, ReportedValue, Source


@action("programmes.report_value", record="project", verb="report", on="project")
def report_value(
    *, by: User, project: Project, indicator: Indicator, starts: date, ends: date, evidence: str,
    value: Decimal | None = None, whole: Decimal | None = None, words: str = "", qualifier: str = "exact",
    place: Place | None = None, replaces: ReportedValue | None = None, key: UUID | None = None,
) -> ReportedValue:  # fmt: skip
    """Say what happened in a period and which evidence shows it. It counts after somebody else approved it.

    Raises NotAllowed for an organisation that has no part in the project, Invalid for an indicator that is computed
    from records or not in force, a period to come or already reported, a part above its whole.
    """
    mine = require_part(by, project)
    in_force = Indicator.objects.filter(
        pk=indicator.pk, framework__project=project, framework__status=FrameworkStatus.APPROVED
    )
    if not in_force.exists():
        raise Invalid(
            _("This indicator is not part of the logframe in force."), advice=_("Open the project and choose it there.")
        )
    _require_reportable(indicator, whole, value)
    if ends > timezone.localdate():
        raise Invalid(_("This period is not over yet."), field="ends", advice=_("Report what has happened already."))
    twin = ReportedValue.objects.filter(
        project=project, indicator__code=indicator.code, place=place, organisation=mine,
        status__in=("reported", "approved"), starts__lte=ends, ends__gte=starts,
    )  # fmt: skip
    if twin.exclude(pk__in=[replaces.pk] if replaces else []).exists():
        raise Invalid(
            _("Your organisation has reported a part of this period already."), field="starts",
            advice=_("Choose the days after it, or replace that value."),
        )  # fmt: skip
    return kept(
        ReportedValue(project=project, indicator=indicator, organisation=mine, reported_by=by), starts=starts,
        ends=ends, value=value, whole=whole, words=words.strip(), qualifier=qualifier if value is not None else "",
        place=place, evidence=evidence.strip(), replaces=replaces,
    )  # fmt: skip


def _require_reportable(indicator: Indicator, whole: Decimal | None, value: Decimal | None) -> None:
    if indicator.source not in (Source.REPORTED, Source.EXTERNAL):
        raise Invalid(
            _("Values of this indicator are not reported: %(source)s.") % {"source": Source(indicator.source).label},
            advice=_("Record the work itself; the value follows."),
        )
    if value is not None and (indicator.kind == Kind.PERCENTAGE) != (whole is not None):
        raise Invalid(
            _("A percentage is reported as a part and a whole; other values have no whole."), field="whole",
            advice=_("Fill in both numbers of a percentage."),
        )  # fmt: skip


@action("programmes.approve_value", record="reported_value", verb="approve", on="reported")
def approve_value(*, by: User, reported: ReportedValue, note: str = "", key: UUID | None = None) -> ReportedValue:
    """Let a value count. Raises Invalid for one's own, WorkflowRefused when it was decided on already."""
    VALUE.check(reported.status, "approved")
    if reported.replaces is not None:
        kept(reported.replaces, status="replaced")
    return _decided(reported, "approved", by=by, note=note)


@action("programmes.return_value", record="reported_value", verb="approve", on="reported")
def return_value(*, by: User, reported: ReportedValue, note: str, key: UUID | None = None) -> ReportedValue:
    """Send a value back with what is missing. Raises Invalid without words."""
    VALUE.check(reported.status, "returned")
    if not note.strip():
        raise Invalid(_("Say what is missing."), field="note", advice=_("The partner reads these words."))
    return _decided(reported, "returned", by=by, note=note)


def _decided(reported: ReportedValue, status: str, *, by: User, note: str) -> ReportedValue:
    return kept(reported, status=status, decided_by=by, decided_at=timezone.now(), note=note.strip())
