"""Read format and size from the first bytes of a file, by hand and in bounded time.

A library would do it too, but Pillow reserves the whole canvas when it merely opens a WebP, and the process
that serves pages should not run any decoder on a stranger's file. Sources: ITU T.81 annex B (JPEG), PNG 3rd
edition, RFC 9649 (WebP), ISO/IEC 14496-12 and 23008-12 (HEIC).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from struct import unpack_from

from marketplace.adapters.images.formats import PictureFormat

MAX_STEPS = 10_000
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
JPEG_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_BARE = {0x01, *range(0xD0, 0xD8)}

Size = tuple[int, int]


def read_header(data: bytes) -> tuple[PictureFormat, int, int] | None:
    """Return format, width and height as stored (before any rotation), or None for anything else."""
    format = format_of(data)
    if format is None:
        return None
    try:
        width, height = _SIZES[format](data)
    except (ValueError, IndexError, struct.error):
        return None
    return (format, width, height) if width > 0 and height > 0 else None


def format_of(data: bytes) -> PictureFormat | None:
    """Tell the format from the magic bytes alone."""
    if data.startswith(b"\xff\xd8\xff"):
        return PictureFormat.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PictureFormat.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return PictureFormat.WEBP
    if data[4:8] == b"ftyp" and _brands(data) & HEIC_BRANDS:
        return PictureFormat.HEIC
    return None


def _jpeg_size(data: bytes) -> Size:
    at = 2
    for _ in range(MAX_STEPS):
        if data[at] != 0xFF:
            raise ValueError("no marker where one must be")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in JPEG_BARE:
            at += 2
        elif marker in JPEG_FRAMES:
            height, width = unpack_from(">HH", data, at + 5)
            return width, height
        elif marker == 0xDA:
            raise ValueError("pixels before their size")
        else:
            at += 2 + _at_least(unpack_from(">H", data, at + 2)[0], 2)
    raise ValueError("too many segments")


def _png_size(data: bytes) -> Size:
    if data[8:16] != b"\0\0\0\x0dIHDR":
        raise ValueError("IHDR must come first")
    width, height = unpack_from(">II", data, 16)
    return width, height


def _webp_size(data: bytes) -> Size:
    kind = data[12:16]
    if kind == b"VP8X":
        return (_three_bytes(data, 24) + 1, _three_bytes(data, 27) + 1)
    if kind == b"VP8L":
        if data[20] != 0x2F:
            raise ValueError("not a lossless stream")
        bits = unpack_from("<I", data, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        if data[23:26] != b"\x9d\x01\x2a":
            raise ValueError("not a key frame")
        width, height = unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError("unknown first chunk")


def _heic_size(data: bytes) -> Size:
    """Return the largest extent of any item: tiles of a grid and thumbnails have smaller ones.

    It is the coded size: what is shown may be cropped from it, and is never larger.
    """
    sizes: list[Size] = []
    for start, end in boxes(data, 0, len(data), b"meta"):
        for inner, inner_end in boxes(data, start + 4, end, b"iprp"):
            for list_start, list_end in boxes(data, inner, inner_end, b"ipco"):
                for extent, _ in boxes(data, list_start, list_end, b"ispe"):
                    width, height = unpack_from(">II", data, extent + 4)
                    sizes.append((width, height))
    if not sizes:
        raise ValueError("no item says its size")
    return max(size[0] for size in sizes), max(size[1] for size in sizes)


def boxes(data: bytes, at: int, end: int, wanted: bytes) -> Iterator[tuple[int, int]]:
    """Yield start and end of the contents of each box of one kind, one level deep."""
    for _ in range(MAX_STEPS):
        if at + 8 > end:
            return
        size, kind = unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = unpack_from(">Q", data, at + 8)[0], 16
        elif size == 0:
            size = end - at
        stop = at + _at_least(size, head)
        if stop > end:
            return  # some telephones append what is no box at all
        if kind == wanted:
            yield at + head, stop
        at = stop
    raise ValueError("too many boxes")


def _brands(data: bytes) -> set[bytes]:
    size = min(int.from_bytes(data[:4], "big"), len(data), 512)
    return {data[8:12], *(data[at : at + 4] for at in range(16, size, 4))}


def _three_bytes(data: bytes, at: int) -> int:
    if len(data) < at + 3:
        raise ValueError("cut short")
    return int.from_bytes(data[at : at + 3], "little")


def _at_least(length: int, least: int) -> int:
    if length < least:
        raise ValueError("a length shorter than itself")
    return length


_SIZES: dict[PictureFormat, Callable[[bytes], Size]] = {
    PictureFormat.JPEG: _jpeg_size,
    PictureFormat.PNG: _png_size,
    PictureFormat.WEBP: _webp_size,
    PictureFormat.HEIC: _heic_size,
}
