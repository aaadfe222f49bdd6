"""Changing the index key, also half-way, and finding an index that is out of step."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sapar.kernel import vault
from sapar.kernel.access.context import acting_as
from sapar.kernel.vault.errors import KeyStoreDown
from sapar.kernel.vault.models import KeyWrap
from sapar.kernel.vault.providers import FileKeys
from sapar.people import indexing, upkeep
from sapar.people.models import MatchKey, Person
from sapar.people.tests.conftest import Register, Search

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def three(cast: SimpleNamespace, register: Register) -> list[UUID]:
    """Three people under the first index key."""
    names = ("Айгүл Жээнбекова", "Бакыт Асанов", "Нурлан Токтогулов")
    return [register(cast.counsellor, name, birth="1987").id for name in names]


def _stored() -> set[int]:
    return set(MatchKey.objects.values_list("h", flat=True))


def test_a_new_index_key_leaves_nothing_of_the_old_one(
    cast: SimpleNamespace, three: list[UUID], search: Search
) -> None:
    with acting_as(cast.counsellor):
        before = _stored()
        done = upkeep.rotate()
        assert (done.people, done.unopenable, done.retired, done.resumed) == (3, 0, True, False)
        assert not before & _stored()
        assert indexing.versions() == [done.version]
        assert upkeep.check().ok
    found = search(cast.counsellor, "Jeenbekova Aigul", birth="1987")
    assert [each.person.id for each in found.candidates] == three[:1]


def test_a_change_killed_half_way_is_searchable_and_goes_on(
    cast: SimpleNamespace, three: list[UUID], search: Search, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(done: int) -> None:
        raise KeyboardInterrupt

    with acting_as(cast.counsellor), pytest.raises(KeyboardInterrupt):
        upkeep.rotate(progress=killed, batch=2)
    assert len(indexing.versions()) == 2
    for name, person in zip(("Jeenbekova Aigul", "Asanov Bakyt", "Toktogulov Nurlan"), three, strict=True):
        assert [each.person.id for each in search(cast.counsellor, name, birth="1987").candidates] == [person]
    fourth = register(cast.counsellor, "Гүлнара Осмонова", birth="1990")
    with acting_as(cast.counsellor):
        done = upkeep.rotate()
        assert (done.people, done.resumed, done.retired) == (1, True, True)
        assert upkeep.check().ok
    found = search(cast.counsellor, "Osmonova Gulya", birth="1990")
    assert [each.person.id for each in found.candidates] == [fourth.id]


def test_an_index_out_of_step_is_found_and_mended(cast: SimpleNamespace, three: list[UUID], search: Search) -> None:
    with acting_as(cast.counsellor):
        assert upkeep.check().ok
        MatchKey.objects.filter(person=three[0]).delete()
        MatchKey.objects.create(h=42, person_id=three[1], kind="P")
        Person.objects.filter(pk=three[2]).update(fold_version=0)
        found = upkeep.check()
        assert (found.missing, found.surplus, found.outdated) == (1, 1, 1)
        assert upkeep.check(mend=True).missing == 1
        assert upkeep.check().ok
    assert search(cast.counsellor, "Jeenbekova Aigul", birth="1987").candidates


def test_keys_of_the_erased_are_found(cast: SimpleNamespace, three: list[UUID]) -> None:
    with acting_as(cast.counsellor):
        Person.objects.filter(pk=three[0]).update(erased_at="2026-01-01T00:00Z", birth=None, note=None)
        assert upkeep.check().left_over > 0
        upkeep.check(mend=True)
        assert upkeep.check().ok


def test_people_nobody_can_open_keep_the_old_key(cast: SimpleNamespace, three: list[UUID]) -> None:
    with acting_as(cast.counsellor):
        KeyWrap.objects.filter(subject=three[0]).delete()
        vault.forget()
        done = upkeep.rotate()
        assert (done.people, done.unopenable, done.retired) == (2, 1, False)
        assert len(indexing.versions()) == 2


def test_another_master_key_opens_nothing_and_says_so(
    cast: SimpleNamespace, three: list[UUID], search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of another installation was mounted: a clear refusal, and nothing is lost when the right one is back."""
    with monkeypatch.context() as other:
        other.setattr(FileKeys, "_key", lambda _self, _organisation, _epoch: AESGCM(bytes(32)))
        vault.forget()
        with pytest.raises(KeyStoreDown, match="key store does not answer") as caught:
            search(cast.counsellor, "Jeenbekova Aigul", birth="1987")
        assert "does not open with its key" in caught.value.why
    assert [each.person.id for each in search(cast.counsellor, "Jeenbekova Aigul", birth="1987").candidates] == three[
        :1
    ]


def test_a_search_that_remembers_a_destroyed_index_key_asks_again(
    cast: SimpleNamespace, three: list[UUID], search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process changed the key and destroyed the old one: this process remembers versions that are gone."""
    for remembered in ([7], [1, 7]):
        monkeypatch.setattr(indexing, "_last_in_force", remembered)
        found = search(cast.counsellor, "Jeenbekova Aigul", birth="1987")
        assert [each.person.id for each in found.candidates] == three[:1]
