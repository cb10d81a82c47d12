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


class Pass(StrEnum):
    """FIRST makes the page ready at once; FINE follows when there is time: lighter AVIF, a zoom, the master."""

    FIRST = "first"
    FINE = "fine"


FORMATS: dict[Pass, tuple[PictureFormat, ...]] = {
    Pass.FIRST: (PictureFormat.AVIF, PictureFormat.WEBP, PictureFormat.JPEG),
    Pass.FINE: (PictureFormat.AVIF,),
}
ZOOM_FORMATS = (PictureFormat.AVIF, PictureFormat.WEBP)
"""A browser that reads neither zooms into the widest JPEG."""

RECIPE_VERSION = 2  # one more with every change of widths or settings: `render-pictures` then makes all anew
