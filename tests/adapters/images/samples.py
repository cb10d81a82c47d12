"""Pictures made for tests: small, of every kind, good and bad."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()

PHOTOS = Path(__file__).resolve().parents[3] / "marketplace" / "demo" / "photos"
RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 40), (30, 40, 200), (255, 255, 255)


def photo(name: str) -> bytes:
    return (PHOTOS / f"{name}.jpg").read_bytes()


def quarters(width: int = 480, height: int = 600) -> Image.Image:
    """Red and green above, blue and white below: shows every wrong turn."""
    image = Image.new("RGB", (2, 2))
    for place, colour in (((0, 0), RED), ((1, 0), GREEN), ((0, 1), BLUE), ((1, 1), WHITE)):
        image.putpixel(place, colour)
    return image.resize((width, height), Image.Resampling.NEAREST)


def corners(image: Image.Image) -> list[tuple[int, int, int]]:
    """Return the colours in the middle of the four quarters, row by row."""
    seen = image.convert("RGB")
    places = [(x, y) for y in (1, 3) for x in (1, 3)]
    found = [seen.getpixel((image.width * x // 4, image.height * y // 4)) for x, y in places]
    return [colour for colour in found if isinstance(colour, tuple) and len(colour) == 3]


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 24) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    target = BytesIO()
    image.save(target, format, **options)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def png_claiming(width: int, height: int, rows: int = 0) -> bytes:
    """Return a PNG whose header promises that size, with `rows` real rows of black: a bomb when both are large."""
    pack = zlib.compressobj(9)
    body = b"".join(pack.compress(bytes(1 + width * 3)) for _ in range(rows)) + pack.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def pdf(pages: int = 1, width: int = 595, height: int = 842) -> bytes:
    """Return a PDF whose pages each show one black square; written by hand, so that tests need no library for it."""
    content = b"0 0 0 rg 50 50 200 200 re f"
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(pages))
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode()]
    for number in range(pages):
        box = f"/MediaBox[0 0 {width} {height}]/Contents {4 + 2 * number} 0 R"
        bodies.append(f"<</Type/Page/Parent 2 0 R{box}>>".encode())
        bodies.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return numbered(bodies)


def numbered(bodies: list[bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, numbered from 1, the first being its catalogue."""
    out, starts = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, table)
    return bytes(out)
