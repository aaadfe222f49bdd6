"""What a first-time user stumbled over: nothing is overwritten unseen, all that is wrong is said at once."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from sapar.cases.actions import share_case, write_summary
from sapar.cases.forms import EmergencyForm, NoteForm, PartialDateField, ReasonForm
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
    with pytest.raises(Exception, match="Write 2021, 02.2021 or 24.02.2021") as refused:
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
