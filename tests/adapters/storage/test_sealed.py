"""The private area: the contract, and that nothing readable lies where it is kept, folder or bucket."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from marketplace.adapters.signing.sealing import RingFile
from marketplace.adapters.storage.local import LocalStorage
from marketplace.adapters.storage.port import Shelf
from marketplace.adapters.storage.sealed import SealedStorage
from marketplace.kit.errors import Unavailable
from tests.adapters.storage.contract import StorageContract

NIK = b"NIK 6474014503900002"


@pytest.fixture(params=["folder", "bucket"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    if request.param == "folder":
        return LocalStorage(tmp_path / "private", private=True)
    return request.getfixturevalue("bucket").storage("private")  # type: ignore[no-any-return]


@pytest.fixture
def storage(shelf: Shelf, tmp_path: Path) -> SealedStorage:
    return SealedStorage(shelf, RingFile(tmp_path / "keys" / "private.key"))


def raw(storage: SealedStorage, key: str) -> bytes:
    with storage.shelf.open(key) as file:
        return file.read()


class TestSealedStorage(StorageContract):
    """The contract on sealed files."""


def test_nothing_readable_lies_there(storage: SealedStorage) -> None:
    for key in (storage.put(NIK, "jpg"), storage.put_unguessable(NIK, "pdf")):
        assert NIK not in raw(storage, key)
        assert storage.open(key).read() == NIK


def test_a_folder_of_sealed_files_is_closed_to_other_accounts(tmp_path: Path) -> None:
    folder = LocalStorage(tmp_path / "private", private=True)
    key = SealedStorage(folder, RingFile(tmp_path / "keys" / "private.key")).put(NIK, "jpg")
    assert (folder.root / key).stat().st_mode & 0o777 == 0o600


def test_one_file_in_the_place_of_another_does_not_open(storage: SealedStorage) -> None:
    first, second = (storage.put_unguessable(data, "jpg") for data in (b"hers", b"his"))
    assert storage.shelf.swap(first, lambda old: raw(storage, second))
    with pytest.raises(Unavailable, match=r"storage\.unreadable"):
        storage.open(first)


def test_without_a_usable_key_file_nothing_is_written(storage: SealedStorage) -> None:
    storage.put(NIK, "jpg")
    storage.ring.path.write_text("no key")
    with pytest.raises(Unavailable, match=r"storage\.no_key"):
        storage.put(b"other", "jpg")
    assert len(list(storage.keys())) == 1


def test_plain_files_from_before_open_and_are_sealed_once(storage: SealedStorage) -> None:
    key = storage.shelf.put(NIK, "jpg")
    assert storage.open(key).read() == NIK and storage.size(key) == len(NIK)
    assert storage.sealed_with(key) is None
    assert storage.seal(key) and not storage.seal(key)
    assert NIK not in raw(storage, key)
    assert storage.open(key).read() == NIK and storage.size(key) == len(NIK)


def test_a_file_deleted_meanwhile_is_not_brought_back(storage: SealedStorage) -> None:
    key = storage.put(NIK, "jpg")
    storage.ring.add()
    storage.delete(key)
    assert not storage.seal(key) and not storage.exists(key)


def test_a_file_deleted_while_it_is_being_sealed_is_not_brought_back(
    storage: SealedStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = storage.put(NIK, "jpg")
    storage.ring.add()
    swap = storage.shelf.swap

    def swap_late(name: str, change: Callable[[bytes], bytes]) -> bool:
        def delete_first(data: bytes) -> bytes:
            storage.delete(name)
            return change(data)

        return swap(name, delete_first)

    monkeypatch.setattr(storage.shelf, "swap", swap_late)
    assert not storage.seal(key) and not storage.exists(key)


def test_nobody_is_sent_to_a_sealed_file_past_us_nor_lays_one_down(storage: SealedStorage) -> None:
    assert storage.link(storage.put(NIK, "jpg"), 60) is None
    assert storage.upload_link("jpg", 60) is None


def test_the_same_bytes_sent_again_take_the_place_of_what_nobody_can_read(storage: SealedStorage) -> None:
    key = storage.put(NIK, "jpg")
    assert storage.shelf.swap(key, lambda sealed: sealed[:-1])
    assert storage.put(NIK, "jpg") == key and storage.open(key).read() == NIK
    storage.ring.path.unlink()  # the key is lost, and with it what it sealed
    assert storage.put(NIK, "jpg") == key and storage.open(key).read() == NIK
    before = raw(storage, key)
    assert storage.put(NIK, "jpg") == key and raw(storage, key) == before, "what can be read stays as it is"
