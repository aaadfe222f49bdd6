"""Entries are added, never changed; what a figure would count follows every correction."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import Error, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sapar.kernel.access.context import acting_as
from sapar.kernel.errors import Invalid
from sapar.kernel.ledger.models import EntryShare, LedgerEntry
from sapar.kernel.ledger.posting import Share, What, Who, age_band, post, reverse

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.database]


def session(cast: SimpleNamespace, **changes: object) -> LedgerEntry:
    """A group session of the caseworker's organisation."""
    what = {"kind": "information", "provider": cast.here, "on": date(2021, 2, 3), **changes}
    return post(
        by=cast.supervisor, organisation=cast.here, who=Who(headcount=17), what=What(**what),
        source_kind="test", source_id=uuid4(),
    )  # fmt: skip


def test_an_entry_is_never_changed_or_deleted(cast: SimpleNamespace) -> None:
    with acting_as(cast.supervisor):
        entry = session(cast)
        for change in (
            lambda: LedgerEntry.objects.filter(pk=entry.pk).update(headcount=99),
            lambda: LedgerEntry.objects.filter(pk=entry.pk).delete(),
        ):
            with pytest.raises(Error), transaction.atomic():
                change()


def test_a_reversal_takes_the_entry_out_of_every_figure_once(cast: SimpleNamespace) -> None:
    with acting_as(cast.supervisor):
        entry = session(cast)
        assert LedgerEntry.objects.live().filter(pk=entry.pk).exists()
        back = reverse(entry, by=cast.supervisor)
        assert not LedgerEntry.objects.live().filter(pk__in=[entry.pk, back.pk]).exists()
        with pytest.raises(IntegrityError), transaction.atomic():
            reverse(entry, by=cast.supervisor)


def test_an_unknown_service_is_refused(cast: SimpleNamespace) -> None:
    with acting_as(cast.supervisor), pytest.raises(Invalid):
        session(cast, kind="no.such.service")


@pytest.mark.parametrize(
    "changes",
    [
        {"on": None, "on_precision": "day"},
        {"on": date(2021, 2, 3), "on_precision": "unknown"},
        {"until": date(2021, 2, 2)},
        {"quantity": Decimal("0")},
        {"amount": Decimal("5"), "currency": ""},
    ],
)
def test_the_database_refuses_what_must_not_be(cast: SimpleNamespace, changes: dict[str, object]) -> None:
    with acting_as(cast.supervisor), pytest.raises(IntegrityError), transaction.atomic():
        session(cast, **changes)


def test_an_unknown_day_is_a_day_not_stated(cast: SimpleNamespace) -> None:
    with acting_as(cast.supervisor):
        entry = session(cast, on=None, on_precision="unknown")
        assert not LedgerEntry.objects.filter(on__gte=date(1900, 1, 1), pk=entry.pk).exists()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(min_value=1, max_value=10000), min_size=1, max_size=6))
def test_stated_shares_never_exceed_the_whole(cast: SimpleNamespace, parts: list[int]) -> None:
    shares = [Share(contributor="relatives", share=Decimal(part) / 10000) for part in parts]
    with acting_as(cast.supervisor):
        arguments = {
            "by": cast.supervisor, "organisation": cast.here, "who": Who(headcount=1), "shares": shares,
            "what": What(kind="information", provider=cast.here, on=date(2021, 2, 3)), "source_kind": "test", "source_id": uuid4(),
        }  # fmt: skip
        if sum(parts) > 10000:
            with pytest.raises(Invalid):
                post(**arguments)
        else:
            entry = post(**arguments)
            assert EntryShare.objects.filter(entry=entry).count() == len(parts)


@given(st.integers(min_value=0, max_value=120))
def test_every_age_has_exactly_one_band(age: int) -> None:
    band = age_band(age)
    low, _, high = band.partition("-")
    assert int(low.rstrip("+")) <= age
    assert not high or age <= int(high)


def test_an_unknown_age_has_no_band() -> None:
    assert age_band(None) == ""
