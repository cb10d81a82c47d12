"""One picture in, all its renditions out. Runs in the child only."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from marketplace.adapters.images.decoding import Source
from marketplace.adapters.images.encoding import encode
from marketplace.adapters.images.fingerprints import difference_hash, dominant_colour, picture_marks
from marketplace.adapters.images.formats import RENDITION_WIDTHS, PictureFormat
from marketplace.adapters.images.inspection import PictureLimits
from marketplace.adapters.images.results import RenditionSet

NEARLY = 0.9


def widths_for(source_width: int, widths: Sequence[int] = RENDITION_WIDTHS) -> list[int]:
    """Return the widths to make, largest first: none above the source, none nearly as wide as the first."""
    largest = min(source_width, max(widths))
    return [largest, *(width for width in sorted(widths, reverse=True) if width <= largest * NEARLY)]


def render(data: bytes, formats: Sequence[PictureFormat], limits: PictureLimits) -> RenditionSet:
    """Decode once and make each rendition from the next larger one; both passes give the same widths."""
    source = Source(data, limits)
    ladder: list[Image.Image] = []
    for width in widths_for(source.width):
        size = (width, max(1, round(source.height * width / source.width)))
        ladder.append(ladder[-1].resize(size, Image.Resampling.LANCZOS) if ladder else source.pixels(*size))
    return RenditionSet(
        colour=dominant_colour(ladder[-1]),
        width=source.width,
        height=source.height,
        hash=difference_hash(ladder[-1]),
        marks=picture_marks(ladder[-1]),
        renditions=tuple(encode(image, format) for format in formats for image in reversed(ladder)),
    )
