"""HEIC pictures put together by hand from one small tile (ISO/IEC 14496-12, 23008-12)."""

from __future__ import annotations

import struct
from functools import cache

from PIL import Image

from tests.corpora.cases import TOO_HEAVY, Case, drawn, either, refused
from tests.corpora.pieces import box, saved

TILE = 64


@cache
def _tile() -> tuple[bytes, bytes]:
    """The codec's settings, as a box, and the pixels of one tile."""
    whole = saved(Image.new("RGB", (TILE, TILE), "teal"), "HEIF")
    found = []
    for name in (b"hvcC", b"mdat"):
        at = whole.index(name)
        size = int.from_bytes(whole[at - 4 : at], "big")
        found.append(whole[at - 4 : at - 4 + size])
    return found[0], found[1][8:]


def full(kind: bytes, *contents: bytes, version: int = 0) -> bytes:
    return box(kind, bytes((version, 0, 0, 0)), *contents)


def item(number: int, kind: bytes) -> bytes:
    return full(b"infe", struct.pack(">HH4sx", number, 0, kind), version=2)


def extent(width: int, height: int) -> bytes:
    return full(b"ispe", struct.pack(">II", width, height))


def assembled(
    items: list[bytes],
    references: list[bytes],
    properties: list[bytes],
    uses: dict[int, list[int]],
    inner: bytes,
    places: dict[int, tuple[int, int, int]],
) -> bytes:
    """A HEIC of these items. `places`: (1 for within `inner`, offset, length) of each item's data."""
    _, pixels = _tile()

    def meta(start: int) -> bytes:
        located = b"".join(
            struct.pack(">HHHHII", number, method, 0, 1, at if method else start + at, length)
            for number, (method, at, length) in places.items()
        )
        associated = b"".join(
            struct.pack(">HB", number, len(indexes)) + bytes(0x80 | index for index in indexes)
            for number, indexes in uses.items()
        )
        return full(
            b"meta",
            full(b"hdlr", struct.pack(">I4s12xx", 0, b"pict")),
            full(b"pitm", struct.pack(">H", 1)),
            full(b"iloc", b"\x44\0", struct.pack(">H", len(places)), located, version=1),
            full(b"iinf", struct.pack(">H", len(items)), *items),
            full(b"iref", *references),
            box(b"iprp", box(b"ipco", *properties), full(b"ipma", struct.pack(">I", len(uses)), associated)),
            box(b"idat", inner),
        )

    head = box(b"ftyp", b"heic", bytes(4), b"mif1heic")
    return head + meta(len(head) + len(meta(0)) + 8) + box(b"mdat", pixels)


def grid(columns: int, rows: int, number: int | None = None) -> bytes:
    """A picture of `columns` x `rows` tiles that are all the same item; its header refers to `number` of them."""
    settings, pixels = _tile()
    width, height = columns * TILE, rows * TILE
    count = columns * rows if number is None else number
    reference = box(b"dimg", struct.pack(">HH", 1, count), struct.pack(">H", 2) * count)
    layout = struct.pack(">BBBBHH", 0, 0, rows - 1, columns - 1, width, height)
    return assembled(
        [item(1, b"grid"), item(2, b"hvc1")],
        [reference],
        [settings, extent(TILE, TILE), extent(width, height)],
        {1: [3], 2: [1, 2]},
        layout,
        {1: (1, 0, len(layout)), 2: (0, 0, len(pixels))},
    )


def circle(length: int) -> bytes:
    """Items that are each made of the next one, the last of the first."""
    settings, _ = _tile()
    numbers = list(range(1, length + 1))
    references = [box(b"dimg", struct.pack(">HHH", number, 1, number % length + 1)) for number in numbers]
    return assembled(
        [item(number, b"iden") for number in numbers],
        references,
        [settings, extent(TILE, TILE)],
        {number: [2] for number in numbers},
        b"",
        dict.fromkeys(numbers, (1, 0, 0)),
    )


def overlays(depth: int, width: int) -> bytes:
    """Overlays of `width` overlays each, `depth` deep: every layer multiplies the work."""
    settings, pixels = _tile()
    layout = struct.pack(">BB4HII", 0, 1, 0, 0, 0, 0xFFFF, TILE, TILE) + struct.pack(">ii", 0, 0) * width
    numbers = list(range(1, depth + 1))
    references = [
        box(b"dimg", struct.pack(">HH", number, width), struct.pack(">H", number + 1) * width)
        for number in numbers
    ]
    return assembled(
        [*(item(number, b"iovl") for number in numbers), item(depth + 1, b"hvc1")],
        references,
        [settings, extent(TILE, TILE)],
        {**{number: [2] for number in numbers}, depth + 1: [1, 2]},
        layout,
        {**{number: (1, 0, len(layout)) for number in numbers}, depth + 1: (0, 0, len(pixels))},
    )


CASES: list[Case] = [
    drawn("heic of 12 tiles", lambda: grid(4, 3)),
    drawn("heic of 400 tiles", lambda: grid(100, 4)),
    either("heic of 1,024 tiles", lambda: grid(32, 32)),
    refused("heic of 9,724 tiles", TOO_HEAVY, lambda: grid(187, 52)),
    either("heic of 100 tiles, 97 of them missing", lambda: grid(10, 10, 3)),
    either("heic of a grid of no tile", lambda: grid(1, 1, 0)),
    either("heic that is made of itself", lambda: circle(1)),
    either("heic of five pictures, each made of the next", lambda: circle(5)),
    either("heic of overlays of overlays", lambda: overlays(5, 8)),
    either("heic of a thousand overlays", lambda: overlays(1, 1_000)),
]
