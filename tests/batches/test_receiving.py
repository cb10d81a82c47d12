"""What arrives: only photos a row names are stored, and a bad one is no reason to refuse the rest."""

from __future__ import annotations

from io import BytesIO
from random import Random

import pytest

from marketplace.batches.receiving import Parcel, receive
from marketplace.kit.errors import TooLarge, Unsupported
from tests.adapters.archives.hostile import good
from tests.adapters.spreadsheets.workbooks import workbook
from tests.batches.lists import WHOLE, listed, packed
from tests.factories.photographs import cut_jpeg, huge_png, jpeg

ROWS = [WHOLE | {"Foto": "a.jpg|b.png|c.jpg|d.svg|e.jpg"}]


@pytest.fixture
def received(app):
    def receive_it(data: bytes, beside: bytes | None = None) -> Parcel:
        box = app.extensions["toolbox"]
        return receive(box, box.archives.open(BytesIO(data)), beside)

    return receive_it


def test_bad_photos_are_told_and_the_others_stored(received, changed_settings, app):
    changed_settings(photo_max_bytes=200_000)
    files = {
        "daftar.csv": listed(ROWS),
        "a.jpg": jpeg(1),
        "b.png": huge_png(),
        "c.jpg": b"not a photo",
        "d.svg": b"<svg/>",
        "e.jpg": jpeg(2) + bytes(range(256)) * 1000,
        "f.jpg": jpeg(3),
    }
    found = {file.name: file for file in received(good(files)).files}
    assert {name: file.problem for name, file in found.items()} == {
        "a.jpg": None,
        "b.png": "picture.side_too_long",
        "c.jpg": "picture.not_a_picture",
        "d.svg": "picture.not_a_picture",
        "e.jpg": "picture.too_many_bytes",
        "f.jpg": None,
    }
    assert [name for name, file in found.items() if file.stored] == ["a.jpg"]
    assert [name for name, file in found.items() if not file.used] == ["f.jpg"]
    stored = found["a.jpg"].stored
    assert stored is not None
    with app.extensions["toolbox"].private_files.open(stored.key) as file:
        assert file.read() == jpeg(1)


def test_a_photo_cut_short_is_stored_for_the_job_to_tell(received):
    data = good({"daftar.csv": listed([WHOLE]), "a.jpg": cut_jpeg()})
    assert received(data).files[0].stored is not None


def test_the_list_may_be_a_workbook_or_lie_beside(received):
    rows = [list(WHOLE), list(WHOLE.values())]
    inside = received(good({"daftar.xlsx": workbook(rows), "a.jpg": jpeg(1)}))
    beside = received(good({"daftar.csv": b"x", "a.jpg": jpeg(1)}), listed([WHOLE]))
    assert inside.sheet.lines == beside.sheet.lines
    assert [file.name for file in beside.files] == ["daftar.csv", "a.jpg"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a.jpg": b"x"}, "batch.no_list"),
        ({"a.csv": b"x", "b/c.xlsx": b"y"}, "batch.two_lists"),
        ({"a.csv": b""}, "sheet.empty"),
        ({"a.csv": b"PK\x03\x04"}, "archive.nested"),
    ],
)
def test_without_one_good_list_all_is_refused(received, files, code):
    with pytest.raises(Unsupported) as caught:
        received(good(files))
    assert caught.value.code == code


def test_a_large_list_is_refused_before_it_is_unpacked(received):
    with pytest.raises(TooLarge, match=r"sheet\.too_many_bytes"):
        received(good({"a.csv": Random(1).randbytes(2_000_001)}))


def test_the_digest_tells_list_and_photos_apart(received):
    whole = received(packed([WHOLE])).digest
    assert received(packed([WHOLE], ["a.jpg", "z.jpg"])).digest == whole
    assert received(packed([WHOLE | {"Harga": "1jt"}])).digest != whole
    assert received(good({"daftar.csv": listed([WHOLE]), "a.jpg": jpeg(5)})).digest != whole
