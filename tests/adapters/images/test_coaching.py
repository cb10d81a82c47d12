"""What is measured of a photo, on photos of which we know what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

from marketplace.adapters.images.coaching import measure
from marketplace.pictures.rules import BLURRED_BELOW, Advice, advice

PHOTOS = Path("marketplace/demo/photos")
KNOWN = ("ombak-a", "ombak-2", "kotak-c", "popcorn-b", "pouch-c")
"""A bag, a close-up, the two that are hardest to see sharp, and a light one on light ground."""


def photo(name: str) -> Image.Image:
    whole = ImageOps.exif_transpose(Image.open(PHOTOS / f"{name}.jpg"))
    return whole.convert("RGB")


def told(image: Image.Image) -> tuple[Advice, ...]:
    found = measure(image)
    return advice(1600, found.luma, found.shadow, found.highlight, found.sharpness, found.lettering)


def light(times: float) -> Callable[[Image.Image], Image.Image]:
    return lambda image: image.point(
        [min(255, round(255 * ((value / 255) ** 2.2 * times) ** (1 / 2.2))) for value in range(256)] * 3
    )


def grain(image: Image.Image) -> Image.Image:
    noise = Image.effect_noise(image.size, 12)
    return Image.blend(image, Image.merge("RGB", [noise] * 3), 0.25)


def blur(radius: float) -> Callable[[Image.Image], Image.Image]:
    return lambda image: image.filter(ImageFilter.GaussianBlur(radius))


@pytest.mark.parametrize("name", KNOWN)
def test_of_good_photos_nothing_is_said(name: str) -> None:
    assert told(photo(name)) == ()
    assert told(grain(photo(name))) == ()


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_blurred_is_called_blurred_with_and_without_grain(name: str) -> None:
    blurred = blur(6)(photo(name))
    assert told(blurred) == (Advice.BLURRED,)
    assert told(grain(blurred)) == (Advice.BLURRED,)


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_dark_is_called_dark_and_not_blurred(name: str) -> None:
    assert told(light(0.06)(photo(name))) == (Advice.DARK,)


@pytest.mark.parametrize("name", [*KNOWN, "zigzag-b"])
def test_a_banner_is_seen_and_knitting_is_none(name: str) -> None:
    bag = photo(name)
    middle = bag.crop((300, 400, 700, 900)).resize((1080, 1350), Image.Resampling.LANCZOS)
    assert told(bag) == () and Advice.LETTERS not in told(middle)
    pen = ImageDraw.Draw(bag)
    pen.rectangle((0, 1150, bag.width, 1280), fill="#c9251f")
    words = ImageFont.load_default(60)
    pen.text((bag.width / 2, 1215), "PROMO 50% WA 0812-3456-7890", "white", words, anchor="mm")
    assert Advice.LETTERS in told(bag)


def test_what_has_lost_its_shadows_is_called_bright() -> None:
    assert Advice.BRIGHT in told(light(5)(photo("popcorn-b")))


def test_sharpness_does_not_follow_the_light() -> None:
    found = [measure(light(times)(photo("ombak-a"))).sharpness for times in (0.25, 1, 2)]
    assert max(one or 0 for one in found) - min(one or 0 for one in found) < 60


def test_a_sharp_bag_before_a_blurred_wall_is_sharp() -> None:
    whole = photo("ombak-a")
    wall = blur(20)(whole)
    middle = (200, 300, 880, 1200)
    wall.paste(whole.crop(middle), middle)
    assert (measure(wall).sharpness or 0) > BLURRED_BELOW


def test_one_colour_is_neither_sharp_nor_blurred() -> None:
    assert measure(Image.new("RGB", (400, 300), "#808080")).sharpness is None
    assert measure(Image.new("RGB", (400, 300), "#808080")).luma == 128


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (400, 1), (3, 3), (12_000, 2), (13, 700)])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_strips_and_specks_are_measured_too(size: tuple[int, int], mode: str) -> None:
    speck = Image.linear_gradient("L").resize(size).convert(mode)
    found = measure(speck)
    assert 0 <= found.shadow <= found.highlight <= 255
    assert found.sharpness is None or 0 <= found.sharpness <= 1000
    assert 0 <= found.lettering <= 1000


def test_the_darkest_and_the_lightest_twentieth_are_told_apart() -> None:
    image = Image.new("L", (100, 100), 100)
    image.paste(0, (0, 0, 100, 8))
    image.paste(255, (0, 92, 100, 100))
    found = measure(image)
    assert found.shadow < 20 and found.highlight > 235
    image.paste(100, (0, 3, 100, 97))
    calm = measure(image)
    assert (calm.shadow, calm.highlight) == (100, 100)
