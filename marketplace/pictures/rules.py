"""What is true of a picture."""

from __future__ import annotations

from enum import StrEnum

LIGHT, FINE = "pictures.light", "pictures.fine"
"""The jobs that make the renditions."""

PAGE_WIDTH = 1080
"""Pixels of the widest rendition a page names on its own; a wider one is for zooming."""


class PictureState(StrEnum):
    """Where a picture is on its way from a phone to the page."""

    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"


class PictureFormat(StrEnum):
    """The formats a rendition may have, heaviest last."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpeg"
