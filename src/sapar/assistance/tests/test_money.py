"""Money of a service: real currencies, shares that can be sent back as shown, and who may read it."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import translation

from sapar.assistance.actions import void_delivery
from sapar.assistance.money import is_currency
from sapar.assistance.tests.conftest import Serve
from sapar.cases.actions import share_case
from sapar.cases.tests.conftest import Agrees, NewCase, Visit
from sapar.cases.timeline import Money
from sapar.kernel.access.context import acting_as
from sapar.kernel.ledger.posting import Share

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def _url(name: str, id: object) -> str:
    return reverse(f"assistance:{name}", args=[id])


def _case_url(case: object) -> str:
    return reverse("cases:case", args=[case.pk])  # type: ignore[attr-defined]  # any case


def test_only_what_somebody_can_pay_in_is_a_currency() -> None:
    assert all(is_currency(code) for code in ("KGS", "USD", "EUR", "XOF", "XCD"))
    assert not any(is_currency(code) for code in ("XXX", "XAU", "XTS", "XDR", "ABC", "kgs", "СОМ", ""))


def test_an_amount_is_written_as_the_language_writes_numbers() -> None:
    cost = Money(Decimal("1000"), "KGS")
    assert str(cost) == "1,000.00 KGS"
    with translation.override("ru"):
        assert str(cost) == "1\N{NO-BREAK SPACE}000,00 KGS"


def test_every_wrong_amount_is_named_and_its_block_is_open(
    cast: SimpleNamespace, new_case: NewCase, visit: Visit
) -> None:
    case, client = new_case(cast.caseworker), visit(cast.caseworker)
    told = {"kind": "humanitarian.food", "date": "01.03.2021", "provider": str(cast.here.pk)}
    wrong = {"amount": "5", "currency": "xxx", "gave_2": "7", "people_2": "relatives", "giver_part_3": "12.345"}
    response = client.post(_url("deliver", case.pk), told | wrong)
    body = response.content.decode()
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"currency", "gave_currency_2", "giver_part_3"}
    assert "“XXX” is not the code of a currency" in body
    assert "Share of organisation 3, %" in body
    main = body[body.index("<main") :]
    assert main.count("<details") == main.count(" open>") == 2


def test_a_service_with_shares_can_be_corrected_as_it_is_shown(
    cast: SimpleNamespace, new_case: NewCase, visit: Visit, serve: Serve
) -> None:
    case, client = new_case(cast.caseworker), visit(cast.caseworker)
    parts = [
        Share(contributor="relatives", share=Decimal("0.2")),
        Share(contributor="employer", share=Decimal("0.333")),
    ]
    wrong = serve(cast.caseworker, case, quantity=Decimal(20), unit="meal", contributors=parts)
    form = client.get(_url("correct", wrong.pk)).context["form"]
    sent = {field.name: value for field in form if (value := field.value()) not in (None, "", False)}
    sent = {name: getattr(value, "pk", value) for name, value in sent.items()} | {"version": "1"}
    assert client.post(_url("correct", wrong.pk), sent).status_code == 302


def test_amounts_payers_and_reasons_stay_with_those_who_may_read_them(
    cast: SimpleNamespace, new_case: NewCase, visit: Visit, agrees: Agrees, serve: Serve
) -> None:
    case, by = new_case(cast.caseworker), cast.caseworker
    agrees(by, case.person, cast.there, "identity", "ordinary", "contact")
    with acting_as(by):
        share_case(by=by, case=case, organisation=cast.there)
    payers = [Share(contributor="relatives", amount=Decimal(444), currency="USD")]
    serve(by, case, kind="humanitarian.food", amount=Decimal(98765), currency="KGS", contributors=payers)
    mistaken = serve(by, case, kind="humanitarian.food")
    with acting_as(by):
        void_delivery(by=by, delivery=mistaken, reason="Meant for somebody else")
    secret = ("98,765", "444", "Relatives of the person", "Meant for somebody else")
    body = visit(by).get(_case_url(case)).content.decode()
    theirs = visit(cast.other_caseworker).get(_case_url(case)).content.decode()
    for words in secret:
        assert words in body, words
        assert words not in theirs, words
    own = {"kind": "humanitarian.food", "date": "", "provider": str(cast.there.pk), "amount": "321", "currency": "KGS"}
    assert visit(cast.other_caseworker).post(_url("deliver", case.pk), own).status_code == 302
    assert "321.00 KGS" in visit(cast.other_caseworker).get(_case_url(case)).content.decode()
