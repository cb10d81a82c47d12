"""The check at the door: format and size from the header, before anything is decoded or kept."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.headers import read_header
from marketplace.adapters.images.labour import is_hollow, is_laborious
from marketplace.kit.errors import TooLarge, Unsupported


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What an upload may be at most: bytes, pixels in all, pixels of the longer side, bytes of pixels per byte sent."""

    max_bytes: int = 10_000_000
    max_pixels: int = 40_000_000
    max_side: int = 12_000
    max_growth: int = 500


DEFAULT_LIMITS = PictureLimits()


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the header claims: the pixels may still turn out to be unreadable. Sizes are before rotation."""

    format: PictureFormat
    width: int
    height: int


def inspect(data: bytes, limits: PictureLimits = DEFAULT_LIMITS) -> Inspection:
    """Return what a picture claims to be; name and declared type of the upload play no part.

    Raises Unsupported ("picture.empty", "picture.not_a_picture", "picture.hollow") or TooLarge
    ("picture.too_many_bytes", "picture.side_too_long", "picture.too_many_pixels", "picture.too_heavy").
    """
    if not data:
        raise Unsupported("picture.empty")
    if len(data) > limits.max_bytes:
        raise TooLarge("picture.too_many_bytes", limit=limits.max_bytes)
    header = read_header(data)
    if header is None:
        raise Unsupported("picture.not_a_picture")
    inspection = Inspection(*header)
    check_size(inspection.width, inspection.height, limits)
    if is_laborious(data, *header):
        raise TooLarge("picture.too_heavy")
    if is_hollow(data, *header, limits.max_growth):
        raise Unsupported("picture.hollow")
    return inspection


def inspect_scan(data: bytes, limits: PictureLimits = DEFAULT_LIMITS) -> Inspection:
    """Return what a certificate scan claims to be: a picture, or a PDF (of size 0 x 0, its pages come later).

    Raises as `inspect`, and Unsupported "scan.not_readable" for what is neither.
    """
    if data.startswith(b"%PDF-"):
        if len(data) > limits.max_bytes:
            raise TooLarge("picture.too_many_bytes", limit=limits.max_bytes)
        return Inspection(PictureFormat.PDF, 0, 0)
    try:
        return inspect(data, limits)
    except Unsupported as refusal:
        raise Unsupported("picture.empty" if not data else "scan.not_readable") from refusal


def check_size(width: int, height: int, limits: PictureLimits) -> None:
    if max(width, height) > limits.max_side:
        raise TooLarge("picture.side_too_long", limit=limits.max_side)
    if width * height > limits.max_pixels:
        raise TooLarge("picture.too_many_pixels", limit=limits.max_pixels)
