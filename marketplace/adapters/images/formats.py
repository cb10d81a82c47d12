"""The formats we read and the formats we write."""

from __future__ import annotations

from enum import StrEnum


class PictureFormat(StrEnum):
    """A format by its Pillow name in lower case."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    AVIF = "avif"
    PDF = "pdf"

    @property
    def suffix(self) -> str:
        return "jpg" if self is PictureFormat.JPEG else self.value

    @property
    def media_type(self) -> str:
        return "application/pdf" if self is PictureFormat.PDF else f"image/{self.value}"


LIGHT = (PictureFormat.WEBP, PictureFormat.JPEG)
"""Quick to make: enough to show the page."""

FINE = (PictureFormat.AVIF,)
"""Slow to make, lighter to send: follows when there is time."""

RENDITION_WIDTHS = (240, 400, 640, 1080)
RECIPE_VERSION = 1  # one more with every change of widths or settings: `render-pictures` then makes all anew
