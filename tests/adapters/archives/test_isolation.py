"""Whatever an archive is, it is opened or refused by name within five seconds, and the next one is opened."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import BytesIO

import pytest

from marketplace.adapters.archives.entries import ArchiveLimits
from marketplace.adapters.archives.isolation import ArchiveReader
from marketplace.kit.errors import Refusal, TooLarge, Unavailable
from marketplace.web.labels import has_message, message
from tests.adapters.archives.hostile import JPEG, REFUSED, SPOILT, Piece, good, zipped


@pytest.fixture(scope="module")
def reader() -> Iterator[ArchiveReader]:
    shared = ArchiveReader()
    yield shared
    shared.close()


def everything(reader: ArchiveReader, file: BytesIO) -> None:
    archive = reader.open(file)
    for entry in archive.entries:
        archive.read(entry)


def test_the_corpus_is_large_enough() -> None:
    assert len(REFUSED) + len(SPOILT) >= 50


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("name", [*REFUSED, *SPOILT])
def test_a_hostile_archive_is_refused_by_name_in_time(reader: ArchiveReader, name: str) -> None:
    make, code = (REFUSED | SPOILT)[name]
    file = BytesIO(make())
    began = time.perf_counter()
    with pytest.raises(Refusal) as caught:
        everything(reader, file)
    assert time.perf_counter() - began < 5
    assert caught.value.code == code
    assert has_message(code)
    assert "%(" not in message(code, caught.value.details)
    after = reader.open(BytesIO(good({"a.jpg": JPEG})))
    assert after.read(after.entries[0]) == JPEG


def test_files_are_read_one_by_one(reader: ArchiveReader) -> None:
    files = {"foto/a.jpg": JPEG, "daftar.csv": b"Nama tas\nTote\n", "WhatsApp Image 2026 (1).jpeg": JPEG * 9}
    archive = reader.open(BytesIO(good(files)))
    assert {entry.name: archive.read(entry) for entry in archive.entries} == files


def test_what_computers_leave_beside_photos_is_passed_over(reader: ArchiveReader) -> None:
    left = dict.fromkeys(("__MACOSX/._a.jpg", "._b", "x/.DS_Store", "Thumbs.db", "x/desktop.ini"), b"x")
    archive = reader.open(BytesIO(good({"a.jpg": JPEG, **left})))
    assert [entry.name for entry in archive.entries] == ["a.jpg"]


def test_old_letters_and_comments_are_read(reader: ArchiveReader) -> None:
    archive = reader.open(BytesIO(zipped([Piece(name=b"Caf\x82.jpg")], comment=b"PK\x05\x06 made by hand")))
    assert [entry.name for entry in archive.entries] == ["Café.jpg"]
    assert archive.read(archive.entries[0]) == JPEG


def test_a_workbook_inside_is_no_archive(reader: ArchiveReader) -> None:
    archive = reader.open(BytesIO(good({"daftar.xlsx": good({"xl/workbook.xml": b"<x/>"})})))
    assert archive.read(archive.entries[0]).startswith(b"PK")


def test_an_archive_over_the_limit_is_refused_before_it_is_looked_at(reader: ArchiveReader) -> None:
    small = ArchiveReader(ArchiveLimits(max_bytes=1_000_000))
    with pytest.raises(TooLarge) as caught:
        small.open(BytesIO(b"x" * 1_000_001))
    assert (caught.value.code, caught.value.details) == ("archive.too_many_bytes", {"limit": 1})


def test_a_child_that_is_too_slow_is_an_answer_too() -> None:
    hasty = ArchiveReader(wall_seconds=0.001)
    with pytest.raises(Unavailable):  # the machine may be busy: the archive is not to blame
        hasty.open(BytesIO(good({"a.jpg": JPEG})))
    hasty.close()
