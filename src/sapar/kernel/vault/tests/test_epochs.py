"""Destroyed epochs make every old copy of a wrap useless, and nothing else."""

import pytest

from sapar.kernel import vault
from sapar.kernel.vault import epochs
from sapar.kernel.vault.errors import KeyStoreDown
from sapar.kernel.vault.models import KeyWrap

from .notes import content, note

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("note_table"),
]


def _wraps(person):
    return list(KeyWrap.objects.filter(subject=person))


def test_a_new_epoch_changes_every_wrap_and_no_data(somebody, keys):
    rows = [note(somebody, name=str(n)) for n in range(7)]
    before = {row.person: bytes(_wraps(row.person)[0].wrapped) for row in rows}

    report = vault.new_epoch(somebody.organisation_id)

    assert (report.epoch, report.rewrapped, report.resumed) == (2, 7, False)
    for n, row in enumerate(rows):
        (wrap,) = _wraps(row.person)
        assert (wrap.epoch, bytes(wrap.wrapped) != before[row.person]) == (2, True)
        assert content(row, somebody) == str(n)


def test_epochs_older_than_the_previous_one_are_destroyed(somebody, keys):
    row = note(somebody, name="Aigul")
    organisation = somebody.organisation_id

    told = [vault.new_epoch(organisation).destroyed_to for _ in range(4)]

    assert told == [0, 1, 2, 3]
    assert keys.oldest_epoch(organisation) == 4
    assert content(row, somebody) == "Aigul"


@pytest.mark.parametrize("keep", [0, 1])
def test_an_old_copy_of_an_erased_persons_wrap_opens_nothing(somebody, keep, django_capture_on_commit_callbacks):
    erased, kept = note(somebody, name="Aigul"), note(somebody, name="Bakyt")
    (old,) = _wraps(erased.person)
    with django_capture_on_commit_callbacks(execute=True):
        vault.erase(erased.person, somebody)
    for _ in range(keep + 1):
        vault.new_epoch(somebody.organisation_id, keep=keep)

    old.pk = None
    old.save(force_insert=True)

    assert content(erased, somebody) is None
    result = vault.read([erased, kept], ["name"], by=somebody)
    assert result.sealed == {erased.pk}
    assert result[kept.pk]["name"] == "Bakyt"
    assert vault.check().unopenable == 1


def test_an_interrupted_change_of_epoch_is_finished_not_started_again(somebody, monkeypatch):
    rows = [note(somebody, name=str(n)) for n in range(5)]
    monkeypatch.setattr(epochs, "BATCH", 2)
    original = epochs._rewrap_batch
    calls = []

    def stop_after_one(*arguments):
        if calls:
            raise KeyboardInterrupt
        calls.append(1)
        return original(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(epochs, "_rewrap_batch", stop_after_one)
        with pytest.raises(KeyboardInterrupt):
            vault.new_epoch(somebody.organisation_id)
    assert [content(row, somebody) for row in rows] == list("01234")

    report = vault.new_epoch(somebody.organisation_id)

    assert (report.epoch, report.rewrapped, report.resumed) == (2, 3, True)
    assert [content(row, somebody) for row in rows] == list("01234")


def test_check_counts_wraps_that_do_not_open(somebody):
    rows = [note(somebody, name=str(n)) for n in range(9)]
    before = vault.check()
    KeyWrap.objects.filter(subject__in=[rows[2].person, rows[7].person]).update(wrapped=b"x" * 60)

    assert (before.unopenable, before.ok) == (0, True)
    assert vault.check().unopenable == 2
    with pytest.raises(KeyStoreDown):
        content(rows[2], somebody)


def test_another_organisations_epochs_are_left_alone(somebody, stranger, keys):
    row = note(somebody, name="Aigul")
    vault.share(row.person, organisation_id=stranger.organisation_id, by=somebody)
    for _ in range(3):
        vault.new_epoch(somebody.organisation_id)

    assert keys.current_epoch(stranger.organisation_id) == 1
    assert content(row, stranger) == "Aigul"
