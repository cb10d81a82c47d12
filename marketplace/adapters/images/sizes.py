"""Which sizes are made of a picture."""

from __future__ import annotations

from collections.abc import Sequence

RENDITION_WIDTHS = (240, 400, 640, 1080)
ZOOM_WIDTH = 1600
MASTER_SIDE = 3000
"""Pixels of the longer side of what is kept in the place of an original."""
NEARLY = 0.9
TALLEST = 2.5
"""Heights per width a page shows at full width: a taller picture, a receipt or a long screenshot, is made narrower."""


def widths_for(source_width: int, widths: Sequence[int] = RENDITION_WIDTHS) -> list[int]:
    """Return the widths to make, largest first: none above the source, none nearly as wide as the first."""
    largest = min(source_width, max(widths))
    return [largest, *(width for width in sorted(widths, reverse=True) if width <= largest * NEARLY)]


def narrowed(width: int, height: int, widths: Sequence[int] = RENDITION_WIDTHS) -> list[int]:
    """Return the widths for a picture of these sides, smaller where it is very tall."""
    share = min(1.0, TALLEST * width / height)
    return [max(1, round(one * share)) for one in widths]


def zoom_width(source_width: int, source_height: int = 0) -> int | None:
    """Return the width of the picture for zooming; None where the page's own shows as much, and for very tall ones."""
    if source_height > TALLEST * source_width:
        return None
    width = min(source_width, ZOOM_WIDTH)
    return width if width * NEARLY > max(RENDITION_WIDTHS) else None
