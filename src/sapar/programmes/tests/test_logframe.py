"""Versions of the logframe: what is approved stays, what is written fits, in the database too."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from sapar.kernel.access.context import acting_as
from sapar.kernel.errors import Invalid, NotAllowed, NotFound
from sapar.programmes import actions
from sapar.programmes.logframe import indicator_page, logframe
from sapar.programmes.models import Indicator, Project, Result, Target
from sapar.programmes.refusals import WORDS


@pytest.fixture(autouse=True)
def as_manager(stage):
    with acting_as(stage.manager):
        yield


def test_approved_wording_stays_and_a_new_version_carries_the_change(approved):
    with pytest.raises(Invalid, match="approved"):
        actions.write_result(
            by=approved.manager, framework=approved.framework, level="output", statements={"en": "Other words"},
            result=approved.result,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(indicator=approved.indicator).update(value=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(pk=approved.indicator.pk).delete()
    approved.framework.effective_from = date(2020, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        approved.framework.save()
    approved.framework.refresh_from_db()

    draft = actions.open_framework(by=approved.manager, project=approved.project, why="The donor asked")
    copied = Indicator.objects.get(framework=draft, code="families")
    assert [target.value for target in copied.targets.all()] == [100]
    assert copied.result.framework == draft
    actions.write_target(
        by=approved.manager, indicator=copied, value=Decimal(150), target=copied.targets.get(), qualifier="at least"
    )
    actions.approve_framework(by=approved.manager, framework=draft, effective_from=date(2026, 6, 1))
    approved.framework.refresh_from_db()
    assert approved.framework.status == "superseded"
    page = indicator_page(approved.manager, "way-home", "families")
    assert [(each.framework.number, each.target) for each in page.wordings] == [(2, "at least 150"), (1, "100")]


def test_a_draft_is_opened_once_and_hidden_from_others(stage):
    with pytest.raises(Invalid, match="written already"):
        actions.open_framework(by=stage.manager, project=stage.project)
    assert [version.number for version in logframe(stage.manager, "way-home", 1).versions] == [1]
    with acting_as(stage.cast.caseworker), pytest.raises(NotFound):
        logframe(stage.cast.caseworker, "way-home", 1)


def test_a_later_version_does_not_begin_before_the_one_in_force(approved):
    draft = actions.open_framework(by=approved.manager, project=approved.project)
    with pytest.raises(Invalid) as refused:
        actions.approve_framework(by=approved.manager, framework=draft, effective_from=date(2025, 1, 1))
    assert refused.value.field == "effective_from"


def test_an_empty_version_is_not_approved(stage):
    other = actions.open_project(by=stage.manager, labels={"en": "Empty"})
    draft = actions.open_framework(by=stage.manager, project=other)
    with pytest.raises(Invalid, match="says nothing"):
        actions.approve_framework(by=stage.manager, framework=draft, effective_from=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"value": Decimal(5), "starts": date(2026, 5, 1), "ends": date(2026, 6, 1)}, "value"),
        ({"value": Decimal(-1)}, "value"),
        ({"value": None}, "value"),
        ({"value": Decimal(50), "whole": Decimal(100), "starts": date(2026, 5, 1), "ends": date(2026, 6, 1)}, "whole"),
        ({"value": Decimal(50), "starts": date(2026, 5, 1), "ends": date(2026, 4, 1)}, "ends"),
        ({"value": Decimal(50), "starts": date(2026, 3, 31), "ends": date(2026, 7, 1)}, "starts"),
        ({"value": Decimal(50), "dimension": "sex"}, "category"),
    ],
    ids=["below the baseline", "negative", "nothing", "no percentage", "ends first", "overlap", "no category"],
)
def test_a_target_that_cannot_be_is_refused_in_words(stage, told, field):
    actions.write_target(
        by=stage.manager, indicator=stage.indicator, value=Decimal(40), starts=date(2026, 1, 1), ends=date(2026, 3, 31)
    )
    before = Target.objects.count()
    with pytest.raises(Invalid) as refused:
        actions.write_target(by=stage.manager, indicator=stage.indicator, **told)
    assert refused.value.field == field
    assert str(refused.value.advice)
    assert Target.objects.count() == before


def test_less_may_be_better(stage):
    less = actions.write_indicator(
        by=stage.manager, framework=stage.framework, labels={"en": "days until help"}, kind="number",
        source="reported", unit={"en": "days"}, direction="descending", baseline=Decimal(30),
    )  # fmt: skip
    actions.write_target(by=stage.manager, indicator=less, value=Decimal(10))
    with pytest.raises(Invalid, match="wrong side"):
        actions.write_target(
            by=stage.manager, indicator=less, value=Decimal(40), starts=date(2026, 1, 1), ends=date(2026, 2, 1)
        )


def test_a_baseline_moved_above_its_target_is_refused_too(stage):
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(pk=stage.indicator.pk).update(baseline=500)


def test_other_places_and_categories_have_their_own_periods(stage):
    period = {"starts": date(2026, 1, 1), "ends": date(2026, 3, 31)}
    for more in ({}, {"dimension": "sex", "category": "female"}, {"dimension": "sex", "category": "male"}):
        actions.write_target(by=stage.manager, indicator=stage.indicator, value=Decimal(20), **period, **more)
    assert stage.indicator.targets.count() == 4


def test_statements_hang_below_higher_ones(stage):
    impact = actions.write_result(
        by=stage.manager, framework=stage.framework, level="impact", statements={"ru": "Цель"}, code="goal"
    )
    with pytest.raises(Invalid) as refused:
        actions.write_result(
            by=stage.manager, framework=stage.framework, level="impact", statements={"en": "x"}, code="x",
            parent=stage.result,
        )  # fmt: skip
    assert refused.value.field == "parent"
    actions.write_result(
        by=stage.manager, framework=stage.framework, level="output", statements={"en": "Families are visited"},
        code="visits", parent=impact, result=stage.result,
    )  # fmt: skip
    tree = logframe(stage.manager, "way-home", 1).tree
    assert [(top.result.code, [below.result.code for below in top.below]) for top in tree] == [("goal", ["visits"])]


def test_a_part_of_another_project_is_not_found(stage):
    other = actions.open_project(by=stage.manager, labels={"en": "Other"})
    draft = actions.open_framework(by=stage.manager, project=other)
    with pytest.raises(NotFound):
        actions.write_result(
            by=stage.manager, framework=draft, level="output", statements={"en": "x"}, result=stage.result
        )
    with pytest.raises(NotFound):
        actions.remove_from_framework(by=stage.manager, framework=draft, part=stage.indicator)


def test_a_statement_with_indicators_is_not_removed(stage):
    with pytest.raises(Invalid, match="stand on"):
        actions.remove_from_framework(by=stage.manager, framework=stage.framework, part=stage.result)
    assert Result.objects.filter(pk=stage.result.pk).exists()


def test_only_the_leading_organisation_writes(stage):
    with acting_as(stage.partner), pytest.raises(NotAllowed):
        actions.write_indicator(
            by=stage.partner, framework=stage.framework, labels={"en": "mine"}, kind="number", source="reported",
            unit={},
        )  # fmt: skip


def test_a_computed_indicator_needs_a_known_definition(stage):
    common = {"by": stage.manager, "framework": stage.framework, "kind": "number", "unit": {}, "source": "computed"}
    for definition in ("", "nobody-counts-this"):
        with pytest.raises(Invalid) as refused:
            actions.write_indicator(labels={"en": "c"}, definition=definition, **common)
        assert refused.value.field == "definition"


def test_every_constraint_that_people_can_break_has_words():
    models = {model._meta.label: model for model in Project._meta.apps.get_app_config("programmes").get_models()}
    spoken = {
        "Agreement", "BudgetLine", "Deadline", "Expenditure", "ExchangeRate", "Indicator", "ReportedValue", "Result",
        "SubGrant", "Target", "WorkplanItem",
    }  # fmt: skip
    # What no form can send: choices, precisions made by the reader of dates, columns set by the actions.
    silent = (
        "_known", "_has_precision", "_with_precision", "not_reverse_itself", "says_for_what", "decision_has_a_name",
        "baseline_date_has_precision",
    )  # fmt: skip
    missing = [
        constraint.name
        for label, model in models.items()
        if label.split(".")[1] in spoken
        for constraint in model._meta.constraints
        if constraint.name not in WORDS and not constraint.name.endswith(silent)
    ]
    assert not missing
