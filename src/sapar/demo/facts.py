"""Compares what the facts table expects with what the running system answers."""

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sapar.demo import story_answers
from sapar.demo.reader import FACTS
from sapar.kernel.access.models import User
from sapar.programmes.facts import Answer, answers

HOLDS, NOT_YET, DIFFERS = "holds", "not yet", "differs"
#: Which room will hold the facts of an entity that no record holds yet.
NEEDS = {
    "actual": "assistance", "bulletin_section": "reports", "campaign": "outreach", "case_story": "cases",
    "centre": "sites", "channel": "outreach", "contest": "outreach", "context": "governance",
    "contribution": "assistance", "decision": "governance", "equipment": "sites", "event": "outreach",
    "grant": "grants", "initiative_group": "sites", "institution_renovated": "sites", "material": "outreach",
    "message": "outreach", "methodology": "governance", "period": "governance", "photo": "media",
    "place": "outreach", "policy_process": "governance", "publication": "governance", "quote": "media",
    "referral": "referrals", "session": "outreach", "shelter": "shelters", "staff": "programmes",
    "stakeholder": "outreach", "training": "outreach", "working_group": "governance", "works": "sites",
}  # fmt: skip
_COMPARED = ("value", "unit", "qualifier", "date_precision")


@dataclass(frozen=True)
class Line:
    """One fact: what is expected, what was given (None = nothing yet), from where, and the verdict.

    ``needs`` names the room to come that will hold a fact which nothing holds yet.
    """

    id: str
    entity: str
    kind: str
    expected: dict[str, str]
    given: dict[str, str] | None
    source: str
    where: str
    verdict: str
    needs: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def expected() -> list[dict[str, str]]:
    """The rows of the facts table, every column as text (a telephone keeps its leading zero)."""
    with FACTS.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def lines(*, document: str = "", only: str = "") -> Iterator[Line]:
    """Facts in the order of the table; `document` is the beginning of an id (S0), `only` a verdict."""
    # Here and not at start-up: only this question needs the story, and only a demo with accounts has it.
    if User.objects.filter(is_demo=True, organisation__code=story_answers.MISSION).exists():
        story_answers.register()
    rows = [row for row in expected() if row["id"].startswith(document)]
    given = answers(row["id"] for row in rows)
    for row in rows:
        line = _line(row, given[row["id"]])
        if only in ("", line.verdict):
            yield line


def _line(row: dict[str, str], answer: Answer | None) -> Line:
    wanted = {name: row[name] for name in _COMPARED}
    if answer is None:
        return Line(row["id"], row["entity"], row["kind"], wanted, None, "", "", NOT_YET, _room(row))
    given = {name: str(getattr(answer, name)) for name in _COMPARED}
    verdict = HOLDS if given == wanted else DIFFERS
    return Line(row["id"], row["entity"], row["kind"], wanted, given, answer.source, answer.where, verdict)


def _room(row: dict[str, str]) -> str:
    return NEEDS.get(row["entity"], "records")
