"""The way back from a figure to people: only to those who work on the case, and only as far as they may read it."""

from datetime import date
from types import SimpleNamespace

import pytest

from sapar.assistance.tests.conftest import Serve
from sapar.cases.actions import share_case
from sapar.cases.tests.conftest import Agrees, NewCase
from sapar.insight.actions import define_figure
from sapar.insight.figures import question_from
from sapar.insight.queries import ASSISTED, Evidence, evidence
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def figure(cast: SimpleNamespace) -> None:
    """A figure that counts what the organisation of the tests gave."""
    question = question_from(("humanitarian", "legal"), (cast.here.code,), date(2021, 1, 1))
    with acting_as(cast.me_officer):
        define_figure(by=cast.me_officer, code=ASSISTED, labels={"en": "People"}, question=question)


def _seen(user: User) -> Evidence:
    with acting_as(user):
        return evidence(user, ASSISTED)


def test_people_are_shown_to_those_who_work_on_the_case(cast: SimpleNamespace, new_case: NewCase, serve: Serve) -> None:
    case = new_case(cast.caseworker)
    serve(cast.caseworker, case, kind="humanitarian.food")
    own = _seen(cast.caseworker)
    assert (own.visible, own.hidden) == (1, 0)
    assert "Сыноочу" in own.rows[0].person
    for user in (cast.lawyer, cast.shelter_manager, cast.me_officer, cast.other_caseworker):
        other = _seen(user)
        assert (other.rows, other.visible, other.hidden) == ([], 0, 1), user


def test_a_partner_sees_no_more_than_the_person_agreed_to(
    cast: SimpleNamespace, new_case: NewCase, agrees: Agrees, serve: Serve
) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    serve(by, case, kind="humanitarian.food")
    serve(by, case, kind="humanitarian.medical.surgery")
    agrees(by, case.person, cast.there, "ordinary")
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
    rows = _seen(cast.other_caseworker).rows
    assert {row.service for row in rows} == {"Food", "A service (Health)"}
    assert {row.person for row in rows} == {""}
    assert "Surgery" in {row.service for row in _seen(by).rows}
