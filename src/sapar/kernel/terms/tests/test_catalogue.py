"""Reading the lists, and bringing a release into the database again."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sapar.kernel import terms
from sapar.kernel.errors import Invalid, NotFound
from sapar.kernel.terms.models import Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh():
    """A test that changes terms must leave no memory of it behind."""
    terms.forget()
    yield
    terms.forget()


def test_a_term_answers_in_the_active_language() -> None:
    with translation.override("ky"):
        assert terms.label("determination", "actual_vot") == "Адам соодасынын курмандыгы"
        assert str(terms.get("service", "legal")) == "Юридикалык жардам"
    with translation.override("ru"):
        assert ("legal", "Юридическая помощь") in terms.choices("service")


def test_the_top_of_the_service_tree_in_order() -> None:
    assert [branch.term.code for branch in terms.tree("service")] == [
        "humanitarian", "protection", "legal", "return", "resettlement", "rehabilitation", "reintegration", "learning",
        "information", "referral", "other",
    ]  # fmt: skip


def test_a_subtree_holds_the_code_and_everything_below_it() -> None:
    codes = terms.subtree("service", "humanitarian")
    assert {"humanitarian", "humanitarian.medical", "humanitarian.medical.surgery"} <= codes
    assert not any(code.startswith(("legal", "return")) for code in codes)
    assert terms.subtree("service", "return.travel") == {"return.travel"}


def test_parents_are_known_without_a_query(django_assert_num_queries) -> None:
    terms.choices("service")
    with django_assert_num_queries(0):
        surgery = terms.get("service", "humanitarian.medical.surgery")
        assert surgery.parent
        assert surgery.parent.parent
        assert surgery.parent.parent.code == "humanitarian"
        assert terms.grouped_choices("service")


def test_unknown_codes_are_refused_with_the_field_named() -> None:
    with pytest.raises(Invalid) as refusal:
        terms.require("service", "magic", field="kind")
    assert refusal.value.field == "kind"
    with pytest.raises(NotFound):
        terms.get("no_such_list", "x")
    with pytest.raises(NotFound):
        terms.by_mapping("service", "source", "svc-magic")
    assert terms.label("service", "magic") == "magic"


def test_a_second_sync_changes_nothing() -> None:
    assert terms.sync() == terms.SyncReport(created=0, updated=0, retired=0)


def test_a_dropped_term_is_retired_and_still_named(fresh) -> None:
    Term.objects.create(list="sex", code="old", labels={"en": "Old", "ru": "Old", "ky": "Old"}, order=99)
    assert terms.sync().retired == 1
    assert Term.objects.get(list="sex", code="old").valid_to == datetime.date.today()
    assert terms.label("sex", "old") == "Old"
    assert "old" not in dict(terms.choices("sex"))
    with pytest.raises(Invalid):
        terms.require("sex", "old")


def test_sync_repairs_a_changed_row(fresh) -> None:
    Term.objects.filter(list="sex", code="male").update(labels={"en": "?", "ru": "?", "ky": "?"})
    assert terms.sync() == terms.SyncReport(created=0, updated=1, retired=0)
    assert terms.get("sex", "male").labels["en"] == "Male"


@pytest.mark.parametrize(
    "broken",
    [
        {"code": "male"},
        {"code": "Upper Case"},
        {"code": "x", "labels": {"en": "X"}},
        {"code": "x", "list": "no spaces"},
    ],
)
def test_the_database_refuses_broken_terms(broken: dict) -> None:
    values = {"list": "sex", "labels": {"en": "X", "ru": "X", "ky": "X"}, "order": 1} | broken
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(**values)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert terms.fold(terms.fold(text)) == terms.fold(text)
