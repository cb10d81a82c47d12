"""A source knows its size before it is decoded, and decodes small."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageStat

from marketplace.adapters.images.decoding import Source
from marketplace.adapters.images.inspection import DEFAULT_LIMITS, PictureLimits
from marketplace.kit.errors import Refusal
from tests.adapters.images.samples import opened, photo, png_claiming, saved

ORIENTATION = 0x0112


def test_the_size_is_upright_before_anything_is_decoded() -> None:
    for name in ("bambu-a", "jala-b", "ombak-2", "popcorn-c"):
        source = Source(photo(name), DEFAULT_LIMITS)
        assert (source.width, source.height) == (1080, 1350)


def test_the_limits_hold_in_the_child_too() -> None:
    with pytest.raises(Refusal, match=r"picture\.side_too_long"):
        Source(png_claiming(60_000, 60_000), DEFAULT_LIMITS)
    with pytest.raises(Refusal, match=r"picture\.too_many_pixels"):
        Source(photo("ombak-2"), PictureLimits(max_pixels=1_000_000))


@pytest.mark.parametrize("value", [0, 9, 77, 65_535])
def test_an_orientation_that_means_nothing_turns_nothing(value: object) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = value
    source = Source(saved(Image.new("RGB", (40, 30)), "JPEG", exif=exif), DEFAULT_LIMITS)
    assert (source.width, source.height) == (40, 30)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_a_broken_exif_block_does_not_lose_the_picture() -> None:
    data = saved(Image.new("RGB", (40, 30)), "JPEG", exif=b"Exif\0\0MM\0\x2a\xff\xff\xff\xff\xff")
    assert Source(data, DEFAULT_LIMITS).pixels(40, 30).size == (40, 30)


def test_decoding_small_looks_as_decoding_all_and_shrinking() -> None:
    large = opened(photo("kotak-b")).convert("RGB").resize((3000, 3750), Image.Resampling.LANCZOS)
    data = saved(large, "JPEG", quality=95)
    small = Source(data, DEFAULT_LIMITS).pixels(640, 800)
    reference = opened(data).convert("RGB").resize((640, 800), Image.Resampling.LANCZOS)
    assert small.size == (640, 800)
    assert max(ImageStat.Stat(ImageChops.difference(small, reference)).rms) < 4
