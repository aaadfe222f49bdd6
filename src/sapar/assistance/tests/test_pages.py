"""The pages of services: recorded, corrected, made void, and told in the course of the case to those who may read."""

from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sapar.assistance.models import Delivery
from sapar.assistance.tests.conftest import Serve
from sapar.cases.actions import assign_case, close_case, share_case
from sapar.cases.tests.conftest import Agrees, NewCase, Visit
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.ledger.models import EntryShare
from sapar.kernel.ledger.posting import Share
from sapar.programmes.models import Project

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def _url(name: str, id: object) -> str:
    return reverse(f"assistance:{name}", args=[id])


def _case_url(case: object) -> str:
    return reverse("cases:case", args=[case.pk])  # type: ignore[attr-defined]


def _all(user: User) -> list[Delivery]:
    with acting_as(user):
        return list(Delivery.objects.select_related("entry").order_by("recorded_at"))


@pytest.fixture
def project(cast: SimpleNamespace) -> Project:
    with acting_as(cast.project_manager):
        return Project.objects.create(code="test-project", labels={"en": "Test project"})


def test_a_service_is_recorded_once_with_its_payers(
    cast: SimpleNamespace, new_case: NewCase, visit: Visit, project: Project
) -> None:
    case, client = new_case(cast.caseworker), visit(cast.caseworker)
    page = client.get(_url("deliver", case.pk)).content.decode()
    assert "Also paid by" in page
    assert "Test project" in page
    told = {
        "kind": "humanitarian.medical.surgery", "date": "02.2021", "quantity": "2", "unit": "surgery",
        "provider": str(cast.here.pk), "place": "GE-TB", "note": "Told in words", "project_1": str(project.pk),
        "part_1": "40", "giver_1": str(cast.donor.pk), "giver_part_1": "35", "people_2": "relatives", "in_kind_2": "on",
        "submission_key": str(uuid4()),
    }  # fmt: skip
    for _again in range(2):
        response = client.post(_url("deliver", case.pk), told)
        assert response.status_code == 302, response.content.decode()
    (delivery,) = _all(cast.caseworker)
    assert (delivery.on_precision, delivery.quantity, delivery.data_class) == ("month", Decimal(2), "health")
    with acting_as(cast.caseworker):
        shares = {str(s.share) for s in EntryShare.objects.filter(entry=delivery.entry_id)}
    assert shares == {"0.4000", "0.3500", "None"}
    body = client.get(_case_url(case)).content.decode()
    for words in (
        "Surgery",
        "Told in words",
        "Test project 40 %",
        "Test Donor 35 %",
        "Relatives of the person",
        "February 2021",
    ):
        assert words in body, words


def test_an_empty_date_means_not_stated(cast: SimpleNamespace, new_case: NewCase, visit: Visit) -> None:
    case, client = new_case(cast.caseworker), visit(cast.caseworker)
    client.post(_url("deliver", case.pk), {"kind": "return", "date": "", "provider": str(cast.here.pk)})
    (delivery,) = _all(cast.caseworker)
    assert (delivery.on, delivery.on_precision) == (None, "unknown")
    assert "date not stated" in client.get(_case_url(case)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"kind": ""}, "required"),
        ({"date": "31.02.2021"}, "no day"),
        ({"date": "about 2019"}, "too vague"),
        ({"date": "12.03.1950"}, "not born yet"),
        ({"amount": "100"}, "belong together"),
        ({"part_1": "50"}, "needs its project"),
        ({"giver_part_1": "50"}, "who gave it"),
        ({"people_1": "relatives", "giver_part_1": "70", "people_2": "employer", "giver_part_2": "70"},
        "more than the whole"),
        ({"quantity": "0"}, "more than nothing"),
    ],
)  # fmt: skip
def test_wrong_input_is_shown_beside_its_field_and_kept(
    cast: SimpleNamespace, new_case: NewCase, visit: Visit, wrong: dict[str, str], words: str
) -> None:
    case, client = new_case(cast.caseworker), visit(cast.caseworker)
    told = {
        "kind": "humanitarian.food",
        "date": "01.03.2021",
        "provider": str(cast.here.pk),
        "note": "Kept in the form",
    }
    response = client.post(_url("deliver", case.pk), told | wrong)
    body = response.content.decode()
    assert response.status_code == 422
    assert words in body
    assert "Kept in the form" in body
    assert _all(cast.caseworker) == []


def test_a_correction_starts_from_what_is_recorded(
    cast: SimpleNamespace, new_case: NewCase, visit: Visit, serve: Serve
) -> None:
    case, client = new_case(cast.caseworker), visit(cast.caseworker)
    givers = [Share(contributor="relatives", amount=Decimal(50), currency="USD"), *[Share(contributor="employer")] * 5]
    wrong = serve(cast.caseworker, case, quantity=Decimal(20), unit="meal", note="Told in words", contributors=givers)
    response = client.get(_url("correct", wrong.pk))
    assert "Told in words" in response.content.decode()
    form = response.context["form"]
    sent = {name: value for field in form if (value := field.value()) not in (None, "", False) for name in [field.name]}
    sent = {name: getattr(value, "pk", value) for name, value in sent.items()} | {"quantity": "2", "version": "1"}
    assert client.post(_url("correct", wrong.pk), sent).status_code == 302
    old, new = _all(cast.caseworker)
    assert (old.status, new.status, new.quantity, new.replaces_id) == ("corrected", "delivered", Decimal(2), old.pk)
    with acting_as(cast.caseworker):
        assert EntryShare.objects.filter(entry=new.entry_id).count() == 6
    assert client.post(_url("correct", old.pk), sent).status_code == 409
    assert client.post(_url("void", new.pk), {"reason": "Not him"}).status_code == 302
    body = client.get(_case_url(case)).content.decode()
    assert "Void: recorded by mistake" in body
    assert "reason: Not him" in body


def test_strangers_and_readers(cast: SimpleNamespace, new_case: NewCase, visit: Visit, serve: Serve) -> None:
    case = new_case(cast.caseworker, team=cast.team)
    delivery = serve(cast.caseworker, case)
    for name, id in (("deliver", case.pk), ("correct", delivery.pk), ("void", delivery.pk)):
        assert visit(cast.other_caseworker).get(_url(name, id)).status_code == 404
        assert visit(cast.me_officer).get(_url(name, id)).status_code == 404
        assert visit(cast.shelter_manager).get(_url(name, id)).status_code == 403
    assert _url("deliver", case.pk) not in visit(cast.shelter_manager).get(_case_url(case)).content.decode()
    assert _url("deliver", case.pk) in visit(cast.caseworker).get(_case_url(case)).content.decode()


def test_a_lawyer_learns_that_there_was_a_health_service_and_no_more(
    cast: SimpleNamespace, new_case: NewCase, visit: Visit, serve: Serve
) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        assign_case(by=by, case=case, user=cast.lawyer)
    serve(by, case, kind="humanitarian.medical.surgery", note="Second vertebra", amount=Decimal(987654), currency="USD")
    body = visit(cast.lawyer).get(_case_url(case)).content.decode()
    assert "A service (Health)" in body
    for words in ("Surgery", "Second vertebra", "987 654", "987,654", "987654"):
        assert words not in body


def test_another_organisation_helps_and_both_see_it(
    cast: SimpleNamespace, new_case: NewCase, visit: Visit, agrees: Agrees
) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    agrees(by, case.person, cast.there)
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
    told = {"kind": "humanitarian.food", "date": "", "provider": str(cast.there.pk)}
    assert visit(cast.other_caseworker).post(_url("deliver", case.pk), told).status_code == 302
    for user in (by, cast.supervisor, cast.other_caseworker):
        assert "given by Test NGO" in visit(user).get(_case_url(case)).content.decode()


def test_a_closed_case_offers_no_service(cast: SimpleNamespace, new_case: NewCase, visit: Visit) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    with acting_as(by):
        close_case(by=by, case=case, reason="goals_met")
    client = visit(by)
    assert _url("deliver", case.pk) not in client.get(_case_url(case)).content.decode()
    response = client.post(_url("deliver", case.pk), {"kind": "return", "date": "", "provider": str(cast.here.pk)})
    assert response.status_code == 422
    assert "Reopen the case first" in response.content.decode()


def test_many_services_ask_no_more_questions(
    cast: SimpleNamespace, new_case: NewCase, visit: Visit, serve: Serve
) -> None:
    case, by, client = new_case(cast.caseworker), cast.caseworker, visit(cast.caseworker)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(_case_url(case)).status_code == 200
        return len(asked)

    serve(by, case, note="Note", contributors=[Share(contributor="relatives")])
    few = questions()
    for _more in range(5):
        serve(by, case, note="Note", contributors=[Share(contributor="relatives")])
    assert questions() <= few
