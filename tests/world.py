"""One small world for the contract tests: a person, a case and everything that hangs on it, made by the actions."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from sapar.assistance import actions as assistance
from sapar.cases import actions as cases
from sapar.cases.models import EmergencyAccess
from sapar.insight import actions as insight
from sapar.insight.exporting import ask_export
from sapar.insight.figures import question_from
from sapar.insight.periods import add_period
from sapar.insight.queries import ASSISTED
from sapar.kernel import places, terms
from sapar.kernel.access.context import acting_as
from sapar.kernel.dates import PartialDate
from sapar.people import actions as people
from sapar.people.inputs import ConsentInput, ContactInput, NameInput, Registration
from sapar.people.queries import Criteria
from sapar.programmes.models import Project


@dataclass
class World:
    """What the caseworker of ``here`` made, and the values for the parameters of every address."""

    cast: SimpleNamespace
    person: Any
    case: Any
    status: str
    version: int
    parameters: dict[str, Any]
    by_address: dict[str, dict[str, Any]]


def register(by: Any, given: str, family: str, born: str = "1990") -> Any:
    """Search, then register, as the desk does. Call inside ``acting_as(by)``."""
    birth = PartialDate.from_edtf(born)
    _, receipt = people.search_people(by=by, criteria=Criteria(given=given, family=family, birth=birth))
    told = Registration(
        names=[NameInput(given=given, family=family)],
        birth=birth,
        sex="female",
        citizenships=("KG",),
        contacts=[ContactInput(value="+996555123456")],
        consents=[ConsentInput(purpose="casework", how_given="signature")],
    )
    return people.register_person(by=by, told=told, search_token=receipt.id)


def build(cast: SimpleNamespace) -> World:
    """Register, open, plan, deliver, define and issue: one of everything that an address can name."""
    worker = cast.caseworker
    with acting_as(worker):
        person = register(worker, "Айгүл", "Сыноова")
        case = cases.open_case(by=worker, person=person, risk="high")
        need = cases.record_need(by=worker, case=case, category=_first("need"))
        step = cases.plan_step(by=worker, case=case, service="legal.counselling", due_on=date(2021, 3, 1))
        cases.write_note(by=worker, case=case, text="A health note of the test.", data_class="health")
        consent = people.give_consent(
            by=worker, person=person, consent=ConsentInput(purpose="statistics", how_given="signature")
        )
        delivery = assistance.record_delivery(
            by=worker, case=case, kind="legal.counselling", on=date(2021, 2, 3), provider=cast.here
        )
        emergency = _emergency(case, cast)
    with acting_as(cast.project_manager):
        project = Project.objects.create(code="test-project", labels={"en": "Test project"}, implementer=cast.here)
    officer = cast.me_officer
    with acting_as(officer):
        question = question_from(("humanitarian", "legal", "return"), ("test-mission",), date(2021, 1, 1))
        definition = insight.define_figure(
            by=officer, code=ASSISTED, labels={"en": "Test definition"}, question=question
        )
        bulletin = insight.issue_bulletin(by=officer, region=places.get("central-asia"), definitions=[definition])
        period = add_period(by=officer, first=date(2019, 1, 1), last=date(2019, 3, 31))
        export = ask_export(by=officer, question=question, title="Test", total=1)
    parameters = {
        "person_id": person.id, "case_id": case.id, "need_id": need.id, "step_id": step.id, "consent_id": consent.id,
        "delivery_id": delivery.id, "access_id": emergency.id, "organisation_id": cast.there.id, "user_id": cast.lawyer.id,
        "grant_id": cast.lawyer.role_grants.first().id, "code": project.code, "kind": "case", "id": case.id,
    }  # fmt: skip
    by_address = {
        "insight:issued": {"id": bulletin.id},
        "insight:evidence": {"code": ASSISTED},
        "insight:figure": {"code": ASSISTED},
        "insight:figure_file": {"code": ASSISTED, "kind": "csv"},
        "insight:explored_file": {"kind": "csv"},
        "insight:period": {"period_id": period.id},
        "insight:period_except": {"period_id": period.id},
        "insight:export": {"id": export.id},
        "insight:export_file": {"id": export.id},
        "programmes:organisation": {"code": cast.there.code},
        "account_reset_password_from_key": {"uidb36": "1", "key": "none"},
        "account_confirm_email": {"key": "none"},
        "mfa_remove_webauthn": {"pk": 1},
        "mfa_edit_webauthn": {"pk": 1},
    }
    for address in ("account", "grant", "revoke", "disable", "enable", "invite"):
        by_address[f"desk:{address}"] = {"id": cast.lawyer.id}
    with acting_as(worker):
        now = type(case).objects.get(pk=case.pk)
    return World(cast, person, now, now.status, now.version, parameters, by_address)


def _first(name: str) -> str:
    return terms.choices(name)[0][0]


def _emergency(case: Any, cast: SimpleNamespace) -> Any:
    """An emergency access of the shelter manager, who is not on the case."""
    with acting_as(cast.shelter_manager):
        cases.break_glass_case(
            by=cast.shelter_manager, case=case.code, reason="The person called from a dangerous place at night."
        )
    with acting_as(cast.data_protection_officer):
        return EmergencyAccess.objects.get()
