"""Right pictures of every kind a telephone, a scanner or an old program makes: all must be drawn."""

from __future__ import annotations

import struct
from functools import partial

from PIL import Image, ImageCms

from tests.corpora.bombs import small
from tests.corpora.cases import Case, drawn, either
from tests.corpora.disguises import MARKER
from tests.corpora.pieces import (
    PNG_MAGIC,
    box,
    chunk,
    exif_segment,
    icc_segments,
    ihdr,
    into_jpeg,
    into_png,
    saved,
    segment,
    stripes,
    tiff,
    zeros,
)

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
MARK = MARKER.encode()
ADOBE = segment(0xEE, b"Adobe\0\x64\0\0\0\0\0")


def cmyk(*, adobe: bool, profile: bytes | None = None) -> bytes:
    """A JPEG of four inks: Pillow writes Adobe's mark, and inks turned round, with it."""
    whole = saved(stripes(mode="CMYK"), "JPEG", **({"icc_profile": profile} if profile else {}))
    return whole if adobe else whole.replace(ADOBE, b"")


def ycck() -> bytes:
    return cmyk(adobe=True).replace(ADOBE, ADOBE[:-1] + b"\2")


def grey_alpha() -> bytes:
    image = Image.merge("LA", [stripes(mode="L"), Image.linear_gradient("L").resize((160, 200))])
    return saved(image, "PNG")


def palette(*, transparent: bool, depth: int = 8) -> bytes:
    image = stripes().quantize(2**depth)
    return saved(image, "PNG", bits=depth, **({"transparency": 0} if transparent else {}))


def sixteen(colour: int) -> bytes:
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
    pixels = zeros(200 * (1 + 160 * channels * 2))
    return PNG_MAGIC + ihdr(160, 200, 16, colour) + chunk(b"IDAT", pixels) + chunk(b"IEND")


def several(format: str, **options: object) -> bytes:
    return saved(
        stripes(), format, save_all=True, append_images=[stripes(mode="L").convert("RGB")] * 3, **options
    )


def motion_photo() -> bytes:
    """A photo of a telephone with its few seconds of film behind it."""
    film = box(b"ftyp", b"mp42", bytes(4), b"isommp42") + box(b"mdat", MARK * 5_000)
    note = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r GCamera:MotionPhoto="1" m="{MARKER}"/></x:xmpmeta>'
    return into_jpeg(small("JPEG"), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + note.encode())) + film


def long_mpo() -> bytes:
    """A JPEG whose index of further pictures counts four thousand million of them (CIPA DC-007)."""
    index = tiff(
        [(0xB000, 7, 4, b"0100"), (0xB001, 4, 1, b"\xff" * 4), (0xB002, 7, 32, struct.pack(">I", 8))]
    )
    return into_jpeg(small("JPEG"), segment(0xE2, b"MPF\0" + index))


def photoshop() -> bytes:
    """IPTC in an image resource block (IIM 4.2)."""
    caption = b"\x1c\2\x78" + struct.pack(">H", len(MARK)) + MARK
    return (
        b"Photoshop 3.0\x008BIM\4\4\0\0" + struct.pack(">I", len(caption)) + caption + bytes(len(caption) % 2)
    )


def located() -> bytes:
    """EXIF with a place, a camera, a maker's note and a thumbnail, all of them planted (EXIF 2.32, 4.6)."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x8298] = f"{MARKER} maker", f"{MARKER} artist", f"{MARKER} right"
    exif.get_ifd(0x8769).update({0x927C: MARK * 20, 0x9286: b"ASCII\0\0\0" + MARK, 0xA431: MARKER})
    exif.get_ifd(0x8825).update({1: "N", 2: (0.0, 7.0, 59.0), 3: "E", 4: (117.0, 28.0, 1.0), 29: MARKER})
    return exif.tobytes() + b"thumbnail" + small("JPEG")[:50] + MARK


def everything(format: str) -> bytes:
    """A picture with the marker in every place beside its pixels that the format has."""
    exif, xmp = located(), f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MARKER}</x:xmpmeta>".encode()
    profile = SRGB + MARK
    if format == "JPEG":
        parts = [
            segment(0xED, photoshop()),
            segment(0xFE, MARK),
            *(segment(0xE0 + n, MARK) for n in range(3, 13)),
        ]
        return into_jpeg(saved(stripes(), "JPEG", exif=exif, xmp=xmp, icc_profile=profile), *parts) + MARK
    if format == "PNG":
        texts = [chunk(b"tEXt", b"Comment\0" + MARK), chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)]
        return (
            into_png(saved(stripes(), "PNG", exif=exif, icc_profile=profile), *texts, chunk(b"teSt", MARK))
            + MARK
        )
    return saved(stripes(), format, exif=exif, xmp=xmp, icc_profile=profile) + MARK


PLANTED = [
    drawn(f"{name.lower()} full of secrets", partial(everything, name))
    for name in ("JPEG", "PNG", "WEBP", "HEIF")
]
CASES: list[Case] = [
    *PLANTED,
    drawn("jpeg", lambda: small("JPEG")),
    drawn("png", lambda: small("PNG")),
    drawn("webp", lambda: small("WEBP")),
    drawn("heic", lambda: small("HEIF")),
    drawn("one pixel", lambda: saved(Image.new("RGB", (1, 1)), "PNG")),
    drawn("jpeg, progressive", lambda: saved(stripes(), "JPEG", progressive=True)),
    drawn("jpeg, grey", lambda: saved(stripes(mode="L"), "JPEG")),
    drawn("jpeg, grey with a colour profile", lambda: saved(stripes(mode="L"), "JPEG", icc_profile=SRGB)),
    drawn("jpeg, CMYK of Adobe", partial(cmyk, adobe=True)),
    drawn("jpeg, CMYK of nobody", partial(cmyk, adobe=False)),
    drawn("jpeg, CMYK with a profile for RGB", partial(cmyk, adobe=True, profile=SRGB)),
    drawn("jpeg, CMYK with a profile for Lab", partial(cmyk, adobe=True, profile=LAB)),
    drawn("jpeg, YCCK", ycck),
    drawn("jpeg, RGB without a change of colours", lambda: saved(stripes(), "JPEG", keep_rgb=True)),
    drawn("jpeg, turned", lambda: into_jpeg(small("JPEG"), exif_segment(tiff([(0x0112, 3, 1, b"\0\6\0\0")])))),
    drawn("jpeg, profile in disorder", lambda: into_jpeg(small("JPEG"), *reversed(icc_segments(SRGB, 100)))),
    either("jpeg with a profile that misses a piece", lambda: into_jpeg(small("JPEG"), *icc_segments(SRGB, 100)[1:])),
    drawn("png, 16-bit grey", partial(sixteen, 0)),
    drawn("png, 16-bit colour", partial(sixteen, 2)),
    drawn("png, 16-bit grey and alpha", partial(sixteen, 4)),
    drawn("png, 16-bit colour and alpha", partial(sixteen, 6)),
    drawn("png, 1-bit", lambda: saved(stripes(mode="1"), "PNG")),
    drawn("png, grey and alpha", grey_alpha),
    drawn("png, colour and alpha", lambda: saved(stripes(mode="RGBA"), "PNG")),
    drawn("png, palette", partial(palette, transparent=False)),
    drawn("png, palette with a clear colour", partial(palette, transparent=True)),
    drawn("png, palette of 2 colours, one clear", partial(palette, transparent=True, depth=1)),
    drawn("png, palette of 16 colours", partial(palette, transparent=False, depth=4)),
    drawn("png, one colour clear", lambda: saved(stripes(), "PNG", transparency=(240, 220, 40))),
    drawn("png, grey with one clear", lambda: saved(stripes(mode="L"), "PNG", transparency=20)),
    drawn("png, profile for Lab", lambda: saved(stripes(), "PNG", icc_profile=LAB)),
    drawn("apng", partial(several, "PNG")),
    drawn("webp, animated", partial(several, "WEBP")),
    drawn("webp, lossless with alpha", lambda: saved(stripes(mode="RGBA"), "WEBP", lossless=True)),
    drawn("heic, several pictures", partial(several, "HEIF")),
    drawn("heic, grey", lambda: saved(stripes(mode="L"), "HEIF")),
    drawn("heic, with alpha", lambda: saved(stripes(mode="RGBA"), "HEIF")),
    drawn("mpo", partial(several, "MPO")),
    drawn("mpo cut after its first picture", lambda: several("MPO")[: len(several("MPO")) // 2]),
    drawn("jpeg with an index of 2^32 pictures", long_mpo),
    drawn("motion photo", motion_photo),
    drawn("jpeg with a megabyte behind its end", lambda: small("JPEG") + MARK * 70_000),
]  # fmt: skip
