"""What the rooms below keep and figures may count: projects by name, cases by state. Rooms above add their own."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from sapar.cases.workflow import CASE_WORKFLOW
from sapar.kernel import terms
from sapar.kernel.access.context import figures_role
from sapar.kernel.access.models import Organisation
from sapar.kernel.figures import registry
from sapar.kernel.figures.registry import Register, RegisterDimension, Thing
from sapar.kernel.i18n import label

CASES = """
SELECT c.id, o.code, c.status, c.risk, c.closing_reason, c.opened_on, c.closed_on
FROM cases_case c JOIN access_organisation o ON o.id = c.organisation_id
"""


def projects() -> dict[UUID, tuple[str, str]]:
    """Every project by id: code and name, also for readers who may not open its page (a figure may name it)."""
    with figures_role(), connection.cursor() as cursor:
        cursor.execute("SELECT id, code, titles, labels FROM programmes_project")
        return {
            id: (code, label(_json(titles)) or label(_json(labels)) or code)
            for id, code, titles, labels in cursor.fetchall()
        }


def _json(value: object) -> dict[str, str]:
    import json

    return json.loads(value) if isinstance(value, str) else dict(value or {})  # type: ignore[call-overload]  # a JSON object


def cases(as_of: datetime | None) -> Iterator[Thing]:
    """Every case as it stands: opened, closed, how. The past of a case is not told by its row, so no ``as_of``."""
    with figures_role(), connection.cursor() as cursor:
        cursor.execute(CASES)
        rows = cursor.fetchall()
    for id, organisation, status, risk, reason, opened, closed in rows:
        outcome = terms.get("closing_reason", reason).attributes.get("outcome", "") if reason else ""
        values = {"organisation": organisation, "status": status, "risk": risk, "reason": reason, "outcome": outcome}
        yield Thing(str(id), opened, closed, None, values)


def _organisations(values: Iterable[str]) -> dict[str, str]:
    return {each.code: str(each) for each in Organisation.objects.filter(code__in=list(values))}


def _list(name: str, title: object) -> RegisterDimension:
    return RegisterDimension(
        title,
        lambda values: {value: terms.label(name, value) for value in values},
        lambda: terms.choices(name),  # type: ignore[arg-type]
    )


OUTCOMES = {"positive": _("ended well"), "neutral": _("ended otherwise"), "negative": _("ended badly")}


def declare() -> None:
    """Tell the figure service; called once when the app is ready."""
    registry.projects(projects)
    registry.register(
        Register(
            "cases",
            _("Cases"),
            cases,
            {
                "organisation": RegisterDimension(_("Organisation"), _organisations),
                "status": RegisterDimension(
                    _("State"), lambda values: {v: str(CASE_WORKFLOW.states[v]) for v in values},
                    lambda: [(code, str(name)) for code, name in CASE_WORKFLOW.states.items()],
                ),
                "risk": _list("risk", _("Risk")),
                "reason": _list("closing_reason", _("Why it ended")),
                "outcome": RegisterDimension(
                    _("How it ended"), lambda values: {v: str(OUTCOMES[v]) for v in values},
                    lambda: [(code, str(name)) for code, name in OUTCOMES.items()],
                ),
            },
        )
    )  # fmt: skip
