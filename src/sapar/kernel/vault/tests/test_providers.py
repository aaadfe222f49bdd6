"""Every key provider keeps the same promises."""

import os
import stat
from uuid import uuid4

import pytest

from sapar.kernel.vault import providers
from sapar.kernel.vault.errors import KeyStoreDown
from sapar.kernel.vault.providers import FileKeys, OpenBaoKeys
from sapar.kernel.vault.providers.base import Wrapped

from .fake_transit import TOKEN, serving

DEK = bytes(range(32))


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "keys"
    made.mkdir(mode=0o700)
    return made


@pytest.fixture(params=["file", "openbao"])
def fresh(request, folder):
    """Makes providers over one and the same store, as processes of one installation would."""
    if request.param == "file":
        yield lambda: FileKeys(folder)
        return
    with serving() as url:
        yield lambda: OpenBaoKeys(url, TOKEN)


@pytest.fixture
def store(fresh):
    return fresh()


def test_a_wrapped_key_opens_for_its_organisation_and_subject_only(store):
    organisation, other, subject = uuid4(), uuid4(), uuid4()
    store.current_epoch(other)
    epoch = store.current_epoch(organisation)
    blob = store.wrap(organisation, epoch, DEK, subject=subject)

    assert epoch == 1
    assert DEK not in blob
    assert store.unwrap(organisation, epoch, blob, subject=subject) == DEK
    for wrong in ((other, subject), (organisation, uuid4())):
        with pytest.raises(KeyStoreDown):
            store.unwrap(wrong[0], epoch, blob, subject=wrong[1])


def test_many_open_at_once_and_in_order(store):
    organisation = uuid4()
    epoch = store.current_epoch(organisation)
    deks = [os.urandom(32) for _ in range(20)]
    wraps = []
    for dek in deks:
        subject = uuid4()
        wraps.append(Wrapped(subject, epoch, store.wrap(organisation, epoch, dek, subject=subject)))

    assert store.unwrap_many(organisation, wraps) == deks
    assert store.unwrap_many(organisation, []) == []


def test_epochs_count_up_and_older_ones_still_open(fresh, store):
    organisation, subject = uuid4(), uuid4()
    first = store.current_epoch(organisation)
    blob = store.wrap(organisation, first, DEK, subject=subject)

    second = store.new_epoch(organisation)

    assert (first, second) == (1, 2)
    assert fresh().current_epoch(organisation) == 2
    assert fresh().oldest_epoch(organisation) == 1
    assert fresh().unwrap(organisation, 1, blob, subject=subject) == DEK
    later = store.wrap(organisation, 1, DEK, subject=subject)
    assert store.unwrap(organisation, 1, later, subject=subject) == DEK
    with pytest.raises(KeyStoreDown):
        store.unwrap(organisation, 2, blob, subject=subject)


def test_a_destroyed_epoch_opens_nothing_ever_again(fresh, store):
    organisation, subject = uuid4(), uuid4()
    blobs = {}
    for _ in range(3):
        epoch = store.current_epoch(organisation)
        blobs[epoch] = store.wrap(organisation, epoch, DEK, subject=subject)
        store.new_epoch(organisation)
    already = fresh()
    already.unwrap(organisation, 2, blobs[2], subject=subject)

    store.destroy_epoch(organisation, 2)
    store.destroy_epoch(organisation, 1)  # gone already: no error

    for each in (store, already, fresh()):
        for epoch in (1, 2):
            with pytest.raises(KeyStoreDown):
                each.unwrap(organisation, epoch, blobs[epoch], subject=subject)
        assert each.unwrap(organisation, 3, blobs[3], subject=subject) == DEK
        assert (each.oldest_epoch(organisation), each.current_epoch(organisation)) == (3, 4)
    assert store.new_epoch(organisation) == 5


def test_the_newest_epoch_cannot_be_destroyed(store):
    organisation = uuid4()
    with pytest.raises(ValueError, match="in use"):
        store.destroy_epoch(organisation, store.current_epoch(organisation))


def test_a_damaged_wrap_is_refused(store):
    organisation, subject = uuid4(), uuid4()
    blob = bytearray(store.wrap(organisation, store.current_epoch(organisation), DEK, subject=subject))
    blob[-3] ^= 1
    for damaged in (bytes(blob), b"", b"vault", b"\xff" * 60):
        with pytest.raises(KeyStoreDown):
            store.unwrap(organisation, 1, damaged, subject=subject)


def test_the_installations_keys_are_made_once(fresh, store):
    assert not store.initialised()
    store.initialise()
    index, signing = store.index_key(), store.signing_key().public_key()
    store.initialise()

    again = fresh()
    assert again.initialised()
    assert (len(index), again.index_key()) == (32, index)
    assert again.signing_key().public_key() == signing
    assert index != signing.public_bytes_raw()


def test_files_are_private_and_whole(folder):
    store = FileKeys(folder)
    store.initialise()
    store.new_epoch(uuid4())

    files = [each for each in folder.rglob("*") if each.is_file()]

    assert len(files) == 4
    for each in files:
        assert stat.S_IMODE(each.stat().st_mode) == 0o600
        assert each.stat().st_size == 32
    for each in folder.rglob("*"):
        assert not stat.S_IMODE(each.stat().st_mode) & 0o077


def test_a_folder_that_others_may_read_is_refused(folder):
    folder.chmod(0o750)
    with pytest.raises(KeyStoreDown) as caught:
        FileKeys(folder)
    assert f"chmod 700 {folder}" in caught.value.why


def test_a_cut_key_file_is_refused(folder):
    FileKeys(folder).initialise()
    (folder / "index.key").write_bytes(b"short")
    with pytest.raises(KeyStoreDown):
        FileKeys(folder).index_key()


def test_a_server_that_is_away_or_says_no_is_reported_without_the_token():
    with serving() as url:
        refused = OpenBaoKeys(url, "s.wrong")
        with pytest.raises(KeyStoreDown) as caught:
            refused.current_epoch(uuid4())
        assert "403" in caught.value.why
    for address in (url, "ftp://somewhere"):
        with pytest.raises(KeyStoreDown) as caught:
            OpenBaoKeys(address, TOKEN).current_epoch(uuid4())
        assert TOKEN not in caught.value.why


@pytest.mark.django_db(databases=["default", "keys"])
def test_an_empty_folder_does_not_replace_lost_keys(folder, monkeypatch):
    from sapar.kernel import vault

    vault.create(uuid4(), organisation_id=uuid4())
    monkeypatch.setattr(providers, "_named", lambda options: FileKeys(folder))
    providers.provider.cache_clear()

    with pytest.raises(KeyStoreDown) as caught:
        providers.provider()

    assert "empty" in caught.value.why
    assert not list(folder.iterdir())


def test_the_options_name_the_provider(folder, monkeypatch):
    monkeypatch.undo()
    options = {"SAPAR_KEY_PROVIDER": "file", "SAPAR_KEYS_DIR": str(folder)}
    assert isinstance(providers._named(options), FileKeys)
    options = {"SAPAR_KEY_PROVIDER": "openbao", "SAPAR_OPENBAO_URL": "https://bao", "SAPAR_OPENBAO_TOKEN": "t"}
    assert isinstance(providers._named(options), OpenBaoKeys)
    with pytest.raises(KeyStoreDown):
        providers._named({"SAPAR_KEY_PROVIDER": "paper"})
