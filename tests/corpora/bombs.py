"""Files that are small to send and large to open: each within the limits as far as its header tells, or beyond them."""

from __future__ import annotations

import struct
import zlib
from functools import cache

from PIL import Image

from tests.corpora.cases import (
    HOLLOW,
    TOO_HEAVY,
    TOO_LONG,
    TOO_MANY_BYTES,
    TOO_MANY_PIXELS,
    Case,
    drawn,
    either,
    failed,
    refused,
)
from tests.corpora.pieces import (
    PNG_MAGIC,
    SOI,
    animated_webp,
    black_png,
    box,
    canvas,
    chunk,
    icc_segments,
    ihdr,
    into_jpeg,
    into_png,
    pixels_of,
    profile,
    riff,
    saved,
    scans_of,
    segment,
    stripes,
    webp_chunk,
    webp_frame,
    zeros,
)


@cache
def small(format: str) -> bytes:
    return saved(stripes(), format)


@cache
def flat_webp(width: int, height: int) -> bytes:
    return saved(Image.new("RGB", (width, height), "teal"), "WEBP", lossless=True, method=0, quality=0)


@cache
def flat_jpeg(width: int, height: int, **options: bool) -> bytes:
    return saved(Image.new("RGB", (width, height), "teal"), "JPEG", **options)


@cache
def flat_heic(width: int, height: int) -> bytes:
    return saved(Image.new("RGB", (width, height), "teal"), "HEIF", quality=10)


def claiming_heic(width: int, height: int) -> bytes:
    """A small HEIC whose item says another size than its pixels have."""
    whole = flat_heic(64, 64)
    return whole.replace(
        b"ispe" + bytes(4) + struct.pack(">II", 64, 64),
        b"ispe" + bytes(4) + struct.pack(">II", width, height),
    )


def lying_heic(width: int, height: int) -> bytes:
    """A large HEIC whose item says that it is small."""
    whole = flat_heic(width, height)
    at = whole.index(b"ispe") + 8
    return whole[:at] + struct.pack(">II", 64, 64) + whole[at + 8 :]


def padded(data: bytes) -> bytes:
    """A file that is heavy enough for the pixels it claims, by what lies behind them."""
    return data + bytes(700_000)


def many_frames_png(frames: int) -> bytes:
    """An animated PNG of so many frames of one pixel, and a header that promises two thousand million."""
    control = b"".join(
        chunk(b"fcTL", struct.pack(">IIIIIHHBB", 2 * n + 1, 1, 1, 0, 0, 1, 10, 0, 0))
        + chunk(b"fdAT", struct.pack(">I", 2 * n + 2) + zlib.compress(bytes(4)))
        for n in range(frames)
    )
    first = chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)) + chunk(
        b"fcTL", struct.pack(">IIIIIHHBB", 0, 160, 200, 0, 0, 1, 10, 0, 0)
    )
    whole = into_png(small("PNG"), first)
    return whole[:-12] + control + chunk(b"IEND")


def huge_frames_png() -> bytes:
    """An animated PNG whose later frames are larger than its canvas."""
    control = chunk(b"fcTL", struct.pack(">IIIIIHHBB", 1, 2**31 - 1, 2**31 - 1, 0, 0, 1, 10, 0, 0))
    frame = chunk(b"fdAT", struct.pack(">I", 2) + zeros(50_000_000))
    whole = into_png(small("PNG"), chunk(b"acTL", struct.pack(">II", 2, 0)))
    return whole[:-12] + control + frame + chunk(b"IEND")


def many_frames_webp(width: int, height: int, frames: int) -> bytes:
    frame = webp_frame(pixels_of(flat_webp(16, 16)), 16, 16)
    return animated_webp(width, height, [frame] * frames)


def many_tiny_boxes() -> bytes:
    return box(b"ftyp", b"heic", bytes(4), b"mif1heic") + box(b"free") * 1_000_000


def deep_boxes() -> bytes:
    inner = b""
    for _ in range(2000):
        inner = box(b"meta", bytes(4), inner)
    return box(b"ftyp", b"heic", bytes(4), b"mif1heic") + inner


def png_of_text(kind: bytes, number: int, size: int) -> bytes:
    """A PNG with texts (or profiles) that unpack to `size` bytes each."""
    word = b"x\0\0" if kind != b"iTXt" else b"x\0\1\0\0\0"
    return into_png(small("PNG"), *[chunk(kind, word + zeros(size))] * number)


CASES: list[Case] = [
    refused(
        "png 60,000 x 60,000", TOO_LONG, lambda: PNG_MAGIC + ihdr(60_000, 60_000) + chunk(b"IDAT", zeros(9))
    ),
    refused("png 2^31 x 2^31", TOO_LONG, lambda: PNG_MAGIC + ihdr(2**31 - 1, 2**31 - 1)),
    refused("png strip 60,000 x 1", TOO_LONG, lambda: black_png(60_000, 1)),
    refused("png strip 1 x 60,000", TOO_LONG, lambda: black_png(1, 60_000)),
    refused("jpeg strip 60,000 x 1", TOO_LONG, lambda: flat_jpeg(60_000, 1)),
    refused("jpeg strip 1 x 60,000", TOO_LONG, lambda: flat_jpeg(1, 60_000)),
    refused("webp strip 16,383 x 1", TOO_LONG, lambda: flat_webp(16_383, 1)),
    refused("webp canvas 60,000 x 1", TOO_LONG, lambda: many_frames_webp(60_000, 1, 1)),
    refused("webp canvas 16,777,216 x 16,777,216", TOO_LONG, lambda: many_frames_webp(1 << 24, 1 << 24, 1)),
    refused("heic that says 60,000 x 60,000", TOO_LONG, lambda: claiming_heic(60_000, 60_000)),
    refused("png 8,000 x 5,001", TOO_MANY_PIXELS, lambda: PNG_MAGIC + ihdr(8_000, 5_001)),
    refused("webp 6,500 x 6,500", TOO_MANY_PIXELS, lambda: many_frames_webp(6_500, 6_500, 1)),
    refused("jpeg of eleven megabytes", TOO_MANY_BYTES, lambda: small("JPEG") + bytes(11_000_000)),
    drawn("png strip 12,000 x 1", lambda: black_png(12_000, 1)),
    drawn("png strip 1 x 12,000", lambda: black_png(1, 12_000)),
    drawn("jpeg strip 1 x 12,000", lambda: flat_jpeg(1, 12_000)),
    drawn("jpeg strip 12,000 x 3", lambda: flat_jpeg(12_000, 3)),
    drawn("webp strip 12,000 x 1", lambda: flat_webp(12_000, 1)),
    refused("png 4,000 x 3,000 of nothing", HOLLOW, lambda: black_png(4_000, 3_000)),
    refused("png 4,000 x 3,000 of nothing, rgba", HOLLOW, lambda: black_png(4_000, 3_000, 8, 6)),
    refused("png 4,000 x 4,000 of nothing, 16-bit grey", HOLLOW, lambda: black_png(4_000, 4_000, 16, 0)),
    refused("png 4,000 x 3,000 of nothing, interlaced", HOLLOW, lambda: black_png(4_000, 3_000, 8, 2, 1)),
    refused("png 8,000 x 5,000 of nothing, palette", HOLLOW, lambda: black_png(8_000, 5_000, 8, 3)),
    drawn("png 8,000 x 5,000 of nothing, 1-bit", lambda: black_png(8_000, 5_000, 1, 0), heavy=True),
    refused("webp 4,000 x 3,000 of nothing", HOLLOW, lambda: flat_webp(4_000, 3_000)),
    refused("webp of 2 small frames on 8,000 x 5,000", HOLLOW, lambda: many_frames_webp(8_000, 5_000, 2)),
    refused("heic that says 4,000 x 3,000 and is cut", HOLLOW, lambda: claiming_heic(4_000, 3_000)),
    refused("jpeg of 4,000 x 3,000 and 60 kB", HOLLOW, lambda: scans_of(4_000, 3_000, 3)),
    drawn("padded png 8,000 x 5,000", lambda: padded(black_png(8_000, 5_000)), heavy=True),
    drawn("padded png 8,000 x 5,000 rgba", lambda: padded(black_png(8_000, 5_000, 8, 6)), heavy=True),
    drawn("padded png 8,000 x 5,000 16-bit rgba", lambda: padded(black_png(8_000, 5_000, 16, 6)), heavy=True),
    drawn("padded png 8,000 x 5,000 16-bit grey", lambda: padded(black_png(8_000, 5_000, 16, 0)), heavy=True),
    drawn("padded png 8,000 x 5,000 palette", lambda: padded(black_png(8_000, 5_000, 8, 3)), heavy=True),
    drawn(
        "padded png 8,000 x 5,000 interlaced", lambda: padded(black_png(8_000, 5_000, 8, 2, 1)), heavy=True
    ),
    drawn("padded webp 8,000 x 5,000 lossless", lambda: padded(flat_webp(8_000, 5_000)), heavy=True),
    drawn(
        "padded webp of 2 frames on 8,000 x 5,000",
        lambda: padded(many_frames_webp(8_000, 5_000, 2)),
        heavy=True,
    ),
    drawn("jpeg 8,000 x 5,000", lambda: flat_jpeg(8_000, 5_000), heavy=True),
    drawn(
        "padded progressive jpeg 8,000 x 5,000 of 49 scans",
        lambda: padded(scans_of(8_000, 5_000, 48)),
        heavy=True,
    ),
    either("heic that says 64 x 64 and is 1,000 x 750", lambda: lying_heic(1_000, 750)),
    either("heic that says 2,000 x 2,000 and is 64 x 64", lambda: claiming_heic(2_000, 2_000)),
    refused("heic of a million empty boxes", "picture.not_a_picture", many_tiny_boxes),
    refused("heic of boxes in boxes", "picture.not_a_picture", deep_boxes),
    either(
        "png with 100 MB behind its last row",
        lambda: PNG_MAGIC + ihdr(64, 64) + chunk(b"IDAT", zeros(100_000_000)) + chunk(b"IEND"),
    ),
    either("png with a text of 100 MB", lambda: png_of_text(b"zTXt", 1, 100_000_000)),
    either("png with 200 texts of 1 MB", lambda: png_of_text(b"zTXt", 200, 1_000_000)),
    either("png with 3,000 texts of 1 MB", lambda: png_of_text(b"zTXt", 3_000, 1_000_000)),
    either("png with an international text of 100 MB", lambda: png_of_text(b"iTXt", 1, 100_000_000)),
    either("png with a profile of 100 MB", lambda: png_of_text(b"iCCP", 1, 100_000_000)),
    refused(
        "png with 800,000 empty chunks", TOO_HEAVY, lambda: into_png(small("PNG"), chunk(b"teSt") * 800_000)
    ),
    refused(
        "png with 800,000 empty pieces of pixels",
        TOO_HEAVY,
        lambda: small("PNG")[:33] + chunk(b"IDAT") * 800_000 + small("PNG")[33:],
    ),
    failed("png that says its size twice", lambda: into_png(small("PNG"), ihdr(60_000, 60_000))),
    either(
        "png that says its size again at the end",
        lambda: small("PNG")[:-12] + ihdr(60_000, 60_000) + chunk(b"IEND"),
    ),
    drawn("apng of 3,000 frames", lambda: many_frames_png(3_000)),
    refused("apng of 20,000 frames", TOO_HEAVY, lambda: many_frames_png(20_000)),
    either("apng with frames beyond its canvas", huge_frames_png),
    drawn("webp of 20,000 frames", lambda: many_frames_webp(64, 64, 20_000)),
    drawn("webp of 100,000 frames", lambda: many_frames_webp(64, 64, 100_000)),
    refused(
        "webp of 2 frames on 8,000 x 5,000", HOLLOW, lambda: many_frames_webp(8_000, 5_000, 2), heavy=True
    ),
    either(
        "webp frame beyond its canvas",
        lambda: animated_webp(16, 16, [webp_frame(pixels_of(flat_webp(4000, 4000)), 4000, 4000)]),
    ),
    either(
        "webp canvas 64 x 64 around 4,000 x 4,000",
        lambda: riff(canvas(64, 64, 0), pixels_of(flat_webp(4_000, 4_000))),
    ),
    either(
        "webp canvas 3,000 x 3,000 around 64 x 64",
        lambda: riff(canvas(3_000, 3_000, 0), pixels_of(flat_webp(64, 64))),
    ),
    either(
        "webp with 800,000 empty chunks",
        lambda: riff(canvas(64, 64, 0), pixels_of(flat_webp(64, 64)), webp_chunk(b"teSt", b"") * 800_000),
    ),
    drawn("progressive jpeg of 60 scans", lambda: scans_of(1_000, 1_000, 60)),
    refused("progressive jpeg of 3,000 scans", TOO_HEAVY, lambda: scans_of(2_000, 2_000, 3_000)),
    refused("progressive jpeg of 100,000 scans", TOO_HEAVY, lambda: scans_of(1_000, 1_000, 100_000)),
    refused(
        "progressive jpeg of 8,000 x 5,000 and 500 scans", TOO_HEAVY, lambda: scans_of(8_000, 5_000, 500)
    ),
    either(
        "jpeg with 150 comments of 64 kB",
        lambda: into_jpeg(small("JPEG"), *[segment(0xFE, bytes(65_000))] * 150),
    ),
    either(
        "jpeg with 9,000 short segments", lambda: into_jpeg(small("JPEG"), *[segment(0xE5, b"x")] * 9_000)
    ),
    refused(
        "jpeg with two million short segments",
        "picture.not_a_picture",
        lambda: SOI + segment(0xE0) * 2_000_000,
    ),
    either(
        "jpeg with a profile of 9 MB",
        lambda: into_jpeg(small("JPEG"), *icc_segments(profile(b"RGB ") + bytes(9_000_000))),
    ),
]
