"""A definition of the figure service is the value of a project's indicator."""

from datetime import date
from decimal import Decimal

import pytest

from sapar.insight import actions as insight
from sapar.kernel.access.context import acting_as
from sapar.kernel.figures import Is, Measure, Question
from sapar.programmes import actions, overview, reading

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_definition_answers_for_one_project_and_period(cast):
    manager, officer = cast.project_manager, cast.me_officer
    with acting_as(officer):
        insight.define_figure(
            by=officer, code="participants", labels={"en": "Participants"},
            question=Question(Measure("headcount"), where=(Is("kind", ("information",)),)),
        )  # fmt: skip
    with acting_as(manager):
        for name in ("one", "two"):
            project = actions.open_project(by=manager, labels={"en": name}, code=name)
            for people, day in ((5, date(2026, 1, 10)), (7, date(2026, 5, 10))):
                actions.record_work(
                    by=manager, project=project,
                    work=actions.Work(
                        kind="session", labels={"en": "s"}, status="done", people=people, on=day, on_precision="day",
                        number=Decimal(1),
                    ),
                )  # fmt: skip
        assert ("participants", "Participants") in reading.definitions(manager)
        draft = actions.open_framework(by=manager, project=project)
        row = actions.write_indicator(
            by=manager, framework=draft, labels={"en": "people"}, kind="number", source="computed", unit={},
            definition="participants",
        )  # fmt: skip
        assert reading.read(manager, project, [row])[row.pk].value == 12
        assert reading.within(manager, project, row, date(2026, 5, 1), date(2026, 5, 31)).value == 7
        assert reading.words("participants")
        assert overview.overview(manager, project).lines == []
        from sapar.kernel.figures import evaluate

        things = Question(Measure("things", register="work"), where=(Is("project", ("two",)),))
        assert evaluate(things).value == 2
