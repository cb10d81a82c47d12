"""A stranger's photo made small, for two people to look at. Runs in the child only."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from marketplace.adapters.images.decoding import Source
from marketplace.adapters.images.encoding import SCAN, encode
from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.inspection import PictureLimits
from marketplace.adapters.images.results import Rendition


def shrunk(data: bytes, sides: Sequence[int], limits: PictureLimits) -> tuple[Rendition, ...]:
    """Return one upright WebP without metadata for each of `sides`, at most so many pixels long; the largest first.

    None is larger than the photo itself.
    """
    source = Source(data, limits)
    largest, *others = sorted(sides, reverse=True)
    image = source.pixels(*_within(source.width, source.height, largest))
    made = [encode(image, PictureFormat.WEBP, **SCAN)]
    for side in others:
        image = image.resize(_within(image.width, image.height, side), Image.Resampling.LANCZOS)
        made.append(encode(image, PictureFormat.WEBP, **SCAN))
    return tuple(made)


def _within(width: int, height: int, side: int) -> tuple[int, int]:
    scale = min(1.0, side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
