"""A project of the mission with a logframe, a partner and somebody to approve."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from sapar.kernel.access.context import acting_as
from sapar.kernel.access.roles import Role
from sapar.programmes import actions
from tests.cast import make_user

STARTS = date(2026, 1, 1)


@pytest.fixture
def partner(cast):
    return make_user(cast.there, "partner-manager", Role.PROJECT_MANAGER)


@pytest.fixture
def stage(cast, partner) -> SimpleNamespace:
    """An open project with a partner and an approved logframe of one reported and one computed indicator."""
    manager = cast.project_manager
    with acting_as(manager):
        project = actions.open_project(
            by=manager, labels={"en": "Way home"}, code="way-home", start=STARTS, start_precision="day",
            duration_months=12,
        )  # fmt: skip
        actions.add_partner(by=manager, project=project, organisation=cast.there)
        framework = actions.open_framework(by=manager, project=project)
        result = actions.write_result(
            by=manager, framework=framework, level="output", statements={"en": "Families are visited"}, code="visits"
        )
        indicator = actions.write_indicator(
            by=manager, framework=framework, result=result, labels={"en": "families visited"}, code="families",
            kind="number", source="reported", unit={"en": "families"}, baseline=Decimal(10),
        )  # fmt: skip
        computed = actions.write_indicator(
            by=manager, framework=framework, labels={"en": "people at sessions"}, code="people", kind="number",
            source="computed", definition="work.session.people", unit={"en": "people"},
        )  # fmt: skip
        actions.write_target(by=manager, indicator=indicator, value=Decimal(100))
    return SimpleNamespace(
        project=project, framework=framework, result=result, indicator=indicator, computed=computed, manager=manager,
        partner=partner, officer=cast.me_officer, cast=cast,
    )  # fmt: skip


@pytest.fixture
def approved(stage) -> SimpleNamespace:
    with acting_as(stage.manager):
        stage.framework = actions.approve_framework(by=stage.manager, framework=stage.framework, effective_from=STARTS)
    return stage
