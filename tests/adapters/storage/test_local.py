"""Local folders: the contract, and what only a disk can do to us."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

from marketplace.adapters.storage.local import INCOMING, LocalStorage
from marketplace.kit.errors import Unavailable
from tests.adapters.storage.contract import ShelfContract


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "files")


@pytest.fixture
def private(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "private", private=True)


class TestLocalStorage(ShelfContract):
    """The contract on local folders."""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_private_area_is_closed_to_every_other_account(private: LocalStorage) -> None:
    path = private.root / private.put_unguessable(b"scan", "pdf")
    assert mode(path) == 0o600
    for folder in (path.parent, path.parent.parent, private.root, private.root / INCOMING):
        assert mode(folder) == 0o700


def test_the_private_area_stays_closed_whatever_the_umask(private: LocalStorage) -> None:
    before = os.umask(0)
    try:
        path = private.root / private.put_unguessable(b"scan", "pdf")
    finally:
        os.umask(before)
    assert mode(path) == 0o600
    assert mode(path.parent) == 0o700


def test_two_areas_do_not_answer_for_each_other(storage: LocalStorage, private: LocalStorage) -> None:
    key = private.put_unguessable(b"scan", "pdf")
    assert not storage.exists(key)


class FullDisk(BytesIO):
    """A stream after whose first piece the disk is full."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().read(size)


@pytest.mark.parametrize("put", [LocalStorage.put, LocalStorage.put_unguessable])
def test_a_full_disk_is_said_so_and_leaves_nothing(storage: LocalStorage, put: object) -> None:
    assert callable(put)
    with pytest.raises(Unavailable, match=r"storage\.full"):
        put(storage, FullDisk(b"benang" * 1000), "jpg")
    assert [path for path in storage.root.rglob("*") if path.is_file()] == []
    assert storage.put(b"benang", "jpg")


def test_a_disk_that_is_full_at_the_sync_leaves_nothing_either(
    storage: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.prepare()

    def full(descriptor: int) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(Unavailable, match=r"storage\.full"):
            storage.put(b"benang", "jpg")
    assert [path for path in storage.root.rglob("*") if path.is_file()] == []


def test_the_bytes_and_every_new_name_are_synced_before_put_returns(
    storage: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def note(descriptor: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    path = storage.root / storage.put(b"benang", "jpg")
    assert any(name.endswith(".part") for name in synced)
    assert {str(path.parent), str(path.parent.parent), str(storage.root)} <= set(synced)


def test_prepare_says_when_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match=r"storage\.unreachable"):
        LocalStorage(tmp_path / "file" / "below").prepare()


def test_sweep_takes_old_left_overs_and_nothing_else(storage: LocalStorage) -> None:
    key = storage.put(b"benang", "jpg")
    old, young = (storage.root / INCOMING / name for name in ("old.part", "young.part"))
    for path in (old, young):
        path.write_bytes(b"half")
    an_hour_ago = time.time() - 3600
    os.utime(old, (an_hour_ago, an_hour_ago))
    assert storage.sweep(older_than_seconds=600, pretend=True) == 1
    assert old.exists()
    assert storage.sweep(older_than_seconds=600) == 1
    assert not old.exists()
    assert young.exists()
    assert storage.exists(key)
    assert list(storage.keys()) == [key]


def test_a_file_is_as_old_as_its_last_put(storage: LocalStorage) -> None:
    key = storage.put(b"benang", "jpg")
    an_hour_ago = time.time() - 3600
    os.utime(storage.root / key, (an_hour_ago, an_hour_ago))
    assert storage.is_older(key, 600)
    assert not storage.is_older(key, 7200)
    assert storage.put(b"benang", "jpg") == key
    assert not storage.is_older(key, 600)
    assert not storage.is_older(f"ab/cd/abcd{'0' * 60}.jpg", 600)


KILLED = """
import os, signal, sys
from pathlib import Path
from marketplace.adapters.storage.local import LocalStorage
class Dying:
    left = 3
    def read(self, size):
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"x" * size
LocalStorage(Path(sys.argv[1])).put(Dying(), "jpg")
"""


def test_a_kill_in_the_middle_of_an_upload_leaves_no_visible_file(storage: LocalStorage) -> None:
    storage.prepare()
    ended = subprocess.run([sys.executable, "-c", KILLED, str(storage.root)], check=False)
    assert ended.returncode == -9
    assert list(storage.keys()) == []
    assert storage.sweep(older_than_seconds=-1) == 1
    assert list((storage.root / INCOMING).iterdir()) == []
