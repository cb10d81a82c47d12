"""Photographs as phones send them, drawn for the tests."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO

from PIL import Image
from pillow_heif import register_heif_opener


def jpeg(number: int = 0, size: tuple[int, int] = (320, 400)) -> bytes:
    """A small JPEG; another number is another photo."""
    image = Image.new("RGB", size, (20 + number * 37 % 200, 80, 93))
    for step in range(0, size[0], 16):
        image.paste((240, 230, 40 + number * 11 % 200), (step, 0, step + 5, size[1]))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def numbers_by_digest(numbers: Iterable[int]) -> dict[str, int]:
    """Which of the small JPEGs a SHA-256 belongs to."""
    return {sha256(jpeg(number)).hexdigest(): number for number in numbers}


def from_a_phone() -> bytes:
    """A heavy 12-megapixel JPEG with a place in its EXIF, lying on its side: red along what will be the top."""
    size = (4000, 3000)
    image = Image.effect_noise((1000, 750), 40).resize(size, Image.Resampling.BICUBIC).convert("RGB")
    image.paste((220, 40, 30), (0, 0, 400, size[1]))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: show it turned clockwise
    exif.get_ifd(0x8825)[1] = "N"
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=92, exif=exif)
    return buffer.getvalue()


def heic() -> bytes:
    """A small HEIC, which browsers on Linux cannot decode; over the size under which files are not looked at."""
    register_heif_opener()
    image = Image.effect_noise((640, 640), 120).convert("RGB")
    buffer = BytesIO()
    image.save(buffer, "HEIF", quality=95)
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
