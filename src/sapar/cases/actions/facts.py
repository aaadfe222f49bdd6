"""What is known about the case in codes, its summary, and the journey that led to it."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from sapar.cases.checks import not_in_future, optional_term, require_open, text_of
from sapar.cases.dating import partial
from sapar.cases.models import Case, Migration
from sapar.kernel import terms, vault
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import StaleEdit, Text
from sapar.kernel.places.models import Place

LABELS: dict[str, tuple[Text, str]] = {
    "risk": (_("Risk"), "risk"),
    "determination": (_("Determination"), "determination"),
    "stage": (_("Stage of the way home"), "case_stage"),
    "group": (_("Group"), "beneficiary_group"),
    "review_on": (_("Next review"), ""),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be changed about a case in one form. Empty codes and None mean: not stated."""

    risk: str = ""
    determination: str = "not_assessed"
    stage: str = ""
    group: str = ""
    review_on: date | None = None

    @classmethod
    def of(cls, case: Case) -> "Facts":
        """As they stand on the case."""
        return cls(**{field.name: getattr(case, field.name) for field in fields(cls)})

    def words(self, name: str) -> str:
        """The value of one field as a reader sees it."""
        value = getattr(self, name)
        if isinstance(value, date):
            return date_format(value, "DATE_FORMAT")
        return terms.label(LABELS[name][1], value) if value else ""


def _clashes(theirs: Facts, arguments: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Fields that both changed to different values. Without `seen` every difference counts."""
    yours: Facts = arguments["facts"]
    seen: Facts | None = arguments.get("seen")
    clashing = (
        name
        for name in LABELS
        if getattr(yours, name) != getattr(theirs, name)
        and (seen is None or getattr(seen, name) not in (getattr(theirs, name), getattr(yours, name)))
    )
    return {str(LABELS[name][0]): (yours.words(name), theirs.words(name)) for name in clashing}


@action(
    "cases.change_case",
    record="case",
    verb="edit",
    on="case",
    fresh=lambda case, arguments: _clashes(Facts.of(case), arguments),
)
def change_case(*, by: User, case: Case, facts: Facts, seen: Facts | None = None, version: int | None = None) -> Case:
    """Change risk, determination, stage, group or the day of the next review.

    With `seen` (what the form showed when it was opened) only fields changed by the user are written, so two
    people may change different fields; the same field changed by both raises StaleEdit with both values.
    `version` is the blunt check for callers that do not know what was seen.
    """
    require_open(case)
    theirs = Facts.of(case)
    if seen is not None and (clashes := _clashes(theirs, {"facts": facts, "seen": seen})):
        raise StaleEdit(clashes, version=case.version)
    terms.require("determination", facts.determination, field="determination")
    for name in ("risk", "stage", "group"):
        optional_term(LABELS[name][1], getattr(facts, name), field=name)
    for name in LABELS:
        if seen is None or getattr(facts, name) != getattr(seen, name):
            setattr(case, name, getattr(facts, name))
    if case.risk != theirs.risk:
        case.risk_on = timezone.localdate() if case.risk else None
    case.save(update_fields=[*LABELS, "risk_on"])
    return case


@action("cases.write_summary", record="case", verb="edit", on="case")
def write_summary(
    *, by: User, case: Case, summary: str, seen: str | None = None, version: int | None = None
) -> Case:  # fmt: skip
    """Replace the sealed summary of the case.

    With `seen` (the text that the form was opened with) a text written by somebody else meanwhile raises
    StaleEdit with both texts.
    """
    require_open(case)
    yours = text_of(summary, field="summary")
    if seen is not None and case.summary is not None:
        theirs = vault.read([case], ["summary"], by=by)[case.pk]["summary"] or ""
        if _plain(theirs) not in (_plain(seen), _plain(yours or "")):
            raise StaleEdit({str(_("What happened")): (yours or "", theirs)}, version=case.version)
    vault.put(case, by=by, summary=yours)
    case.save(update_fields=["summary"])
    return case


def _plain(text: str) -> str:
    """Browsers send line ends in their own way; they make no difference."""
    return "\n".join(text.split("\r\n")).strip()


@action("cases.tell_migration", record="case", verb="edit", on="case")
def tell_migration(
    *, by: User, case: Case, departed_on: date | None = None, departed_precision: str = "unknown",
    origin: Place | None = None,
    destination: Place | None = None, reason: str = "", incident: str = "", incident_on: date | None = None,
    incident_precision: str = "unknown", incident_place: Place | None = None, note: str = "", key: UUID | None = None,
) -> Migration:  # fmt: skip
    """Record the journey that led to the case; each date with its precision, None with "unknown".

    Raises Invalid for unknown terms, a date without its precision, or one in the future.
    """
    for day, precision, field in (
        (departed_on, departed_precision, "departed_on"),
        (incident_on, incident_precision, "incident_on"),
    ):
        not_in_future(day, field=field)
        partial(day, precision)
    journey = Migration(
        case=case, departed_on=departed_on, departed_precision=departed_precision, origin=origin,
        destination=destination,
        reason=optional_term("migration_reason", reason, field="reason"),
        incident=optional_term("migration_event", incident, field="incident"),
        incident_on=incident_on, incident_precision=incident_precision, incident_place=incident_place, recorded_by=by,
    )  # fmt: skip
    vault.put(journey, by=by, note=text_of(note, field="note"))
    journey.save(force_insert=True)
    return journey
