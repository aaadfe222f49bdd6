"""Linkage of the real register: who opens what, who is left out, what leaves the process."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.utils import timezone

from sapar.cli import boot
from sapar.cli.people import people
from sapar.kernel.access.context import acting_as, sealer_role
from sapar.kernel.errors import NotAllowed
from sapar.kernel.journal.models import JournalEntry
from sapar.people.linking.register import link_register
from sapar.people.matching import Reason
from sapar.people.models import Person
from sapar.people.tests.conftest import Register

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


class Kept:
    """Stands for actions.identifying.propose: keeps what it is given."""

    def __init__(self) -> None:
        self.pairs: dict[frozenset[UUID], tuple[float, Sequence[str]]] = {}
        self.model = ""

    def __call__(self, pairs: Iterable[tuple[UUID, UUID, float, Sequence[str]]], *, model: str) -> int:
        self.pairs = {frozenset((one, other)): (p, reasons) for one, other, p, reasons in pairs}
        self.model = model
        return len(self.pairs)


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_two_spellings_are_proposed_with_reasons(cast: SimpleNamespace, register: Register, kept: Kept) -> None:
    one = register(cast.caseworker, "Айгүл Жээнбекова", "1987-05-03", document="AC1234567")
    other = register(cast.caseworker, "Aigul Jeenbekova", "1987-05-03", document="AC1234567")
    register(cast.caseworker, "Бакыт Асанов", "1990-02-01")
    outcome = link_register([cast.supervisor], propose=kept)
    assert outcome.files == 3
    assert set(kept.pairs) == {frozenset((one.id, other.id))}
    probability, reasons = kept.pairs[frozenset((one.id, other.id))]
    assert probability > 0.95
    assert {Reason.SAME_DOCUMENT, Reason.OTHER_SCRIPT, Reason.SAME_BIRTH} <= set(reasons)
    assert outcome.obvious == (tuple(sorted((one.id, other.id))),)
    assert kept.model


def test_every_look_is_journalled_with_its_purpose(cast: SimpleNamespace, register: Register, kept: Kept) -> None:
    one = register(cast.caseworker, "Айгүл Жээнбекова", "1987-05-03")
    link_register([cast.supervisor], propose=kept)
    with acting_as(cast.supervisor), sealer_role():
        looks = JournalEntry.objects.filter(action="look", purpose="linking")
        assert {look.record for look in looks} == {one.id}
        assert {str(look.actor) for look in looks} == {str(cast.supervisor.id)}


def test_across_organisations_nobody_restricted(cast: SimpleNamespace, register: Register, kept: Kept) -> None:
    told = [("Айгүл Жээнбекова", "1987-05-03", "0555123456"), ("Чолпон Мамбетова", "1979-11-12", "0777987654")]
    here = [register(cast.caseworker, *each) for each in told]
    there = [register(cast.other_caseworker, *each) for each in told]
    with acting_as(cast.supervisor):
        Person.objects.filter(pk=here[1].pk).update(restricted=True)
    outcome = link_register([cast.supervisor, cast.other_supervisor], propose=kept)
    assert set(kept.pairs) == {frozenset((here[0].id, there[0].id))}
    assert not outcome.obvious


def test_erased_files_stay_closed(cast: SimpleNamespace, register: Register, kept: Kept) -> None:
    register(cast.caseworker, "Айгүл Жээнбекова", "1987-05-03")
    gone = register(cast.caseworker, "Айгүл Жээнбекова", "1987-05-03")
    with acting_as(cast.supervisor):
        Person.objects.filter(pk=gone.pk).update(erased_at=timezone.now(), birth=None, note=None)
    assert link_register([cast.supervisor], propose=kept).files == 1
    assert not kept.pairs


def test_old_pairs_are_left_out_when_only_new_ones_are_asked(
    cast: SimpleNamespace, register: Register, kept: Kept
) -> None:
    for _ in range(2):
        register(cast.caseworker, "Айгүл Жээнбекова", "1987-05-03")
    with acting_as(cast.supervisor):
        Person.objects.update(registered_at=timezone.now() - timedelta(days=30))
    link_register([cast.supervisor], new_days=7, propose=kept)
    assert not kept.pairs
    link_register([cast.supervisor], new_days=60, propose=kept)
    assert len(kept.pairs) == 1


def test_a_caseworker_lends_no_eyes(cast: SimpleNamespace) -> None:
    with acting_as(cast.caseworker), pytest.raises(NotAllowed):
        link_register([cast.caseworker], propose=Kept())


def test_command_names_nobody(cast: SimpleNamespace, register: Register, kept: Kept) -> None:
    for _ in range(2):
        register(cast.caseworker, "Айгүл Жээнбекова", "1987-05-03")
    with patch.object(boot, "ready"), patch("sapar.people.linking.register._propose", return_value=kept):
        done = CliRunner().invoke(people, ["link", "--as", cast.supervisor.email, "--new-only"])
        twice = CliRunner().invoke(people, ["link", "--as", cast.supervisor.email, "--as", cast.supervisor.email])
    assert done.exit_code == 0, done.output
    assert "Proposed 1 pairs" in done.output
    assert "Жээнбекова" not in done.output
    assert "one supervisor per organisation" in twice.output
