"""``sapar facts``: what holds, what does not yet, and that answers come from the records."""

from collections import Counter

import pytest
from django.utils import translation

from sapar.demo.facts import DIFFERS, HOLDS, NOT_YET, expected, lines
from sapar.programmes import facts
from sapar.programmes.facts import Answer
from sapar.programmes.models import Budget, OrganisationContact

pytestmark = pytest.mark.usefixtures("manager")

WHOLE = (
    "mission project donor implementer partner budget mission_contact hotline beneficiary_group service_type need"
    " sector crisis person document media objective outcome output activity target bulletin_section"
)


def by_id() -> dict:
    return {line.id: line for line in lines()}


def test_the_table_has_every_fact_once():
    ids = [row["id"] for row in expected()]
    assert len(ids) == len(set(ids)) == 392


@pytest.mark.parametrize("entity", WHOLE.split(" "))
def test_every_fact_of_the_entity_holds(entity):
    assert {line.verdict for line in lines() if line.entity == entity} == {HOLDS}


def test_nothing_differs_and_three_in_four_hold():
    counts = Counter(line.verdict for line in lines())
    assert counts[DIFFERS] == 0
    assert counts[HOLDS] >= 285
    assert sum(counts.values()) == 392


def test_a_changed_record_shows_as_a_difference():
    Budget.objects.filter(project__code="kg-peace-2010").update(amount=650_001)
    line = by_id()["S0-06b"]
    assert (line.verdict, line.given["value"], line.expected["value"]) == (DIFFERS, "650001", "650000")


def test_a_lost_qualifier_is_a_difference_too():
    from sapar.programmes.models import ProjectSet

    ProjectSet.objects.filter(code="kg-2010").update(qualifier="exact")
    assert by_id()["S0-03b"].verdict == DIFFERS


def test_a_fact_without_a_record_says_not_yet():
    line = by_id()["S3-37a"]
    assert (line.verdict, line.given, line.needs) == (NOT_YET, None, "media")


def test_every_fact_that_nothing_holds_names_the_room_to_come():
    assert {line.needs for line in lines() if line.verdict == NOT_YET} >= {"outreach", "governance"}
    assert not [line.id for line in lines() if (line.verdict == NOT_YET) != bool(line.needs)]


def test_records_that_hold_one_fact_must_agree():
    OrganisationContact.objects.filter(value="1899").update(status="")
    line = by_id()["S3-35d"]
    assert (line.verdict, line.given["value"]) == (DIFFERS, " / continue to receive calls")


def test_answers_do_not_follow_the_language_of_the_reader():
    with translation.override("ru"):
        assert facts.answers(["S0-17c", "S0-05b"])["S0-05b"].value == "summer 2010"


def test_a_room_above_answers_and_may_have_nothing_to_say_yet(monkeypatch):
    monkeypatch.setattr(facts, "_REGISTERED", {})
    facts.register_answer("S3-37a", lambda: Answer("2020", "date", date_precision="year", source="figure"))
    facts.register_answer("S3-37b", lambda: None)
    found = by_id()
    assert (found["S3-37a"].verdict, found["S3-37a"].source) == (HOLDS, "figure")
    assert found["S3-37b"].verdict == NOT_YET
