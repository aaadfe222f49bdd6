"""One small world for the contract tests: a person, a case and everything that hangs on it, made by the actions."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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
from sapar.people.duties import tell
from sapar.people.inputs import (
    ConsentInput,
    ContactInput,
    DocumentInput,
    NameInput,
    Registration,
    RelationshipInput,
)
from sapar.people.models import DutyKind, IdentityCheck, IdentitySide, RetentionReview
from sapar.people.queries import Criteria
from sapar.people.tests.pictures import PNG
from sapar.programmes import actions as programmes
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
        protected = _protected(worker, person)
        delivery = assistance.record_delivery(
            by=worker, case=case, kind="legal.counselling", on=date(2021, 2, 3), provider=cast.here
        )
        emergency = _emergency(case, cast)
        register(worker, "Aigul", "Synoova")
    side, check = _recognition(cast)
    with acting_as(cast.data_protection_officer):
        review = RetentionReview.objects.create(person=person, last_on=date(2015, 1, 1), erase_on=date(2999, 1, 1))
    with acting_as(cast.project_manager):
        project, programme = _programme(cast)
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
        "side_id": side.id, "check_id": check.id, "delivery_id": delivery.id, "access_id": emergency.id, "organisation_id": cast.there.id, "user_id": cast.lawyer.id,
        "grant_id": cast.lawyer.role_grants.first().id, "code": project.code, "kind": "case", "id": case.id,
        **protected, "review_id": review.id, "purpose": "casework", "version": "1", "language": "ru",
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
        **programme,
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


def _protected(by: Any, person: Any) -> dict[str, Any]:
    """One of everything that protects a person, by the name of its parameter."""
    agreed = ConsentInput(purpose="casework", how_given="signature", data_classes=("identity", "photo"))
    people.give_consent(by=by, person=person, consent=agreed)
    contact = person.contacts.get()
    danger = "The test needs a contact although nobody has asked how."
    relative = RelationshipInput(relation="mother", name="A mother of the test")
    asked = people.ask_request(by=by, person=person, kind="restriction")
    made = {
        "document_id": people.add_document(by=by, person=person, document=DocumentInput("AB0000001")),
        "relationship_id": people.add_relationship(by=by, person=person, told=relative),
        "photo_id": people.add_photo(by=by, person=person, content=PNG),
        "contact_id": contact,
        "attempt_id": people.begin_contact(by=by, person=person, contact=contact, emergency=danger),
        "copy_id": people.make_own_copy(by=by, person=person, language="ky"),
        "request_id": asked,
    }
    duty = tell(DutyKind.CONSENT_ENDED, person, organisation_id=person.organisation_id, user=by)
    return {name: row.id for name, row in made.items()} | {"duty_id": duty}


def _first(name: str) -> str:
    return terms.choices(name)[0][0]


def _recognition(cast: SimpleNamespace) -> tuple[IdentitySide, IdentityCheck]:
    """A possible duplicate of the person, and the lawyer's question about her to the supervisor."""
    with acting_as(cast.lawyer):
        criteria = Criteria(given="Айгүл", family="Сыноова", birth=PartialDate.from_edtf("1990"))
        check = people.ask_supervisor(by=cast.lawyer, criteria=criteria)[0]
    with acting_as(cast.supervisor):
        return IdentitySide.objects.get(), check


def _emergency(case: Any, cast: SimpleNamespace) -> Any:
    """An emergency access of the shelter manager, who is not on the case."""
    with acting_as(cast.shelter_manager):
        cases.break_glass_case(
            by=cast.shelter_manager, case=case.code, reason="The person called from a dangerous place at night."
        )
    with acting_as(cast.data_protection_officer):
        return EmergencyAccess.objects.get()


def _programme(cast: SimpleNamespace) -> tuple[Project, dict[str, dict[str, Any]]]:
    """A project with an approved logframe, a draft of the next, a reported value and a date. As the project manager."""
    by = cast.project_manager
    project = programmes.open_project(by=by, labels={"en": "Test project"}, code="test-project")
    first = programmes.open_framework(by=by, project=project)
    said = {"by": by, "framework": first, "kind": "number", "source": "reported", "unit": {"en": "families"}}
    indicator = programmes.write_indicator(labels={"en": "families"}, code="families", **said)
    programmes.approve_framework(by=by, framework=first, effective_from=date(2021, 1, 1))
    draft = programmes.open_framework(by=by, project=project)
    value = programmes.report_value(
        by=by, project=project, indicator=indicator, starts=date(2021, 1, 1), ends=date(2021, 3, 31), value=Decimal(3),
        evidence="A list",
    )  # fmt: skip
    deadline = programmes.write_deadline(by=by, project=project, kind="final", due=date(2021, 6, 1))
    part = {"code": project.code, "part": "deadline", "part_id": deadline.id}
    return project, {
        "programmes:indicator": {"code": project.code, "indicator": "families"},
        "programmes:framework_version": {"code": project.code, "number": draft.number},
        "programmes:approve_framework": {"code": project.code, "number": draft.number},
        "programmes:decide_value": {"code": project.code, "part_id": value.id},
        "programmes:meet_deadline": {"code": project.code, "part_id": deadline.id},
        "programmes:add_part": {"code": project.code, "part": "deadline"},
        "programmes:change_part": part,
        "programmes:remove_part": part,
    }
