"""How each format is written: the settings were chosen with `bench/renditions.py`."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.results import Rendition

RECIPES: dict[PictureFormat, dict[str, Any]] = {
    PictureFormat.WEBP: {"quality": 66, "method": 2},
    PictureFormat.JPEG: {"quality": 70, "progressive": True, "optimize": True, "subsampling": "4:2:0"},
    PictureFormat.AVIF: {"quality": 48, "speed": 8, "subsampling": "4:2:0", "max_threads": 1},
}
PAGE = {"quality": 80, "method": 2}


def encode(image: Image.Image, format: PictureFormat, **settings: Any) -> Rendition:
    """Write one picture. Takes its own copy, bare of everything that is not a pixel.

    The copy matters: two encoders at work on one `Image` swap their settings (seen with Pillow 13), and what
    is left in `info` (profile, EXIF, comment) would be written along.
    """
    bare = image.copy()
    bare.info = {}
    target = BytesIO()
    bare.save(target, format.value, **(settings or RECIPES[format]))
    return Rendition(image.width, image.height, format, target.getvalue())
