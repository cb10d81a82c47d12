"""Sealing everything, changing the key, stopping in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketplace.adapters.storage.sealed import SealedStorage
from marketplace.kit.errors import Unavailable
from tests.cli.areas import Areas
from tests.cli.conftest import Run

PAPERS = (b"paper one", b"paper two", b"paper three")


@pytest.fixture
def files(areas: Areas) -> SealedStorage:
    found: SealedStorage = areas.box.private_files
    return found


def read(files: SealedStorage) -> list[bytes]:
    return sorted(files.open(key).read() for key in list(files.keys()))


def test_an_upgrade_seals_what_lies_there_plain_and_loses_nothing(run: Run, files: SealedStorage) -> None:
    for paper in PAPERS:
        files.shelf.put(paper, "jpg")
    done = run("private-keys", "seal")
    assert done.exit_code == 0 and "3 private files, 3 sealed now, 0 unreadable." in done.output, done.output
    assert all(files.sealed_with(key) for key in list(files.keys())) and read(files) == sorted(PAPERS)
    assert "0 sealed now" in run("private-keys", "seal").output


def test_a_rotation_that_was_stopped_is_ended_by_seal(
    run: Run, files: SealedStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for paper in PAPERS:
        files.put(paper, "jpg")
    real, left = files.seal, iter([True])

    def full(key: str) -> bool:
        if next(left, False):
            return real(key)
        raise Unavailable("storage.full")

    with monkeypatch.context() as patch:
        patch.setattr(files, "seal", full)
        stopped = run("private-keys", "rotate", "--yes")
    assert stopped.exit_code == 1 and "storage.full" in stopped.output
    assert read(files) == sorted(PAPERS)
    assert "0 keys forgotten, 2 kept." in run("private-keys", "forget-old", "--yes").output
    assert "3 private files, 2 sealed now" in run("private-keys", "seal").output
    assert "1 keys forgotten, 1 kept." in run("private-keys", "forget-old", "--yes").output
    assert read(files) == sorted(PAPERS)


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_sealed(
    run: Run, files: SealedStorage
) -> None:
    first, *_ = [files.put(paper, "jpg") for paper in PAPERS]
    assert files.shelf.swap(first, lambda sealed: sealed[:-1])
    done = run("private-keys", "rotate", "--yes")
    assert done.exit_code == 1 and f"unreadable: {first}" in done.output and "2 sealed now" in done.output


def test_a_new_key_never_replaces_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "private.key"
    assert run("private-keys", "new", str(path)).exit_code == 0
    before = path.read_bytes()
    assert "is there already" in run("private-keys", "new", str(path)).output
    assert path.read_bytes() == before
