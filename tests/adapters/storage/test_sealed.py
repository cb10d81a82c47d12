"""The private area: the contract, and that nothing readable lies on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketplace.adapters.signing.sealing import RingFile
from marketplace.adapters.storage.local import LocalStorage
from marketplace.adapters.storage.sealed import SealedStorage
from marketplace.kit.errors import Unavailable
from tests.adapters.storage.contract import StorageContract

NIK = b"NIK 6474014503900002"


@pytest.fixture
def storage(tmp_path: Path) -> SealedStorage:
    return SealedStorage(tmp_path / "private", RingFile(tmp_path / "keys" / "private.key"))


class TestSealedStorage(StorageContract):
    """The contract on sealed files."""


def test_nothing_readable_lies_on_the_disk(storage: SealedStorage) -> None:
    for key in (storage.put(NIK, "jpg"), storage.put_unguessable(NIK, "pdf")):
        path = storage.root / key
        assert NIK not in path.read_bytes() and path.stat().st_mode & 0o777 == 0o600
        assert storage.open(key).read() == NIK


def test_one_file_in_the_place_of_another_does_not_open(storage: SealedStorage) -> None:
    first, second = (storage.put_unguessable(data, "jpg") for data in (b"hers", b"his"))
    (storage.root / first).write_bytes((storage.root / second).read_bytes())
    with pytest.raises(Unavailable, match=r"storage\.unreadable"):
        storage.open(first)


def test_without_a_usable_key_file_nothing_is_written(storage: SealedStorage) -> None:
    storage.put(NIK, "jpg")
    storage.ring.path.write_text("no key")
    with pytest.raises(Unavailable, match=r"storage\.no_key"):
        storage.put(b"other", "jpg")
    assert len(list(storage.keys())) == 1


def test_plain_files_from_before_open_and_are_sealed_once(storage: SealedStorage) -> None:
    key = LocalStorage(storage.root, private=True).put(NIK, "jpg")
    assert storage.open(key).read() == NIK and storage.size(key) == len(NIK)
    assert storage.sealed_with(key) is None
    assert storage.seal(key) and not storage.seal(key)
    assert NIK not in (storage.root / key).read_bytes()
    assert storage.open(key).read() == NIK and storage.size(key) == len(NIK)


def test_a_file_deleted_meanwhile_is_not_brought_back(storage: SealedStorage) -> None:
    key = storage.put(NIK, "jpg")
    storage.ring.add()
    storage.delete(key)
    assert not storage.seal(key) and not storage.exists(key)
