"""Shares make one whole, spending needs a rate, nothing that was spent is changed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from sapar.kernel.access.context import acting_as
from sapar.kernel.errors import Invalid, NotAllowed, NotFound
from sapar.programmes import actions
from sapar.programmes.models import Expenditure, ProjectDonor
from sapar.programmes.spending import spending_of


@pytest.fixture(autouse=True)
def as_manager(stage):
    with acting_as(stage.manager):
        yield


def _shares(stage, *parts):
    donors = (stage.cast.donor, stage.cast.there, stage.cast.here)
    return {donor.pk: part for donor, part in zip(donors, parts, strict=False)}


@pytest.mark.parametrize("parts", [("0.5", "0.4"), ("0.7", "0.7"), ("1", None), ("0.333333", "0.333333", "0.333333")])
def test_shares_that_make_no_whole_are_refused_and_nothing_is_lost(stage, parts):
    actions.set_donors(by=stage.manager, project=stage.project, shares=_shares(stage, None))
    with pytest.raises(Invalid, match="100 %"):
        actions.set_donors(
            by=stage.manager, project=stage.project,
            shares=_shares(stage, *(Decimal(part) if part else None for part in parts)),
        )  # fmt: skip
    assert ProjectDonor.objects.get(project=stage.project).organisation == stage.cast.donor


def test_shares_that_make_one_whole_are_kept(stage):
    shares = _shares(stage, Decimal("0.333333"), Decimal("0.333333"), Decimal("0.333334"))
    actions.set_donors(by=stage.manager, project=stage.project, shares=shares)
    assert ProjectDonor.objects.filter(project=stage.project).count() == 3
    with acting_as(stage.cast.donor_viewer):
        assert ProjectDonor.objects.filter(project=stage.project).exists()


def test_the_database_itself_refuses_shares_above_the_whole(stage):
    row = ProjectDonor.objects.create(project=stage.project, organisation=stage.cast.donor, share=Decimal("0.9"))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    row.delete()


def _spend(stage, amount, currency, on=date(2026, 3, 1), line=None):
    return actions.record_expenditure(
        by=stage.manager,
        project=stage.project,
        on=on,
        amount=Decimal(amount),
        currency=currency,
        what="Buses",
        line=line,
    )


def test_spending_is_set_against_the_budget_at_the_rate_of_its_day(stage):
    budget = actions.set_budget(by=stage.manager, project=stage.project, amount=Decimal(1000), currency="usd")
    with pytest.raises(Invalid) as refused:
        _spend(stage, 8700, "KGS")
    assert refused.value.field == "currency"
    assert "rate" in str(refused.value.advice)
    for day, rate in ((date(2026, 1, 1), "0.0115"), (date(2026, 4, 1), "0.5")):
        actions.record_rate(
            by=stage.manager, currency="kgs", into="usd", on=day, rate=Decimal(rate), source="National Bank"
        )
    with pytest.raises(Invalid):
        _spend(stage, 10, "KGS", on=date(2025, 12, 31))
    _spend(stage, 10_000, "KGS")
    wrong = _spend(stage, 400, "USD")
    spending = spending_of(stage.project, budget=budget)
    assert (spending.spent, spending.percent) == (Decimal("515.00"), 51)

    actions.reverse_expenditure(by=stage.manager, project=stage.project, expenditure=wrong, reason="Twice")
    assert spending_of(stage.project, budget=budget).spent == Decimal("115.00")
    assert Expenditure.objects.filter(project=stage.project).count() == 3


def test_what_was_spent_is_never_changed(stage):
    _spend(stage, 10, "USD")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Expenditure.objects.update(amount=1)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Expenditure.objects.all().delete()


def test_without_a_budget_sums_stand_apart_by_currency(stage):
    _spend(stage, 10, "USD")
    _spend(stage, 20, "EUR")
    spending = spending_of(stage.project, budget=None)
    assert (spending.budget, spending.spent, spending.percent) == (None, None, None)
    assert spending.apart == {"USD": 10, "EUR": 20}


def test_lines_of_one_currency_are_a_budget(stage):
    line = actions.write_budget_line(
        by=stage.manager, project=stage.project, code="1", labels={"en": "Staff"}, amount=Decimal(100), currency="EUR"
    )
    _spend(stage, 25, "EUR", line=line)
    spending = spending_of(stage.project, budget=None)
    assert (spending.budget, spending.spent, spending.lines[0].spent) == (100, 25, 25)


@pytest.mark.parametrize("told", [{"amount": Decimal(5)}, {"amount": Decimal(-5), "currency": "USD"},
                                  {"amount": Decimal(5), "currency": "dollars"[:2]}])  # fmt: skip
def test_money_without_sense_is_refused_in_words(stage, told):
    with pytest.raises(Invalid) as refused:
        actions.set_budget(by=stage.manager, project=stage.project, **told)
    assert refused.value.field == "amount"


def test_a_line_with_spending_is_not_removed(stage):
    line = actions.write_budget_line(
        by=stage.manager, project=stage.project, code="1", labels={"en": "Staff"}, amount=Decimal(100), currency="EUR"
    )
    _spend(stage, 25, "EUR", line=line)
    with pytest.raises(Invalid, match="stand on"):
        actions.remove_part(by=stage.manager, project=stage.project, part=line)


def test_others_do_not_spend(stage):
    for user in (stage.partner, stage.cast.caseworker, stage.cast.donor_viewer):
        with acting_as(user), pytest.raises((NotAllowed, NotFound)):
            actions.record_expenditure(
                by=user, project=stage.project, on=date(2026, 3, 1), amount=Decimal(1), currency="USD", what="x"
            )


def test_parents_form_no_circle_and_ends_follow_starts(stage):
    below = actions.open_project(by=stage.manager, labels={"en": "Below"}, parent=stage.project)
    with pytest.raises(Invalid) as refused:
        actions.change_project(by=stage.manager, project=stage.project, labels={"en": "Way home"}, parent=below)
    assert refused.value.field == "parent"
    with pytest.raises(Invalid) as refused:
        actions.change_project(
            by=stage.manager, project=stage.project, labels={"en": "Way home"}, start=date(2026, 2, 1),
            start_precision="day", end=date(2026, 1, 1), end_precision="day",
        )  # fmt: skip
    assert refused.value.field == "end"
    stage.project.refresh_from_db()
    assert stage.project.parent is None
