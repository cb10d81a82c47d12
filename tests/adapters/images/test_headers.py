"""Sizes are read from real files of every format, and from rubbish never anything but None."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.headers import read_header
from tests.adapters.images.samples import photo, saved

KINDS = [
    ("JPEG", {}, PictureFormat.JPEG),
    ("JPEG", {"progressive": True, "comment": b"\xff\xc0 not a frame"}, PictureFormat.JPEG),
    ("PNG", {}, PictureFormat.PNG),
    ("WEBP", {"quality": 50}, PictureFormat.WEBP),
    ("WEBP", {"lossless": True}, PictureFormat.WEBP),
    ("WEBP", {"quality": 50, "exif": Image.Exif().tobytes(), "xmp": b"<x/>"}, PictureFormat.WEBP),
    ("HEIF", {}, PictureFormat.HEIC),
]
WHOLE = [saved(Image.new("RGB", (64, 48), "teal"), name, **options) for name, options, _ in KINDS]


@pytest.mark.parametrize(("name", "options", "format"), KINDS)
@pytest.mark.parametrize("size", [(64, 48), (333, 517)])
def test_format_and_size_are_read(
    name: str, options: dict[str, object], format: PictureFormat, size: tuple[int, int]
) -> None:
    data = saved(Image.new("RGB", size, "teal"), name, **options)
    header = read_header(data)
    assert header is not None
    if format is PictureFormat.HEIC:  # the coded size: whole blocks, of which the picture is cropped
        assert all(shown <= coded <= shown + 64 for coded, shown in zip(header[1:], size, strict=True))
    else:
        assert header == (format, *size)


def test_a_phone_photo_with_exif_before_its_frame_is_read() -> None:
    header = read_header(photo("ombak-2"))
    assert header is not None
    assert sorted(header[1:]) == [1080, 1350]


@pytest.mark.parametrize("data", WHOLE)
def test_every_cut_is_either_read_the_same_or_refused(data: bytes) -> None:
    whole = read_header(data)
    for length in range(len(data)):
        assert read_header(data[:length]) in (None, whole)


@settings(max_examples=400, deadline=None)
@given(data=st.sampled_from(WHOLE), at=st.integers(0, 400), byte=st.integers(0, 255))
def test_a_flipped_byte_never_raises(data: bytes, at: int, byte: int) -> None:
    at %= len(data)
    header = read_header(data[:at] + bytes([byte]) + data[at + 1 :])
    assert header is None or (header[1] > 0 and header[2] > 0)


@settings(max_examples=300, deadline=None)
@given(start=st.sampled_from([data[:12] for data in WHOLE]), rest=st.binary(max_size=200))
def test_rubbish_after_the_right_magic_never_raises(start: bytes, rest: bytes) -> None:
    read_header(start + rest)


ENDLESS = {
    "fill bytes": b"\xff\xd8" + b"\xff" * 9_000_000,
    "tiny segments": b"\xff\xd8" + b"\xff\xe0\0\x02" * 2_000_000,
    "tiny boxes": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\x08free" * 1_000_000,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_header_without_end_is_left_early(name: str) -> None:
    begin = time.perf_counter()
    assert read_header(ENDLESS[name]) is None
    assert time.perf_counter() - begin < 0.5
