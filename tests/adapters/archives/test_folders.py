"""A folder is read by the rules of an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketplace.adapters.archives.entries import ArchiveLimits
from marketplace.adapters.archives.folders import Folder
from marketplace.kit.errors import TooLarge, Unsupported


def test_files_are_found_below_it_and_read(tmp_path: Path) -> None:
    (tmp_path / "foto").mkdir()
    (tmp_path / "foto" / "a.jpg").write_bytes(b"a")
    (tmp_path / "list.csv").write_bytes(b"b")
    (tmp_path / ".DS_Store").write_bytes(b"c")
    folder = Folder(tmp_path)
    assert {entry.name: folder.read(entry) for entry in folder.entries} == {
        "foto/a.jpg": b"a",
        "list.csv": b"b",
    }


def test_a_link_is_refused_also_when_it_comes_later(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"a")
    folder = Folder(tmp_path)
    (tmp_path / "a.jpg").unlink()
    (tmp_path / "a.jpg").symlink_to("/etc/passwd")
    with pytest.raises(Unsupported, match=r"archive\.damaged"):
        folder.read(folder.entries[0])
    with pytest.raises(Unsupported, match=r"archive\.link"):
        Folder(tmp_path)


def test_an_empty_one_and_a_full_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unsupported, match=r"archive\.empty"):
        Folder(tmp_path)
    for number in range(3):
        (tmp_path / f"{number}.jpg").write_bytes(b"a")
    with pytest.raises(TooLarge, match=r"archive\.too_many_entries"):
        Folder(tmp_path, ArchiveLimits(max_entries=2))
