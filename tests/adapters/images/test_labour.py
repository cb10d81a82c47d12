"""What a file would ask of a decoder is counted from its structure, and ordinary photos ask little."""

from __future__ import annotations

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.headers import read_header
from marketplace.adapters.images.labour import is_hollow, is_laborious
from tests.adapters.images.samples import photo, quarters, saved
from tests.corpora.pieces import black_png, box, chunk, into_jpeg, into_png, scans_of, segment

JPEG, PNG, WEBP, HEIC = PictureFormat.JPEG, PictureFormat.PNG, PictureFormat.WEBP, PictureFormat.HEIC
NAMES = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", HEIC: "HEIF"}
SMALL = {kind: saved(quarters(64, 80), name) for kind, name in NAMES.items()}


def heic_of(tiles: int, version: int = 0) -> bytes:
    """The boxes of a HEIC whose picture is put together from that many tiles (ISO/IEC 14496-12, 8.11.12)."""
    number = ">I" if version else ">H"
    each = b"".join(struct.pack(number, item) for item in range(2, tiles + 2))
    reference = box(b"dimg", struct.pack(number, 1), struct.pack(">H", tiles), each)
    head = box(b"ftyp", b"heic", bytes(4), b"mif1heic")
    return head + box(b"meta", bytes(4), box(b"iref", bytes((version, 0, 0, 0)), reference))


@pytest.mark.parametrize("kind", SMALL)
def test_a_photo_of_a_telephone_asks_little(kind: PictureFormat) -> None:
    assert not is_laborious(SMALL[kind], kind, 4_000, 3_000)


def test_real_photos_pass_progressive_or_not() -> None:
    for data in (photo("ombak-2"), saved(quarters(2_000, 1_500), "JPEG", progressive=True)):
        header = read_header(data)
        assert header is not None
        assert not is_laborious(data, *header)
        assert not is_hollow(data, *header, 500)


@pytest.mark.parametrize(
    ("width", "scans", "heavy"),
    [(64, 499, False), (64, 500, True), (4_000, 124, False), (4_000, 125, True), (8_000, 31, True)],
)
def test_scans_are_counted_and_weighed_by_the_size(width: int, scans: int, heavy: bool) -> None:
    assert is_laborious(scans_of(width, width, scans), JPEG, width, width) is heavy


@pytest.mark.parametrize(
    "hidden",
    [b"\xff\x01", b"\xff\xd0", b"\xff\xff\xff\xff", b"junk", segment(0xFE, b"\xff\xd9"), b"\xff\x00"],
    ids=["a lone marker", "a restart", "fillers", "junk", "a comment that ends", "a stuffed byte"],
)
def test_scans_cannot_be_hidden_between_segments(hidden: bytes) -> None:
    data = scans_of(64, 64, 600).replace(b"\xff\xda\0\x08", hidden + b"\xff\xda\0\x08")
    assert is_laborious(data, JPEG, 64, 64)


def test_what_lies_behind_the_end_or_in_a_segment_is_no_scan() -> None:
    many = b"\xff\xda\0\x08" * 2_000
    for data in (SMALL[JPEG] + many, into_jpeg(SMALL[JPEG], segment(0xFE, many))):
        assert not is_laborious(data, JPEG, 4_000, 3_000)


def test_chunks_are_counted_up_to_the_end_of_the_picture() -> None:
    assert is_laborious(into_png(SMALL[PNG], chunk(b"teSt") * 20_000), PNG, 64, 80)
    assert not is_laborious(SMALL[PNG] + chunk(b"teSt") * 20_000, PNG, 64, 80)


@pytest.mark.parametrize("version", [0, 1])
def test_tiles_are_counted(version: int) -> None:
    assert not is_laborious(heic_of(1_024, version), HEIC, 8_000, 5_000)
    assert is_laborious(heic_of(1_025, version), HEIC, 8_000, 5_000)


def test_a_picture_is_hollow_when_it_is_large_and_its_file_is_not() -> None:
    assert is_hollow(black_png(4_000, 3_000), PNG, 4_000, 3_000, 500)
    assert not is_hollow(black_png(4_000, 3_000) + bytes(100_000), PNG, 4_000, 3_000, 500)
    assert not is_hollow(b"", WEBP, 1_000, 1_000, 500)


def test_a_page_scanned_in_black_and_white_is_not_hollow() -> None:
    """An A4 sheet at 600 dots per inch: a bit for each dot."""
    assert not is_hollow(black_png(4_960, 7_016, 1, 0), PNG, 4_960, 7_016, 500)


def test_ten_megabytes_without_end_are_given_up_soon() -> None:
    endless = {
        JPEG: [b"\xff\xd8" + segment(0xE0) * 2_400_000, b"\xff\xd8\xff\xda\0\x08" + b"\xff\0" * 5_000_000],
        PNG: [into_png(SMALL[PNG], chunk(b"teSt") * 800_000)],
        HEIC: [SMALL[HEIC][:24] + box(b"free") * 1_200_000],
    }
    for kind, files in endless.items():
        for data in files:
            begin = time.process_time()
            is_laborious(data, kind, 64, 64)
            assert time.process_time() - begin < 0.5, kind


@given(
    kind=st.sampled_from(list(SMALL)),
    cut=st.integers(12, 3_000),
    places=st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 255)), max_size=6),
)
def test_a_broken_file_is_left_to_the_decoder(
    kind: PictureFormat, cut: int, places: list[tuple[int, int]]
) -> None:
    broken = bytearray(SMALL[kind])
    for at, byte in places:
        broken[at % len(broken)] = byte
    assert not is_laborious(bytes(broken[:cut]), kind, 64, 80)
