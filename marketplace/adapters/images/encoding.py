"""How each format is written: the settings were chosen with `bench/renditions.py`, see docs/pictures.md."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

from PIL import Image

from marketplace.adapters.images.formats import Pass, PictureFormat
from marketplace.adapters.images.results import Rendition

Settings = dict[str, Any]
_AVIF: Settings = {"subsampling": "4:2:0", "max_threads": 1, "autotiling": False}
"""One thread and one tile: another process works beside this one, and tiles cost bytes."""

RECIPES: dict[Pass, dict[PictureFormat, Settings]] = {
    Pass.FIRST: {
        PictureFormat.AVIF: {"quality": 48, "speed": 9, **_AVIF},
        PictureFormat.WEBP: {"quality": 66, "method": 2},
        PictureFormat.JPEG: {
            "quality": 70,
            "progressive": True,
            "optimize": True,
            "subsampling": "4:2:0",
        },
    },
    Pass.FINE: {PictureFormat.AVIF: {"quality": 48, "speed": 6, **_AVIF}},
}
ZOOM: dict[PictureFormat, Settings] = {
    PictureFormat.AVIF: {"quality": 52, "speed": 8, **_AVIF},
    PictureFormat.WEBP: {"quality": 72, "method": 2},
}
MASTER: Settings = {"quality": 90, "subsampling": "4:2:0"}
SCAN: Settings = {"quality": 80, "method": 2}
Task = tuple[Image.Image, PictureFormat, Settings]


def encode(image: Image.Image, format: PictureFormat, **settings: Any) -> Rendition:
    """Write one picture. Takes its own copy, bare of everything that is not a pixel.

    The copy matters: two encoders at work on one `Image` swap their settings (seen with Pillow 13), and what
    is left in `info` (profile, EXIF, comment) would be written along.
    """
    bare = image.copy()
    bare.info = {}
    target = BytesIO()
    bare.save(target, format.value, **settings)
    return Rendition(image.width, image.height, format, target.getvalue())


def encode_all(tasks: Iterable[Task], threads: int = 1) -> list[Rendition]:
    """Write many pictures and return them in the order of their tasks.

    Encoders let other threads work meanwhile: the pixels of a smaller picture are made while a larger one is written.
    """
    if threads == 1:
        return [encode(image, format, **settings) for image, format, settings in tasks]
    with ThreadPoolExecutor(threads) as pool:
        under_way = [pool.submit(encode, image, format, **settings) for image, format, settings in tasks]
        return [one.result() for one in under_way]
