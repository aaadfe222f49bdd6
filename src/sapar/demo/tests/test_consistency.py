"""The consistency checks of the sources, asked of the loaded records: nothing is added that must not be."""

from decimal import Decimal

import pytest

from sapar.programmes import counting, reading
from sapar.programmes.facts import answers
from sapar.programmes.models import DocumentSection, Indicator, Project, Result, Target, WorkRecord
from sapar.programmes.progress import main_target
from sapar.programmes.queries import donors_of

pytestmark = pytest.mark.usefixtures("manager")


def project(code: str) -> Project:
    return Project.objects.get(code=code)


def indicator(of: str, code: str) -> Indicator:
    return Indicator.objects.get(framework__project__code=of, code=code)


def value(manager, of: str, code: str) -> Decimal | None:
    row = indicator(of, code)
    found = reading.read(manager, project(of), [row]).get(row.pk)
    return found.value if found else None


def test_schools_and_centres_are_two_targets_and_the_estimate_is_added_to_nothing(manager):
    targets = {row.indicator.code: (row.value, row.qualifier) for row in Target.objects.select_related("indicator")}
    assert (targets["schools"][0], targets["vocational-centres"][0]) == (967, 30)
    assert targets["reach"] == (4000, "estimated")
    assert [targets[name][0] for name in ("lawyers-hired", "lawyers-trained", "notaries-hired", "notaries-trained")] == [
        21, 21, 7, 7,
    ]  # fmt: skip
    assert indicator("kg-legal-2010", "reach").unit["en"] == "families and individuals"


def test_seven_results_four_countries_four_scripts(manager):
    results = Result.objects.filter(framework__project__code="ca-usaid-27m", number__gt="")
    assert [row.number for row in results.order_by("number")] == [str(n) for n in range(1, 8)]
    assert main_target(indicator("ca-usaid-27m", "scripts").targets.all()).value == 4
    assert value(manager, "ca-usaid-27m", "consultation-centres") is None


def test_two_municipalities_two_centres_three_objectives_the_donor_through_the_parent(manager):
    assert value(manager, "ca-norway-2017", "municipalities") == 2
    assert value(manager, "ca-norway-2017", "centres") == 2
    objectives = Result.objects.filter(framework__project__code="ca-norway-2017", number__gt="").order_by("number")
    assert [row.printed_as.endswith("(региональная)") for row in objectives] == [False, False, True]
    assert [donor.through.code for donor in donors_of(project("kg-ulybka-resource-centres"))] == ["ca-norway-2017"]


def test_561_and_2012_stay_apart_and_are_head_counts(manager):
    assert value(manager, "kgtj-community-stabilization", "session-participants") == 561
    assert value(manager, "kgtj-community-stabilization", "planning-referrals") == 2012
    assert value(manager, "kgtj-community-stabilization", "training-participants") == 17
    for one, other in (("session-participants", "planning-referrals"), ("institutions-donetsk", "institutions-total")):
        of = "kgtj-community-stabilization" if one.startswith("session") else "ua-eu-idp-integration"
        assert indicator(of, one).never_add_to == [other]
        assert indicator(of, other).never_add_to == [one]
    # No kind of work holds both, so no definition of this room can add them.
    people = {
        code: reading_.value
        for code, reading_ in counting.read(
            manager, project("kgtj-community-stabilization"),
            [(f"work.{kind}.people", None, None) for kind in ("session", "referral", "training", "grant")],
        ).items()
    }  # fmt: skip
    assert people == {
        "work.session.people": 561, "work.referral.people": 2012, "work.training.people": 17, "work.grant.people": None,
    }  # fmt: skip


def test_six_institutions_are_no_part_of_seventy_reopened(manager):
    assert value(manager, "ua-eu-idp-integration", "institutions-donetsk") == 6
    total = indicator("ua-eu-idp-integration", "institutions-total")
    assert (main_target(total.targets.all()).value, main_target(total.targets.all()).qualifier) == (70, "up to")
    assert value(manager, "ua-eu-idp-integration", "institutions-total") is None
    assert value(manager, "ua-eu-idp-integration", "regions") == 6
    settlements = WorkRecord.objects.filter(project__code="ua-eu-idp-integration", kind="institution", number=1)
    assert (settlements.values("place").distinct().count(), settlements.values("type").distinct().count()) == (6, 5)


def test_qualified_figures_keep_their_word(manager):
    qualified = Target.objects.exclude(qualifier="exact").values_list("indicator__code", "value", "qualifier")
    assert sorted(qualified) == [
        ("institutions-total", 70, "up to"), ("reach", 4000, "estimated"), ("reach-idps", 3000, "about"),
        ("reach-residents", 28000, "over"),
    ]  # fmt: skip


def test_quantities_that_nobody_states_are_null(manager):
    for kind in ("equipment", "works", "grant"):
        assert not WorkRecord.objects.filter(kind=kind, number__isnull=False).exists()
    assert value(manager, "kgtj-community-stabilization", "grants-awarded") is None


def test_the_bulletin_has_seven_sections_in_order(manager):
    sections = list(DocumentSection.objects.filter(document__code="s3"))
    assert [row.order for row in sections] == list(range(1, 8))
    assert [row.heading is None for row in sections].index(True) == 5


def test_facts_follow_the_records(manager):
    from sapar.programmes.actions.work import Work, count_people

    assert answers(["S3-18a"])["S3-18a"].value == "561"
    record = WorkRecord.objects.get(code="kg-sessions")
    count_people(record, Work(kind="session", labels={}, status="done", people=560), by=manager)
    assert answers(["S3-18a"])["S3-18a"].value == "560"
    assert answers(["S4-02a"])["S4-02a"].source == "figure"
    WorkRecord.objects.filter(code="ua-zorya").update(status="under_way")
    assert answers(["S4-02a"])["S4-02a"].value == "5"
