"""Photographs as phones send them, drawn for the tests."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image


def jpeg(number: int = 0, size: tuple[int, int] = (320, 400)) -> bytes:
    """A small JPEG; another number is another photo."""
    image = Image.new("RGB", size, (20 + number * 37 % 200, 80, 93))
    for step in range(0, size[0], 16):
        image.paste((240, 230, 40 + number * 11 % 200), (step, 0, step + 5, size[1]))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes whose header claims an enormous picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"\0"))
        + _chunk(b"IEND", b"")
    )


def cut_jpeg() -> bytes:
    """A JPEG whose header is fine and whose pixels are missing."""
    whole = jpeg(9)
    return whole[: whole.index(b"\xff\xda") + 4]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
