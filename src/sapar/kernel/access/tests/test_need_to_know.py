"""Need-to-know: given once, ended at once, and seen by row security in the same transaction."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from sapar.kernel.access.models import Basis, Involvement
from sapar.kernel.access.need_to_know import end_all, involve, involved, subjects, uninvolve
from sapar.kernel.ids import uuid7

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_repeating_changes_the_basis_and_adds_nothing(cast: SimpleNamespace) -> None:
    record = uuid7()
    involve(record, "case", basis=Basis.SHARED, user=cast.lawyer)
    involve(record, "case", basis=Basis.ASSIGNED, user=cast.lawyer, reason="asked into it")
    (only,) = involved(record, "case")
    assert (only.basis, only.reason) == (Basis.ASSIGNED, "asked into it")


def test_ending_holds_within_the_same_transaction(cast: SimpleNamespace) -> None:
    record = uuid7()
    involve(record, "case", basis=Basis.ASSIGNED, user=cast.lawyer)
    assert uninvolve(record, "case", user=cast.lawyer) == 1
    assert not involved(record, "case").exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM access_involvement WHERE subject_id = %s AND (until IS NULL OR until > now())",
            [record],
        )
        assert cursor.fetchone() == (0,)


def test_ending_one_leaves_the_others(cast: SimpleNamespace) -> None:
    record = uuid7()
    involve(record, "case", basis=Basis.ASSIGNED, user=cast.lawyer)
    involve(record, "case", basis=Basis.ASSIGNED, team=cast.team)
    involve(record, "case", basis=Basis.SHARED, organisation=cast.there)
    assert uninvolve(record, "case", team=cast.team) == 1
    assert {each.basis for each in involved(record, "case")} == {Basis.ASSIGNED, Basis.SHARED}
    assert end_all(record, "case") == 2


def test_an_emergency_does_not_replace_an_assignment(cast: SimpleNamespace) -> None:
    record = uuid7()
    involve(record, "case", basis=Basis.ASSIGNED, user=cast.lawyer)
    soon = timezone.now() + timedelta(hours=3)
    involve(record, "case", basis=Basis.BREAK_GLASS, user=cast.lawyer, reason="danger", until=soon)
    assert Involvement.objects.filter(subject_id=record).count() == 2
    assert set(subjects("case", user=cast.lawyer, basis=Basis.ASSIGNED).values_list("subject_id", flat=True)) == {
        record
    }
