"""Files of the formats we read that are cut, flipped, or wrong in one of their parts."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Iterator
from functools import partial

from tests.corpora.bombs import small
from tests.corpora.cases import NOT_A_PICTURE, Case, drawn, either, failed, refused, whatever
from tests.corpora.pieces import (
    EOI,
    PNG_MAGIC,
    SOI,
    canvas,
    chunk,
    exif_segment,
    icc_segments,
    ihdr,
    into_jpeg,
    into_png,
    pixels_of,
    profile,
    riff,
    saved,
    segment,
    stripes,
    tiff,
    webp_chunk,
    zeros,
)

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
LOOP = struct.pack(">I", 8)
EXIF = {
    "whose directory follows itself": tiff([(0x0112, 3, 1, b"\0\6\0\0")], following=8),
    "whose inner directory is itself": tiff(
        [(0x8769, 4, 1, LOOP), (0x8825, 4, 1, LOOP), (0xA005, 4, 1, LOOP)]
    ),
    "with four thousand million entries": tiff([(0x0112, 3, 0xFFFFFFFF, b"\0\6\0\0")] * 20),
    "with a count that overflows": tiff([(0x010F, 2, 0x7FFFFFFF, LOOP), (0x0110, 12, 0x20000001, LOOP)]),
    "with 60,000 entries": tiff([(0x0112, 3, 1, b"\0\6\0\0")] * 5_000),
    "with kinds nobody knows": tiff([(0x0112, kind, 1, b"\0\6\0\0") for kind in (0, 14, 255, 65535)]),
    "with a turn of 0 / 0": tiff(
        [(0x011A, 5, 1, struct.pack(">I", 26)), (0x0112, 5, 1, LOOP)], behind=bytes(8)
    ),
    "with a turn in words": tiff([(0x0112, 2, 4, b"top\0")]),
    "with a turn of 65,535": tiff([(0x0112, 3, 1, b"\xff\xff\0\0")]),
    "whose directory lies outside": b"MM\0\x2a\xff\xff\xff\xff",
    "of three bytes": b"MM\0",
    "of nothing": b"",
    "of zeros": bytes(4_000),
}
PROFILES = {
    "cut": profile(b"RGB ", [(b"rXYZ", b"XYZ " + bytes(16))])[:150],
    "of noise": random.Random(4).randbytes(3_000),
    "of zeros": bytes(3_000),
    "of nothing": b"",
    "for grey": profile(b"GRAY", [(b"kTRC", b"curv" + bytes(8))]),
    "for CMYK": profile(b"CMYK", [(b"A2B0", b"mft1" + bytes(44))], b"prtr"),
    "for fifteen inks": profile(b"FCLR", [(b"A2B0", b"mft2\0\0\0\0\x0f\x03\xff\0" + bytes(100))]),
    "for Lab": profile(b"Lab "),
    "with a table of 255 to the 15th": profile(b"RGB ", [(b"A2B0", b"mft2\0\0\0\0\x0f\x0f\xff\0" + bytes(200))]),
    "with a hundred million tags": profile(b"RGB ")[:128] + struct.pack(">I", 100_000_000) + bytes(1_000),
    "with a curve of 2^32": profile(b"RGB ", [(b"rTRC", b"curv" + bytes(4) + b"\xff" * 4)]),
}  # fmt: skip


def cut(format: str, share: float) -> bytes:
    whole = small(format)
    return whole[: int(len(whole) * share)]


def flipped(format: str, seed: int) -> bytes:
    """A file with a few of its bits turned, always the same ones for a seed."""
    dice, whole = random.Random(f"{format} {seed}"), bytearray(small(format))
    for _ in range(dice.choice((1, 3, 30))):
        whole[dice.randrange(12, len(whole))] ^= 1 << dice.randrange(8)
    return bytes(whole)


def shuffled(format: str, seed: int) -> bytes:
    """A file of which one stretch stands in the place of another, or again."""
    dice, whole = random.Random(f"{format} {seed}"), small(format)
    one, two = sorted(dice.randrange(12, len(whole)) for _ in range(2))
    return whole[:one] + whole[two:] + whole[one:two] if seed % 2 else whole[:two] + whole[one:]


def cuts_and_flips(seeds: int) -> Iterator[Case]:
    for format in FORMATS:
        for share in (0.01, 0.1, 0.3, 0.5, 0.8, 0.99):
            yield whatever(f"{format.lower()} cut at {share:.0%}", partial(cut, format, share))
        for seed in range(seeds):
            yield whatever(f"{format.lower()} flipped, {seed}", partial(flipped, format, seed))
            yield whatever(f"{format.lower()} shuffled, {seed}", partial(shuffled, format, seed))


def changed(format: str, before: bytes, after: bytes) -> Callable[[], bytes]:
    def make() -> bytes:
        whole = small(format)
        assert before in whole
        return whole.replace(before, after, 1)

    return make


def frame(width: int, height: int, *, kind: int = 0xC0, depth: int = 8, parts: int = 3) -> bytes:
    body = b"".join(bytes((number + 1, 0x11, 0)) for number in range(parts))
    return segment(kind, struct.pack(">BHHB", depth, height, width, parts & 255) + body)


def of_frame(**changes: int) -> Callable[[], bytes]:
    """The small JPEG with another frame header in place of its own."""

    def make() -> bytes:
        whole = small("JPEG")
        at = whole.index(b"\xff\xc0")
        length = int.from_bytes(whole[at + 2 : at + 4], "big")
        return whole[:at] + frame(160, 200, **changes) + whole[at + 2 + length :]

    return make


def with_exif(format: str, block: bytes) -> bytes:
    """The small picture of a format with this EXIF block, where Pillow does not look at it while writing."""
    if format == "JPEG":
        return into_jpeg(small("JPEG"), exif_segment(block))
    if format == "PNG":
        return into_png(small("PNG"), chunk(b"eXIf", block))
    return riff(canvas(160, 200, 8), pixels_of(small("WEBP")), webp_chunk(b"EXIF", block))


def with_profile(format: str, data: bytes) -> bytes:
    if format == "JPEG":
        return into_jpeg(small("JPEG"), *icc_segments(data))
    if format == "PNG":
        return saved(stripes(), "PNG", icc_profile=data or b"\0")
    return riff(canvas(160, 200, 32), webp_chunk(b"ICCP", data), pixels_of(small("WEBP")))


def metadata() -> Iterator[Case]:
    """Wrong blocks beside right pixels: the picture must be drawn all the same."""
    for place, format in enumerate(("JPEG", "PNG", "WEBP")):
        for number, (name, block) in enumerate(EXIF.items()):
            make = partial(with_exif, format, block)
            yield drawn(f"{format.lower()} with EXIF {name}", make, heavy=number % 3 != place)
        for number, (name, data) in enumerate(PROFILES.items()):
            make = partial(with_profile, format, data)
            yield drawn(f"{format.lower()} with a profile {name}", make, heavy=number % 3 != place)


def scans_in_disorder() -> bytes:
    whole = small("JPEG")
    at = whole.index(b"\xff\xda")
    return whole[:at] + whole[at:].replace(EOI, b"") + whole[at:] * 30


PALETTE = PNG_MAGIC + ihdr(64, 64, 8, 3)
CASES: list[Case] = [
    *cuts_and_flips(3),
    *metadata(),
    refused("jpeg of two bytes", NOT_A_PICTURE, lambda: SOI),
    refused("jpeg without a frame", NOT_A_PICTURE, lambda: SOI + segment(0xE0, b"JFIF\0") + EOI),
    refused("jpeg of no height", NOT_A_PICTURE, changed("JPEG", b"\x08\0\xc8\0\xa0\x03", b"\x08\0\0\0\xa0\x03")),
    failed("jpeg of a frame alone", lambda: SOI + frame(160, 200) + EOI),
    either("jpeg without its end", lambda: small("JPEG")[:-2]),
    either("jpeg with its end in the middle", lambda: small("JPEG")[:900] + EOI + small("JPEG")[900:]),
    drawn("jpeg inside a jpeg's comment", lambda: into_jpeg(small("JPEG"), segment(0xFE, small("JPEG")))),
    refused("jpeg that begins twice", NOT_A_PICTURE, lambda: SOI + small("JPEG")),
    drawn("jpeg that ends ten thousand times", lambda: small("JPEG") + EOI * 10_000),
    either("jpeg with its scan thirty times", scans_in_disorder),
    either("jpeg said to be of 12 bits", of_frame(depth=12, kind=0xC1)),
    either("jpeg said to be of 16 bits", of_frame(depth=16)),
    either("jpeg said to be lossless", of_frame(kind=0xC3)),
    either("jpeg said to be arithmetic", of_frame(kind=0xC9)),
    either("jpeg said to be arithmetic and progressive", of_frame(kind=0xCA)),
    either("jpeg of no part", of_frame(parts=0)),
    either("jpeg of two parts", of_frame(parts=2)),
    either("jpeg of five parts", of_frame(parts=5)),
    either("jpeg of 255 parts", of_frame(parts=255)),
    either("jpeg with a table of zeros", lambda: into_jpeg(small("JPEG"), segment(0xDB, bytes(65)))),
    either("jpeg with a code table too long", lambda: into_jpeg(small("JPEG"), segment(0xC4, b"\0" + b"\xff" * 16))),
    either("jpeg with a restart every block", lambda: into_jpeg(small("JPEG"), segment(0xDD, b"\0\1"))),
    refused("jpeg with a segment of length 0", NOT_A_PICTURE, lambda: into_jpeg(small("JPEG"), b"\xff\xe1\0\0")),
    failed("png of a header alone", lambda: PNG_MAGIC + ihdr(64, 64)),
    refused("png of no width", NOT_A_PICTURE, lambda: PNG_MAGIC + ihdr(0, 64) + chunk(b"IDAT", zeros(64))),
    refused("png that begins with pixels", NOT_A_PICTURE, lambda: PNG_MAGIC + chunk(b"IDAT", zeros(64)) + ihdr(8, 8)),
    failed("png without pixels", lambda: PNG_MAGIC + ihdr(64, 64) + chunk(b"IEND")),
    failed("png of too few rows", lambda: PNG_MAGIC + ihdr(64, 64) + chunk(b"IDAT", zeros(600)) + chunk(b"IEND")),
    failed("png of a chunk without end", lambda: PNG_MAGIC + ihdr(64, 64) + b"\x7f\xff\xff\xffIDAT"),
    failed("png of a depth nobody has", lambda: PNG_MAGIC + ihdr(64, 64, 7) + chunk(b"IDAT", zeros(64 * 193))),
    failed("png of colours nobody has", lambda: PNG_MAGIC + ihdr(64, 64, 8, 9) + chunk(b"IDAT", zeros(64 * 193))),
    either("png of a palette it has not", lambda: PALETTE + chunk(b"IDAT", zeros(64 * 65)) + chunk(b"IEND")),
    either(
        "png of a palette of one",
        lambda: PALETTE + chunk(b"PLTE", bytes(3)) + chunk(b"tRNS", bytes(256)) + chunk(b"IDAT", zeros(64 * 65)),
    ),
    either("png with wrong sums", lambda: small("PNG").replace(small("PNG")[29:33], b"\0\0\0\0", 1)),
    either("webp that says it is longer", lambda: small("WEBP")[:4] + b"\xff\xff\xff\x7f" + small("WEBP")[8:]),
    either("webp that says it is empty", lambda: small("WEBP")[:4] + bytes(4) + small("WEBP")[8:]),
    failed("webp of a canvas alone", lambda: riff(canvas(64, 64, 0))),
    failed("webp of an animation without frames", lambda: riff(canvas(64, 64, 2), webp_chunk(b"ANIM", bytes(6)))),
    refused("webp of a chunk nobody knows", NOT_A_PICTURE, lambda: riff(webp_chunk(b"teSt", bytes(60)))),
    either(
        "webp with alpha of noise",
        lambda: riff(canvas(160, 200, 16), webp_chunk(b"ALPH", b"\1" + b"noise" * 20), pixels_of(small("WEBP"))),
    ),
    either("heic without its pixels", lambda: small("HEIF").replace(b"mdat", b"free")),
    refused("heic without its items", NOT_A_PICTURE, lambda: small("HEIF").replace(b"meta", b"free")),
    either("heic of a codec nobody knows", lambda: small("HEIF").replace(b"hvc1", b"xxx1")),
    either("heic without its codec's settings", lambda: small("HEIF").replace(b"hvcC", b"free")),
    either("heic that says it is a grid", lambda: small("HEIF").replace(b"hvc1", b"grid")),
    either("heic that says it is an overlay", lambda: small("HEIF").replace(b"hvc1", b"iovl")),
]  # fmt: skip
