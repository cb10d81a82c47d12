"""One picture in, renditions out: upright, in sRGB, bare, and never larger than they came."""

from __future__ import annotations

import struct

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from marketplace.adapters.images.formats import ZOOM_FORMATS, Pass, PictureFormat
from marketplace.adapters.images.inspection import DEFAULT_LIMITS
from marketplace.adapters.images.renditions import master_of, render
from marketplace.adapters.images.results import RenditionSet
from marketplace.adapters.images.sizes import (
    MASTER_SIDE,
    RENDITION_WIDTHS,
    TALLEST,
)
from tests.adapters.images.samples import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    corners,
    near,
    opened,
    photo,
    quarters,
    saved,
)

UPRIGHT = [RED, GREEN, BLUE, WHITE]
MARKER = b"<?php marker-of-a-stranger ?>"
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def light(data: bytes) -> RenditionSet:
    return render(data, Pass.FIRST, DEFAULT_LIMITS)


def largest(made: RenditionSet) -> Image.Image:
    return opened(
        max(made.renditions, key=lambda rendition: (rendition.width, rendition.format == "webp")).data
    )


def test_a_photo_gives_four_widths_in_each_format() -> None:
    made = light(photo("ombak-2"))
    assert [(r.format.value, r.width) for r in made.renditions] == [
        (name, width) for name in ("avif", "webp", "jpeg") for width in RENDITION_WIDTHS
    ]
    for rendition in made.renditions:
        image = opened(rendition.data)
        assert image.size == (rendition.width, rendition.height)
        assert (image.format or "").lower() == rendition.format
        assert image.mode == "RGB"
        assert abs(rendition.height - made.height * rendition.width / made.width) <= 1


def test_both_passes_agree_on_everything_but_the_format() -> None:
    data = photo("kepang-2")
    first, second = light(data), render(data, Pass.FINE, DEFAULT_LIMITS)
    assert (first.colour, first.hash, first.width, first.height) == (
        second.colour, second.hash, second.width, second.height,
    )  # fmt: skip
    assert [(r.width, r.height) for r in first.renditions[:4]] == [
        (r.width, r.height) for r in second.renditions
    ]
    assert {opened(r.data).format for r in second.renditions} == {"AVIF"}
    finer = [(one.data, other.data) for one, other in zip(first.renditions, second.renditions, strict=False)]
    assert sum(len(fine) for _, fine in finer) < sum(len(quick) for quick, _ in finer)


def large(width: int = 2400, height: int = 3200) -> bytes:
    image = opened(photo("ombak-2")).resize((width, height), Image.Resampling.BICUBIC)
    return saved(image, "JPEG", quality=92, exif=opened(photo("ombak-2")).getexif(), comment=MARKER)


def test_a_large_photo_has_a_zoom_and_leaves_a_master_behind() -> None:
    data = large()
    assert max(r.width for r in light(data).renditions) == max(RENDITION_WIDTHS)
    made = render(data, Pass.FINE, DEFAULT_LIMITS, master=True)
    zooms = [r for r in made.renditions if r.width > max(RENDITION_WIDTHS)]
    assert [(r.format, r.width, r.height) for r in zooms] == [(one, 1600, 2133) for one in ZOOM_FORMATS]
    master = opened(made.master)
    assert (master.format, max(master.size)) == ("JPEG", MASTER_SIDE)
    assert MARKER not in made.master and b"Exif" not in made.master and not dict(master.getexif())
    assert render(data, Pass.FINE, DEFAULT_LIMITS).master == b""


def test_of_a_small_photo_the_master_has_every_pixel_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    data = saved(quarters().transpose(Image.Transpose.ROTATE_90), "PNG", exif=exif)
    made = render(data, Pass.FINE, DEFAULT_LIMITS, master=True)
    assert opened(made.master).size == (made.width, made.height) == (480, 600)
    assert all(near(one, other) for one, other in zip(corners(opened(made.master)), UPRIGHT, strict=True))
    assert max(r.width for r in made.renditions) == 480


def test_threads_change_nothing_but_the_time() -> None:
    data = photo("bambu-a")
    assert render(data, Pass.FIRST, DEFAULT_LIMITS, threads=2) == light(data)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_every_orientation_comes_out_upright(orientation: int, format: str) -> None:
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    image = quarters()
    stored = image.transpose(turns[orientation]) if orientation in turns else image
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    made = light(saved(stored, format, exif=exif))
    assert (made.width, made.height) == (480, 600)
    seen = largest(made)
    assert seen.size == (480, 600)
    assert all(near(one, other) for one, other in zip(corners(seen), UPRIGHT, strict=True))


def test_a_turn_that_only_xmp_tells_of_is_not_made():
    """Browsers do not make it either: with and without script the same picture comes of the same photo."""
    rdf = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    turned = b'<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/>'
    inner = b'<rdf:RDF xmlns:rdf="' + rdf + b'">' + turned + b"</rdf:RDF>"
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + inner + b"</x:xmpmeta>"
    made = light(saved(quarters(), "JPEG", xmp=xmp))
    assert (made.width, made.height) == (480, 600)


def test_a_very_tall_picture_is_made_narrower_and_has_a_master_of_its_own():
    tall = Image.effect_noise((1080, 6000), 60).convert("RGB")
    made = light(saved(tall, "JPEG", quality=80))
    assert (made.width, made.height) == (1080, 6000)
    assert max(r.height for r in made.renditions) <= TALLEST * max(RENDITION_WIDTHS) + 6
    assert {r.width for r in made.renditions} == {108, 180, 288, 486}
    assert max(opened(master_of(saved(tall, "JPEG"), DEFAULT_LIMITS)).size) == MASTER_SIDE


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_heic_comes_out_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    image = quarters()
    turned = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    stored = image.transpose(turned[orientation]) if orientation in turned else image
    made = light(saved(stored, "HEIF", exif=exif.tobytes(), quality=90))
    assert (made.width, made.height) == (480, 600)
    assert all(near(one, other) for one, other in zip(corners(largest(made)), UPRIGHT, strict=True))


def grey16() -> Image.Image:
    image = Image.new("I;16", (300, 200), 128 * 257)
    image.paste(255 * 257, (0, 0, 150, 200))
    return image


def see_through(mode: str) -> Image.Image:
    image = Image.new("RGBA", (300, 200), (*RED, 255))
    image.paste((0, 0, 0, 0), (0, 0, 150, 200))
    return image if mode == "RGBA" else image.convert(mode)


def transparent_palette() -> bytes:
    image = Image.new("P", (300, 200), 1)
    image.putpalette([0, 0, 0, *RED])
    image.paste(0, (0, 0, 150, 200))
    return saved(image, "PNG", transparency=0)


KINDS = {
    "16-bit grey": (saved(grey16(), "PNG"), WHITE, (128, 128, 128)),
    "8-bit grey": (saved(Image.new("L", (300, 200), 90), "JPEG"), (90, 90, 90), (90, 90, 90)),
    "black and white": (saved(Image.new("1", (300, 200), 1), "PNG"), WHITE, WHITE),
    "transparent": (saved(see_through("RGBA"), "PNG"), WHITE, RED),
    "transparent webp": (saved(see_through("RGBA"), "WEBP", lossless=True), WHITE, RED),
    "grey with alpha": (saved(see_through("LA"), "PNG"), WHITE, (81, 81, 81)),
    "palette with transparency": (transparent_palette(), WHITE, RED),
    "palette": (saved(Image.new("RGB", (300, 200), RED).quantize(4), "PNG"), RED, RED),
    "rgb with a see-through colour": (
        saved(Image.new("RGB", (300, 200), RED), "PNG", transparency=RED),
        WHITE,
        WHITE,
    ),
    "cmyk": (saved(Image.new("CMYK", (300, 200), (0, 0, 0, 0)), "JPEG"), WHITE, WHITE),
    "heic": (saved(Image.new("RGB", (300, 200), RED), "HEIF", quality=90), RED, RED),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_pixels_becomes_plain_rgb_on_white(name: str) -> None:
    data, left, right = KINDS[name]
    seen = largest(light(data))
    assert seen.mode == "RGB"
    assert seen.size == (300, 200)
    assert near(corners(seen)[0], left)
    assert near(corners(seen)[1], right)


def test_of_a_moving_picture_the_first_frame_is_shown() -> None:
    frames = [Image.new("RGB", (200, 100), colour) for colour in (RED, GREEN, BLUE)]
    for format in ("WEBP", "PNG"):
        made = light(saved(frames[0], format, save_all=True, append_images=frames[1:], duration=100))
        assert near(corners(largest(made))[0], RED)
        assert not getattr(largest(made), "is_animated", False)


def test_a_phone_file_of_several_pictures_shows_the_first() -> None:
    frames = [Image.new("RGB", (200, 100), colour) for colour in (RED, GREEN)]
    made = light(saved(frames[0], "MPO", save_all=True, append_images=frames[1:]))
    assert near(corners(largest(made))[0], RED)


def swapped_profile() -> bytes:
    """Return an sRGB profile whose red and green primaries have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    count = struct.unpack_from(">I", profile, 128)[0]
    tags = {profile[132 + 12 * n : 136 + 12 * n]: 132 + 12 * n for n in range(count)}
    body = bytearray(profile)
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    body[red : red + 4], body[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(body)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_colours_are_converted_by_the_embedded_profile(format: str) -> None:
    made = light(saved(Image.new("RGB", (300, 200), (200, 0, 0)), format, icc_profile=swapped_profile()))
    red, green, _ = corners(largest(made))[0]
    assert green > 150 > 60 > red


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("profile", [b"rubbish" * 50, swapped_profile()[:-200], swapped_profile()])
def test_a_broken_or_foreign_profile_does_not_lose_the_picture(mode: str, profile: bytes) -> None:
    made = light(saved(Image.new(mode, (300, 200)), "JPEG", icc_profile=profile))
    assert made.width == 300


def loaded_with_metadata(format: str) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 1
    exif[MAKE] = MARKER.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (0.0, 8.0, 1.0), 3: "E", 4: (117.0, 29.0, 1.0)})
    options: dict[str, object] = {"exif": exif.tobytes()}
    if format == "JPEG":
        options |= {"comment": MARKER, "xmp": b"<x:xmpmeta>" + MARKER + b"</x:xmpmeta>"}
    if format == "WEBP":
        options |= {"xmp": b"<x:xmpmeta>" + MARKER + b"</x:xmpmeta>"}
    if format == "PNG":
        text = PngInfo()
        text.add_text("Comment", MARKER.decode())
        text.add_itxt("XML:com.adobe.xmp", MARKER.decode())
        options["pnginfo"] = text
    profile = swapped_profile()
    data = saved(quarters(), format, icc_profile=profile, **options)
    if format == "JPEG":  # IPTC lies in a Photoshop segment, which Pillow does not write
        iptc = b"Photoshop 3.0\x008BIM\x04\x04" + MARKER
        data = data[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + data[2:]
    return data


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_that_is_not_a_pixel_comes_through(format: str) -> None:
    data = loaded_with_metadata(format) + b"PK\x03\x04" + MARKER
    assert data.count(MARKER) >= 2
    fine = render(data, Pass.FINE, DEFAULT_LIMITS, master=True)
    for made in (*(r.data for r in (*light(data).renditions, *fine.renditions)), fine.master):
        assert b"marker" not in made
        assert b"Exif" not in made
        assert b"ICC_PROFILE" not in made
        image = opened(made)
        assert not dict(image.getexif())
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(image.info)


@pytest.mark.parametrize("name", ["bambu-a", "jala-b", "ombak-2", "popcorn-c"])
def test_the_demo_photos_lose_their_make_and_their_place(name: str) -> None:
    source = opened(photo(name))
    assert source.getexif().get(MAKE)
    for rendition in light(photo(name)).renditions:
        assert not dict(opened(rendition.data).getexif())


@pytest.mark.parametrize("size", [(1, 1), (12_000, 1), (1, 12_000), (239, 3), (5, 11_000)])
def test_odd_shapes_are_drawn_too(size: tuple[int, int]) -> None:
    made = light(saved(Image.new("RGB", size, RED), "PNG"))
    assert (made.width, made.height) == size
    assert all(r.width <= size[0] and 1 <= r.height <= size[1] for r in made.renditions)
    assert {r.format for r in made.renditions} == {*PictureFormat} - {
        PictureFormat.PNG, PictureFormat.HEIC, PictureFormat.PDF,
    }  # fmt: skip


def test_the_picture_looks_like_its_source() -> None:
    source = opened(photo("bambu-a"))
    made = next(r for r in light(photo("bambu-a")).renditions if r.width == 1080 and r.format == "webp")
    turned = {6: Image.Transpose.ROTATE_270, 8: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180}
    turn = turned.get(source.getexif().get(ORIENTATION, 1))
    upright = source.transpose(turn) if turn is not None else source
    cells = [
        image.convert("RGB").resize((12, 15), Image.Resampling.BOX).tobytes()
        for image in (upright, opened(made.data))
    ]
    assert max(abs(a - b) for a, b in zip(*cells, strict=True)) <= 6
