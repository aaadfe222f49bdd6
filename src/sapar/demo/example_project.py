"""An invented project that runs today, so that the demo shows a project's whole life: promised, spent, reported, late.

Its name says that it is invented; no document of the sources speaks of it, and it answers no fact.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from sapar.demo import signins
from sapar.demo.reader import results
from sapar.kernel import places
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.access.roles import Role
from sapar.programmes import actions
from sapar.programmes.models import DeadlineKind, Framework, Indicator, Project
from sapar.programmes.periods import months_later

CODE = "example-return-home"


def _say(name: str) -> dict[str, str]:
    """A text of the example in three languages."""
    found: dict[str, str] = results()["example"][name]
    return found


def load() -> Project:
    """Open the project ten months ago and let it live until today, through the actions of the desk."""
    manager = signins.of(signins.KYRGYZSTAN, Role.PROJECT_MANAGER)
    officer = signins.of(signins.KYRGYZSTAN, Role.ME_OFFICER)
    partner = signins.of(signins.ULYBKA, Role.PROJECT_MANAGER)
    start = months_later(timezone.localdate().replace(day=1), -10)
    with acting_as(manager):
        project = _opened(manager, start)
        framework = _promised(manager, project)
        actions.approve_framework(by=manager, framework=framework, effective_from=start)
        _spent(manager, project, start)
        _planned(manager, project, start)
    with acting_as(partner):
        _reported(partner, project, start)
    with acting_as(officer):
        for value in project.reported_values.order_by("starts")[:2]:
            actions.approve_value(by=officer, reported=value)
    actions.remind()
    return project


def _opened(by: User, start: date) -> Project:
    project = actions.open_project(
        by=by, labels=_say("name"), code=CODE, start=start, start_precision="month", duration_months=18
    )
    donors = Organisation.objects.filter(code__in=("mfa-norway", "eu")).order_by("code")
    shares = {donor.pk: share for donor, share in zip(donors, (Decimal("0.4"), Decimal("0.6")), strict=True)}
    actions.set_donors(by=by, project=project, shares=dict(shares))
    actions.set_budget(by=by, project=project, amount=Decimal(180_000), currency="EUR")
    ulybka = Organisation.objects.get(code="ulybka")
    actions.add_partner(by=by, project=project, organisation=ulybka)
    for code in ("KG-O", "KG-J"):
        actions.add_place(by=by, project=project, place=places.get(code))
    actions.add_term(by=by, project=project, list="sector", term="counter_trafficking.protection")
    actions.write_sub_grant(
        by=by, project=project, partner=ulybka, reference="SG-1", amount=Decimal(40_000), currency="EUR",
        purpose=_say("purpose"),
    )  # fmt: skip
    return project


def _promised(by: User, project: Project) -> Framework:
    framework = actions.open_framework(by=by, project=project)
    home = actions.write_result(
        by=by, framework=framework, level="outcome", code="home",
        statements=_say("outcome"),
        assumptions=_say("assumption"),
    )  # fmt: skip
    sessions = actions.write_result(
        by=by, framework=framework, level="output", code="sessions", parent=home,
        statements=_say("output"),
        risks=_say("risk"),
    )  # fmt: skip
    families = actions.write_indicator(
        by=by, framework=framework, result=sessions, code="families", kind="number", source="reported",
        labels=_say("families"),
        unit=_say("families_unit"), baseline=Decimal(0),
    )  # fmt: skip
    actions.write_target(by=by, indicator=families, value=Decimal(300), qualifier="at least")
    _halves(by, families, project)
    rights = actions.write_indicator(
        by=by, framework=framework, result=home, code="know-rights", kind="percentage", source="reported",
        labels=_say("rights"),
        unit=_say("rights_unit"), baseline=Decimal(20), baseline_whole=Decimal(80),
    )  # fmt: skip
    actions.write_target(by=by, indicator=rights, value=Decimal(60), whole=Decimal(100))
    attending = actions.write_indicator(
        by=by, framework=framework, result=sessions, code="session-people", kind="number", source="computed",
        definition="work.session.people",
        labels=_say("attending"),
        unit=_say("people_unit"),
    )  # fmt: skip
    actions.write_target(by=by, indicator=attending, value=Decimal(500), qualifier="about")
    return framework


def _halves(by: User, families: Indicator, project: Project) -> None:
    start = project.start or timezone.localdate()
    middle = months_later(start, 9)
    last = months_later(start, 18) - timedelta(days=1)
    for starts, ends in ((start, middle - timedelta(days=1)), (middle, last)):
        actions.write_target(by=by, indicator=families, value=Decimal(150), starts=starts, ends=ends)


def _spent(by: User, project: Project, start: date) -> None:
    staff = actions.write_budget_line(
        by=by, project=project, code="1", labels=_say("staff"),
        amount=Decimal(80_000), currency="EUR",
    )  # fmt: skip
    travel = actions.write_budget_line(
        by=by, project=project, code="2",
        labels=_say("travel"),
        amount=Decimal(60_000), currency="EUR",
    )  # fmt: skip
    actions.record_rate(by=by, currency="KGS", into="EUR", on=start, rate=Decimal("0.0098"), source="Invented rate")
    rows = ((staff, 38_000, "EUR", "Salaries, half a year"), (travel, 1_450_000, "KGS", "Hired cars"))
    for months, (line, amount, currency, what) in enumerate(rows, 6):
        actions.record_expenditure(
            by=by, project=project, line=line, on=months_later(start, months), amount=Decimal(amount),
            currency=currency, what=what,
        )  # fmt: skip


def _planned(by: User, project: Project, start: date) -> None:
    actions.plan_calendar(by=by, project=project)
    actions.write_workplan_item(
        by=by, project=project, activity="sessions", due=months_later(start, 8), due_precision="month",
        labels=_say("step"),
    )  # fmt: skip
    first = project.deadlines.filter(kind=DeadlineKind.FRAMEWORK).first()
    if first is not None:
        actions.meet_deadline(by=by, deadline=first, on=first.due)
    work = actions.Work(
        kind="session", status="done", on=months_later(start, 5), on_precision="month", people=130,
        activity="sessions", place=places.get("KG-O"),
        labels=_say("sessions"),
    )  # fmt: skip
    actions.record_work(by=by, project=project, work=work)


def _reported(by: User, project: Project, start: date) -> None:
    families = Indicator.objects.get(framework__project=project, code="families")
    rights = Indicator.objects.get(framework__project=project, code="know-rights")
    for months, number in ((0, 62), (3, 48), (6, 35)):
        starts, ends = months_later(start, months), months_later(start, months + 3) - timedelta(days=1)
        actions.report_value(
            by=by, project=project, indicator=families, starts=starts, ends=ends, value=Decimal(number),
            evidence="Visit forms of the quarter, folder V at the office in Osh",
        )  # fmt: skip
    actions.report_value(
        by=by, project=project, indicator=rights, starts=start, ends=months_later(start, 9) - timedelta(days=1),
        value=Decimal(52), whole=Decimal(110), evidence="Question 4 of the visit form, counted twice",
    )  # fmt: skip
