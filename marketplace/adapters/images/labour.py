"""How much work a file asks for, told from its structure before anything is decoded.

A few kilobytes can keep a decoder busy for minutes: thousands of scans that each walk over the whole picture (JPEG),
a million empty chunks (PNG), tens of thousands of tiles (HEIC), or pixels that were never photographed. Sources as for
`headers`; the numbers were measured with `bench/poison.py`.
"""

from __future__ import annotations

import re
import struct
from struct import unpack_from

from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.headers import MAX_STEPS, boxes

MAX_SCANS = 500
"""Of a JPEG; encoders that try hard make twenty."""
MAX_SCANNED = 2_000_000_000
"""Scans times pixels of a JPEG: about a second of work."""
MAX_TILES = 1_024
"""Of a HEIC; telephones make one of each 512 x 512 pixels, some of each 256 x 256."""
HOLLOW_FROM = 30_000_000
"""Below so many bytes of pixels nobody asks whether a photo of that size can be so light."""
PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
JPEG_SCAN, JPEG_END = 0xDA, 0xD9
JPEG_MARKER = re.compile(rb"\xff[^\x00\x01\xff\xd0-\xd8]")
"""Anything but a stuffed byte, a filler, and the markers that stand alone."""


def is_hollow(data: bytes, format: PictureFormat, width: int, height: int, growth: int) -> bool:
    """Tell whether a large picture's pixels weigh more than `growth` times its file.

    No photo's do; those of bombs do, and of photos cut off early.
    """
    bits = 24
    if format is PictureFormat.PNG:
        bits = data[24] * PNG_CHANNELS.get(data[25], 4)
    pixels = width * height * bits // 8
    return pixels > max(HOLLOW_FROM, growth * len(data))


def is_laborious(data: bytes, format: PictureFormat, width: int, height: int) -> bool:
    """Tell whether a decoder would be kept busy for longer than a photo may take. A broken file is left to it."""
    try:
        match format:
            case PictureFormat.JPEG:
                return _too_many_scans(data, width * height)
            case PictureFormat.PNG:
                return _too_many_chunks(data)
            case PictureFormat.HEIC:
                return _too_many_tiles(data)
            case _:
                return False
    except (ValueError, IndexError, struct.error):
        return False


def _too_many_scans(data: bytes, pixels: int) -> bool:
    at, scans = 2, 0
    for _ in range(MAX_STEPS):
        found = JPEG_MARKER.search(data, at)  # also over what lies wrongly between two segments
        if found is None or data[found.end() - 1] == JPEG_END:
            return False
        at = found.end()
        if data[at - 1] == JPEG_SCAN:
            scans += 1
            if scans > MAX_SCANS or scans * pixels > MAX_SCANNED:
                return True
        at += max(2, unpack_from(">H", data, at)[0])
    return True


def _too_many_chunks(data: bytes) -> bool:
    at = 8
    for _ in range(MAX_STEPS):
        size, kind = unpack_from(">I4s", data, at)
        if kind == b"IEND":
            return False
        at += size + 12
    return True


def _too_many_tiles(data: bytes) -> bool:
    tiles = 0
    for start, end in boxes(data, 0, len(data), b"meta"):
        for inner, inner_end in boxes(data, start + 4, end, b"iref"):
            wide = data[inner] > 0  # version 1 numbers its items in four bytes
            for at, _ in boxes(data, inner + 4, inner_end, b"dimg"):
                tiles += unpack_from(">H", data, at + (4 if wide else 2))[0]
    return tiles > MAX_TILES
