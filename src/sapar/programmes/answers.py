"""How each field of a record reads as a fact: value, unit, qualifier, precision. Values come from the row only."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import ngettext

from sapar.kernel.access.context import current_user
from sapar.kernel.i18n import label
from sapar.programmes import reading
from sapar.programmes.figures import Qualifier
from sapar.programmes.models import ContactKind, OrganisationFigure
from sapar.programmes.models.base import DatePrecision, partial


@dataclass(frozen=True)
class Answer:
    """What the running system says to one fact. `source` is "record" or "figure", `where` names the field."""

    value: str
    unit: str = ""
    qualifier: str = "none"
    date_precision: str = "none"
    source: str = "record"
    where: str = ""


def count(value: Decimal | int, unit: str, qualifier: str = Qualifier.EXACT) -> Answer:
    """A number with its unit and qualifier."""
    number = Decimal(value)
    return Answer(f"{number:f}" if number % 1 else str(int(number)), unit, qualifier)


def dated(day: date, precision: str, *, since: bool = False) -> Answer:
    """A date as far as it is known; `since` opens a period."""
    known = partial(day, precision)
    value = known.display() if precision == DatePrecision.SEASON else known.edtf
    return Answer(value, "date", date_precision="since" if since else precision)


def _stated(row: Any, name: str) -> Answer:
    """A linked body or place, in the spelling of the document, else by its English name."""
    return Answer(row.stated_as or label(getattr(row, name).labels, language="en"))


def _term(row: Any, _together: int) -> Answer:
    return Answer(row.stated_as or str(row))


def _organisation(row: Any, _together: int) -> Answer:
    return _stated(row, "organisation")


def _place(row: Any, _together: int) -> Answer:
    return _stated(row, "place")


def _labels(row: Any, _together: int) -> Answer:
    return Answer(label(row.labels, language="en"))


def _title(row: Any, _together: int) -> Answer:
    return Answer(row.printed_title)


def _money(row: Any, _together: int) -> Answer:
    return count(row.amount, row.currency, row.qualifier)


def _counted(row: Any, _together: int) -> Answer:
    """The value that the indicator's definition gives now; nothing is stored."""
    user = current_user()
    found = reading.read(user, row.framework.project, [row]).get(row.pk) if user else None
    if found is None or found.value is None:
        return Answer("", source="figure")
    return replace(count(found.value, label(row.unit, language="en"), found.qualifier), source="figure")


_PHONES = {
    ContactKind.PHONE: "phone number",
    ContactKind.HOTLINE: "phone number",
    ContactKind.FAX: "fax number",
    ContactKind.PHONE_FAX: "phone/fax number",
}
_FIGURE_UNITS = {
    OrganisationFigure.Figure.MEMBER_STATES: "member states",
    OrganisationFigure.Figure.COUNTRIES_PRESENT: "countries",
}

#: (model, field) → reading of a row; the second argument is how many rows answer the same fact together.
READINGS: dict[tuple[str, str], Callable[[Any, int], Answer]] = {
    ("access.OrganisationAlias", "text"): lambda row, _: Answer(row.text),
    ("access.Organisation", "place"): lambda row, _: Answer(label(row.place.labels, language="en")),
    ("programmes.Document", "titles"): _title,
    ("programmes.Document", "publisher"): lambda row, _: Answer(label(row.publisher.labels, language="en")),
    ("programmes.Document", "funder"): lambda row, _: Answer(
        row.funder_stated_as or label(row.funder.labels, language="en")
    ),
    ("programmes.Crisis", "labels"): _labels,
    ("programmes.Crisis", "began"): lambda row, _: dated(row.began, row.began_precision),
    ("programmes.OrganisationFigure", "value"): lambda row, _: count(
        row.value, _FIGURE_UNITS[row.figure], row.qualifier
    ),
    ("programmes.OrganisationFigure", "since"): lambda row, _: dated(row.since, row.since_precision, since=True),
    ("programmes.OrganisationContact", "value"): lambda row, _: Answer(row.value, _PHONES.get(row.kind, "")),
    ("programmes.OrganisationContact", "kind"): lambda row, _: Answer(row.get_kind_display()),
    ("programmes.OrganisationContact", "status"): lambda row, together: Answer(
        ngettext("continues to receive calls", "continue to receive calls", together)
        if row.status == "takes_calls"
        else ""
    ),
    ("programmes.OfficeHolder", "name"): lambda row, _: Answer(row.name),
    ("programmes.OfficeHolder", "position"): lambda row, _: Answer(label(row.position, language="en")),
    ("programmes.MissionSet", "labels"): _labels,
    ("programmes.MissionFocus", "term"): _term,
    ("programmes.MissionPartner", "organisation"): _organisation,
    ("programmes.Project", "titles"): _title,
    ("programmes.Project", "duration_months"): lambda row, _: count(
        row.duration_months, "months", row.duration_qualifier
    ),
    ("programmes.Project", "start"): lambda row, _: dated(row.start, row.start_precision),
    ("programmes.Project", "end"): lambda row, _: dated(row.end, row.end_precision),
    ("programmes.Project", "implementer"): lambda row, _: Answer(
        row.implementer_stated_as or label(row.implementer.labels, language="en")
    ),
    ("programmes.Budget", "amount"): _money,
    ("programmes.ProjectSet", "amount"): _money,
    ("programmes.ProjectSet", "members"): lambda row, _: count(row.members.count(), "projects"),
    ("programmes.ProjectDonor", "organisation"): _organisation,
    ("programmes.ProjectPartner", "organisation"): _organisation,
    ("programmes.ProjectContribution", "organisation"): _organisation,
    ("programmes.ProjectLocation", "place"): _place,
    ("programmes.UnnamedPlaces", "number"): lambda row, _: count(row.number, row.unit, row.qualifier),
    ("programmes.ProjectGroup", "term"): _term,
    ("programmes.ProjectNeed", "term"): _term,
    ("programmes.ProjectSector", "term"): _term,
    ("programmes.ProjectService", "term"): _term,
    ("programmes.DocumentSection", "heading"): lambda row, _: Answer(row.heading),
    ("programmes.DocumentSection", "labels"): _labels,
    ("programmes.Result", "statements"): lambda row, _: Answer(label(row.statements, language="en")),
    ("programmes.Result", "called"): lambda row, _: Answer(row.called),
    ("programmes.ResultTerm", "term"): _term,
    ("programmes.Target", "value"): lambda row, _: count(
        row.value, label(row.indicator.unit, language="en"), row.qualifier
    ),
    ("programmes.Indicator", "definition"): _counted,
    ("programmes.WorkRecord", "stated_as"): lambda row, _: Answer(row.stated_as),
    ("programmes.WorkRecord", "days"): lambda row, _: count(row.days, "days"),
    ("programmes.WorkRecord", "on"): lambda row, _: dated(row.on, row.on_precision),
    ("programmes.WorkRecord", "until"): lambda row, _: dated(row.until, row.until_precision),
    ("programmes.WorkRecord", "destroyed"): lambda row, _: dated(row.destroyed, row.destroyed_precision),
    ("programmes.WorkplanItem", "due"): lambda row, _: dated(row.due, row.due_precision),
    ("programmes.ProjectService", "moment"): lambda row, _: Answer(str(row.get_moment_display())),
}
