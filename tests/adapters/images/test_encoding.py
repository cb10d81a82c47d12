"""Each format is written small enough, bare, and without two threads getting in each other's way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from marketplace.adapters.images.encoding import RECIPES, ZOOM, encode, encode_all
from marketplace.adapters.images.formats import Pass, PictureFormat
from tests.adapters.images.samples import opened, photo

SETTINGS = [
    *((which, format, RECIPES[which][format]) for which in Pass for format in RECIPES[which]),
    *(("zoom", format, settings) for format, settings in ZOOM.items()),
]
NAMES = ["kepang-2", "bambu-a", "jala-b", "zigzag-a", "bulat-a", "popcorn-c", "kotak-b"]


def pictures(width: int) -> list[Image.Image]:
    images = [opened(photo(name)).convert("RGB") for name in NAMES]
    return [
        image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)
        for image in images
    ]


def typical(which: Pass, format: PictureFormat, width: int) -> int:
    """Return the median size in bytes over the demo photos."""
    sizes = sorted(len(encode(image, format, **RECIPES[which][format]).data) for image in pictures(width))
    return sizes[len(sizes) // 2]


@pytest.mark.parametrize(("width", "webp"), [(400, 18_000), (640, 35_000)])
def test_a_typical_photo_is_light(width: int, webp: int) -> None:
    light = typical(Pass.FIRST, PictureFormat.WEBP, width)
    assert light <= webp
    first = typical(Pass.FIRST, PictureFormat.AVIF, width)
    assert typical(Pass.FINE, PictureFormat.AVIF, width) < first <= 0.85 * light


@pytest.mark.parametrize(("use", "format", "settings"), SETTINGS)
def test_what_a_picture_carries_stays_behind(
    use: str, format: PictureFormat, settings: dict[str, object]
) -> None:
    image = Image.new("RGB", (32, 32))
    image.info = {
        "comment": b"marker",
        "exif": b"Exif\0\0marker",
        "icc_profile": b"marker" * 30,
        "xmp": b"marker",
    }
    assert b"marker" not in encode(image, format, **settings).data
    assert image.info["comment"] == b"marker"


@pytest.mark.parametrize("format", [PictureFormat.JPEG, PictureFormat.WEBP])
def test_threads_that_write_one_picture_get_what_they_asked_for(format: PictureFormat) -> None:
    (image, *_) = pictures(240)
    alone = {quality: encode(image, format, quality=quality).data for quality in (20, 90)}
    with ThreadPoolExecutor(4) as threads:
        asked = [20, 90] * 20
        made = list(threads.map(lambda quality: encode(image, format, quality=quality).data, asked))
    assert made == [alone[quality] for quality in asked]


def test_many_come_back_in_the_order_they_were_asked_for() -> None:
    tasks = [
        (image, format, RECIPES[Pass.FIRST][format])
        for image in pictures(160)[:3]
        for format in (PictureFormat.JPEG, PictureFormat.AVIF, PictureFormat.WEBP)
    ]
    alone = encode_all(tasks)
    assert [one.format for one in alone] == [format for _, format, _ in tasks]
    assert encode_all(tasks, threads=3) == alone
