"""Each format is written small enough, bare, and without two threads getting in each other's way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from marketplace.adapters.images.encoding import RECIPES, encode
from marketplace.adapters.images.formats import PictureFormat
from tests.adapters.images.samples import opened, photo

NAMES = ["kepang-2", "bambu-a", "jala-b", "zigzag-a", "bulat-a", "popcorn-c", "kotak-b"]


def pictures(width: int) -> list[Image.Image]:
    images = [opened(photo(name)).convert("RGB") for name in NAMES]
    return [
        image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)
        for image in images
    ]


def typical(format: PictureFormat, width: int) -> int:
    """Return the median size in bytes over the demo photos."""
    sizes = sorted(len(encode(image, format).data) for image in pictures(width))
    return sizes[len(sizes) // 2]


@pytest.mark.parametrize(("width", "webp"), [(400, 18_000), (640, 35_000)])
def test_a_typical_photo_is_light(width: int, webp: int) -> None:
    light = typical(PictureFormat.WEBP, width)
    assert light <= webp
    assert typical(PictureFormat.AVIF, width) <= 0.75 * light


@pytest.mark.parametrize("format", RECIPES)
def test_what_a_picture_carries_stays_behind(format: PictureFormat) -> None:
    image = Image.new("RGB", (32, 32))
    image.info = {
        "comment": b"marker",
        "exif": b"Exif\0\0marker",
        "icc_profile": b"marker" * 30,
        "xmp": b"marker",
    }
    assert b"marker" not in encode(image, format).data
    assert image.info["comment"] == b"marker"


@pytest.mark.parametrize("format", [PictureFormat.JPEG, PictureFormat.WEBP])
def test_threads_that_write_one_picture_get_what_they_asked_for(format: PictureFormat) -> None:
    (image, *_) = pictures(240)
    alone = {quality: encode(image, format, quality=quality).data for quality in (20, 90)}
    with ThreadPoolExecutor(4) as threads:
        asked = [20, 90] * 20
        made = list(threads.map(lambda quality: encode(image, format, quality=quality).data, asked))
    assert made == [alone[quality] for quality in asked]
