"""What a first-time user stumbled over: nothing is overwritten unseen, all that is wrong is said at once."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from sapar.cases.actions import (
    break_glass_case,
    plan_step,
    record_need,
    share_case,
    withdraw_share,
    write_summary,
)
from sapar.cases.forms import EmergencyForm, NoteForm, PartialDateField, ReasonForm
from sapar.cases.models import Need
from sapar.cases.queries import shared_with_us, withheld
from sapar.cases.tests.conftest import Agrees, NewCase, Visit
from sapar.kernel.access.context import acting_as

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def _url(name: str, *args: object) -> str:
    return reverse(f"cases:{name}", args=args)


def test_a_summary_written_meanwhile_is_shown_and_not_overwritten(
    cast: SimpleNamespace, new_case: NewCase, visit: Visit
) -> None:
    case, client = new_case(cast.caseworker, summary="As told\r\nat first"), visit(cast.caseworker)
    form = client.get(_url("summary", case.pk)).context["form"]
    sent = {"summary": "Mine", "initial-summary": form["summary"].value()}
    with acting_as(cast.caseworker):
        write_summary(by=cast.caseworker, case=case, summary="Theirs")
    refused = client.post(_url("summary", case.pk), sent)
    body = refused.content.decode()
    assert refused.status_code == 409
    assert "Mine" in body
    assert "Theirs" in body
    again = {"summary": "Mine", "initial-summary": refused.context["form"]["summary"].form.data["initial-summary"]}
    assert client.post(_url("summary", case.pk), again).status_code == 302
    assert "Mine" in client.get(_url("case", case.pk)).content.decode()


def test_a_summary_nobody_touched_is_saved_whatever_the_line_ends(
    cast: SimpleNamespace, new_case: NewCase, visit: Visit
) -> None:
    case, client = new_case(cast.caseworker, summary="One\nTwo"), visit(cast.caseworker)
    sent = {"summary": "Three", "initial-summary": "One\r\nTwo"}
    assert client.post(_url("summary", case.pk), sent).status_code == 302


def test_what_is_required_says_so_and_all_errors_come_together() -> None:
    for form in (NoteForm({}), ReasonForm({}), EmergencyForm({"hours": "1"})):
        assert all(form.fields[name].required for name in form.errors)
        assert "Nothing is written here yet." in str(form.errors)
    assert set(EmergencyForm({"hours": "1"}).errors) == {"code", "reason"}
    assert "20 to 500" in str(EmergencyForm({"hours": "1", "reason": "Please"}).errors)


@pytest.mark.parametrize("odd", ["31.02.2021", "01.01.2999", "yesterday", "1402"])
def test_an_error_in_a_date_of_a_service_does_not_speak_of_births(odd: str) -> None:
    with pytest.raises(Exception, match=r"Write 2021, 02\.2021 or 24\.02\.2021") as refused:
        PartialDateField().clean(odd)
    assert "1987" not in str(refused.value)
    assert "1931" not in str(refused.value)


def test_money_is_not_shown_to_an_organisation_without_consent_for_it(
    cast: SimpleNamespace, new_case: NewCase, agrees: Agrees, visit: Visit
) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    agrees(by, case.person, cast.there)
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
    assert 'id="money"' in visit(by).get(_url("case", case.pk)).content.decode()
    assert 'id="money"' not in visit(cast.other_caseworker).get(_url("case", case.pk)).content.decode()


def test_a_shared_case_waits_in_the_list_of_the_other_organisation(
    cast: SimpleNamespace, new_case: NewCase, agrees: Agrees, visit: Visit
) -> None:
    case, by, other = new_case(cast.caseworker), cast.caseworker, cast.other_caseworker
    assert case.code not in visit(other).get(_url("list")).content.decode()
    agrees(by, case.person, cast.there)
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
    with acting_as(other):
        assert list(shared_with_us(other)) == [case]
    body = visit(other).get(_url("list")).content.decode()
    assert body.index("Shared with us") < body.index(case.code)
    assert "Shared with us" not in visit(by).get(_url("list")).content.decode()
    with acting_as(by):
        withdraw_share(by=by, case=case, organisation=cast.there)
    assert case.code not in visit(other).get(_url("list")).content.decode()


def test_pages_of_steps_one_may_not_take_are_refused(cast: SimpleNamespace, new_case: NewCase, visit: Visit) -> None:
    case, by, reader = new_case(cast.caseworker), cast.caseworker, cast.shelter_manager
    for user in (cast.lawyer, cast.data_protection_officer, cast.administrator):
        assert visit(user).get(_url("break_glass")).status_code == 403
    assert _url("break_glass") not in visit(cast.lawyer).get(_url("list")).content.decode()
    assert visit(reader).get(_url("break_glass")).status_code == 200
    assert visit(cast.data_protection_officer).get(_url("open", case.person_id)).status_code == 403
    with acting_as(by):
        step, need = plan_step(by=by, case=case, text="Step"), record_need(by=by, case=case, category="food")
    for name, id in (("drop_step", step.pk), ("drop_need", need.pk)):
        assert visit(reader).get(_url(name, id)).status_code == 404
        assert visit(by).get(_url(name, id)).status_code == 200
    with acting_as(reader):
        break_glass_case(by=reader, case=case.code, reason="He is threatened right now, nobody else is on duty.")
    for name, id in (("drop_step", step.pk), ("drop_need", need.pk)):
        assert visit(reader).get(_url(name, id)).status_code == 403
    with acting_as(by):
        assert not Need.objects.exclude(status="open").exists()


def test_what_consent_withholds_is_said_for_each_organisation(
    cast: SimpleNamespace, new_case: NewCase, agrees: Agrees
) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    agrees(by, case.person, cast.there, "identity", "legal")
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
        assert set(withheld(case, cast.there.pk)) == {"view_contact", "view_health", "view_finance"}
        assert withheld(case, cast.here.pk) == {}
