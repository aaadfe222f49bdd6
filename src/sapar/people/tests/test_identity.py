"""One person in several files: proposed, decided, linked, taken apart; figures follow, files never change."""

from types import SimpleNamespace

import pytest

from sapar.kernel.access.context import acting_as, linking_role
from sapar.people.actions import decide_duplicate, unlink_person
from sapar.people.identity import groups
from sapar.people.models import IdentityMember, IdentityPair, IdentitySide
from sapar.people.tests.conftest import Register

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_another_spelling_is_proposed_and_linked(cast: SimpleNamespace, register: Register) -> None:
    one = register(cast.caseworker, phone="0555123456")
    other = register(cast.counsellor, "Aigul Jeenbekova", birth="1987", phone="0555123456")
    with acting_as(cast.supervisor):
        side = IdentitySide.objects.get()
        pair = side.pair
        assert {pair.low_id, pair.high_id} == {one.pk, other.pk}
        assert pair.probability > 0.8
        decide_duplicate(by=cast.supervisor, side=side, judgement="same", ground="told")
    with linking_role():
        assert groups.group_of(one.pk) == sorted([one.pk, other.pk])
        assert groups.problems() == []
    with acting_as(cast.supervisor):
        unlink_person(by=cast.supervisor, person=one, judgement="different", ground="mistake")
        assert not IdentityMember.objects.filter(until=None).exists()
        assert IdentityPair.objects.get().status == "different"
    with linking_role():
        assert groups.problems() == []
