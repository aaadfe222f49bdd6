"""What the database refuses, dates by their precision, donors through the parent."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from sapar.kernel.access.context import acting_as
from sapar.kernel.access.roles import Role
from sapar.programmes.models import Budget, Project, ProjectDonor, ProjectSet
from sapar.programmes.models.base import partial
from sapar.programmes.queries import donors_of
from tests.cast import make_organisation, make_user


def make(code: str, **more) -> Project:
    return Project.objects.create(code=code, labels={"en": code}, **more)


@pytest.fixture(autouse=True)
def manager(db):
    user = make_user(make_organisation("test-mission", "Test Mission"), "manager", Role.PROJECT_MANAGER)
    with acting_as(user):
        yield user


@pytest.mark.parametrize(
    "wrong",
    [
        {"labels": {}},
        {"titles": {"en": "A title"}},
        {"duration_months": 0},
        {"duration_qualifier": "roughly"},
        {"start": date(2020, 1, 1)},
        {"start_precision": "day"},
        {"start": date(2020, 1, 1), "start_precision": "day", "end": date(2019, 1, 1), "end_precision": "day"},
    ],
)
def test_a_project_that_cannot_be_is_refused(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.create(**({"code": "wrong", "labels": {"en": "Wrong"}} | wrong))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 100},
        {"amount": 0, "currency": "USD", "qualifier": "exact"},
        {"amount": -5, "currency": "USD", "qualifier": "exact"},
        {"amount": 100, "currency": "dollars"[:3], "qualifier": "exact"},
        {"amount": 100, "currency": "USD", "qualifier": "roughly"},
        {"currency": "USD"},
    ],
)
def test_money_without_its_currency_or_sense_is_refused(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.create(project=make("poor"), **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectSet.objects.create(code="set", labels={"en": "Set"}, **wrong)


@pytest.mark.parametrize("chain", ["parent", "predecessor"])
def test_a_chain_may_not_close_to_a_circle(chain):
    first = make("first")
    second = make("second", **{chain: first})
    third = make("third", **{chain: second})
    for target in (first, third):
        setattr(first, chain, target)
        with pytest.raises(IntegrityError), transaction.atomic():
            first.save()


def test_a_sub_project_inherits_donors_and_may_have_its_own():
    donor, other = make_organisation("test-donor", "Test Donor"), make_organisation("test-ngo", "Test NGO")
    top = make("top")
    middle = make("middle", parent=top)
    bottom = make("bottom", parent=middle)
    ProjectDonor.objects.create(project=top, organisation=donor, stated_as="The Donor")
    ProjectDonor.objects.create(project=bottom, organisation=other)
    found = [(d.organisation.code, d.stated_as, d.through and d.through.code) for d in donors_of(bottom)]
    assert found == [("test-ngo", "", None), ("test-donor", "The Donor", "top")]


@pytest.mark.parametrize(
    ("day", "precision", "printed"),
    [
        (date(2017, 11, 20), "day", "20 November 2017"),
        (date(2005, 12, 1), "month", "December 2005"),
        (date(2010, 6, 1), "season", "summer 2010"),
        (date(2010, 3, 1), "season", "spring 2010"),
        (date(2010, 9, 1), "season", "autumn 2010"),
        (date(2010, 12, 1), "season", "winter 2010"),
        (date(1997, 1, 1), "year", "1997"),
        (None, "", "not stated"),
    ],
)
def test_dates_are_printed_as_far_as_they_are_known(day, precision, printed):
    with translation.override("en"):
        assert partial(day, precision).display() == printed


def test_what_is_not_stated_says_so():
    project = make("silent")
    budget = Budget.objects.create(project=project)
    with translation.override("en"):
        assert str(budget) == project.printed_title == str(project.starts) == str(project.ends) == "not stated"
