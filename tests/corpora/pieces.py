"""The pieces picture files are made of, so that tests can put them together wrongly."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
SOI, EOI = b"\xff\xd8", b"\xff\xd9"


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    target = BytesIO()
    image.save(target, format, **options)
    return target.getvalue()


def stripes(width: int = 160, height: int = 200, mode: str = "RGB") -> Image.Image:
    """A small picture with something on it, in any mode."""
    image = Image.new("RGB", (width, height), (30, 90, 160))
    for at in range(0, width, 16):
        image.paste((240, 220, 40), (at, 0, at + 7, height))
    return image.convert(mode)


def segment(marker: int, body: bytes = b"") -> bytes:
    """A JPEG segment; the length is written as 16 bits of what it is."""
    return bytes((0xFF, marker)) + struct.pack(">H", (len(body) + 2) & 0xFFFF) + body


def into_jpeg(jpeg: bytes, *segments: bytes) -> bytes:
    """Put segments right behind the start of a JPEG."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    """A PNG chunk."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def ihdr(width: int, height: int, depth: int = 8, colour: int = 2, interlace: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))


def into_png(png: bytes, *chunks: bytes) -> bytes:
    """Put chunks right behind the IHDR of a PNG."""
    return png[:33] + b"".join(chunks) + png[33:]


@cache
def zeros(number: int) -> bytes:
    """That many zero bytes, deflated, without ever being held at once."""
    pack, block = zlib.compressobj(9), bytes(1 << 20)
    pieces = [pack.compress(block[: min(len(block), number - at)]) for at in range(0, number, len(block))]
    return b"".join(pieces) + pack.flush()


def black_png(width: int, height: int, depth: int = 8, colour: int = 2, interlace: int = 0) -> bytes:
    """A whole PNG that weighs next to nothing, whatever its size."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    rows = height * (1 + (width * channels * depth + 7) // 8)
    if interlace:
        rows = rows + rows // 4  # more lines, each with a byte in front
    palette = chunk(b"PLTE", bytes(6)) if colour == 3 else b""
    head = PNG_MAGIC + ihdr(width, height, depth, colour, interlace) + palette
    return head + chunk(b"IDAT", zeros(rows)) + chunk(b"IEND")


def riff(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def canvas(width: int, height: int, flags: int) -> bytes:
    """The VP8X chunk. Flags: 2 animated, 4 XMP, 8 EXIF, 16 alpha, 32 ICC."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return webp_chunk(b"VP8X", bytes((flags, 0, 0, 0)) + size)


def webp_frame(bits: bytes, width: int, height: int, x: int = 0, y: int = 0) -> bytes:
    """An ANMF chunk around the pixels of a simple WebP."""
    numbers = (x // 2, y // 2, width - 1, height - 1, 40)
    return webp_chunk(b"ANMF", b"".join(n.to_bytes(3, "little") for n in numbers) + b"\0" + bits)


def pixels_of(webp: bytes) -> bytes:
    """The chunks of a simple WebP file."""
    return webp[12:]


def animated_webp(width: int, height: int, frames: Iterable[bytes]) -> bytes:
    return riff(canvas(width, height, 2), webp_chunk(b"ANIM", bytes(6)), *frames)


def box(kind: bytes, *contents: bytes) -> bytes:
    """An ISO base media box."""
    body = b"".join(contents)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def tiff(entries: Sequence[tuple[int, int, int, bytes]], *, following: int = 0, behind: bytes = b"") -> bytes:
    """An EXIF block (big-endian) of one directory: (tag, type, count, four bytes) each, then the next one's place."""
    rows = b"".join(struct.pack(">HHI4s", tag, kind, count, value) for tag, kind, count, value in entries)
    return (
        b"MM\0\x2a\0\0\0\x08" + struct.pack(">H", len(entries)) + rows + struct.pack(">I", following) + behind
    )


def exif_segment(block: bytes) -> bytes:
    return segment(0xE1, b"Exif\0\0" + block)


def icc_segments(profile: bytes, size: int = 65_000) -> list[bytes]:
    """A profile in as many APP2 segments as it needs."""
    parts = [profile[at : at + size] for at in range(0, len(profile), size)] or [b""]
    return [
        segment(0xE2, b"ICC_PROFILE\0" + bytes((number & 255, len(parts) & 255)) + part)
        for number, part in enumerate(parts, 1)
    ]


def profile(space: bytes, tags: Sequence[tuple[bytes, bytes]] = (), kind: bytes = b"mntr") -> bytes:
    """An ICC profile that claims a colour space and has these tags, right or wrong (ICC.1:2022, 7.2 and 7.3)."""
    table, bodies, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, body in tags:
        padded = body + b"\0" * (-len(body) % 4)
        table += struct.pack(">4sII", name, at + len(bodies), len(body))
        bodies += padded
    head = struct.pack(">I4sI4s4s4s", at + len(bodies), b"lcms", 0x02400000, kind, space, b"Lab ")
    head += bytes(12) + b"acsp" + bytes(128 - 40)
    return head + struct.pack(">I", len(tags)) + table + bodies


def scans_of(width: int, height: int, scans: int) -> bytes:
    """A grey progressive JPEG of one DC scan and that many empty AC scans, each of some forty bytes.

    Every scan makes the decoder walk over all blocks of the picture again (ITU T.81, annex G).
    """
    blocks = -(-width // 8) * -(-height // 8)
    frame = segment(0xC2, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0")
    one_code = b"\x01" + bytes(15)  # a table of one code, the bit 0
    tables = segment(0xDB, b"\0" + b"\x08" * 64)
    tables += segment(0xC4, b"\0" + one_code + b"\0") + segment(0xC4, b"\x10" + one_code + b"\xe0")
    first = segment(0xDA, b"\x01\x01\0\0\0\0") + bytes(-(-blocks // 8))
    bits = ""
    for at in range(0, blocks, 0x7FFF):  # runs of at most 32,767 blocks that end at once
        run = min(0x7FFF, blocks - at)
        bits += "0" + (f"{run - 0x4000:014b}" if run >= 0x4000 else "0" * 14)
    bits += "1" * (-len(bits) % 8)
    coded = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    again = b"".join(segment(0xDA, b"\x01\x01\0" + bytes((at, at, 0))) + coded for at in range(1, 64))
    whole, rest = divmod(scans, 63)
    some = b"".join(segment(0xDA, b"\x01\x01\0" + bytes((at, at, 0))) + coded for at in range(1, rest + 1))
    return SOI + tables + frame + first + again * whole + some + EOI
