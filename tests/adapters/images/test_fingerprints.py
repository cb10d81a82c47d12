"""A picture is recognised by its hash, and stood in for by its colour."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageEnhance

from marketplace.adapters.images.fingerprints import difference_hash, dominant_colour
from tests.adapters.images.samples import BLUE, RED, opened, photo, saved

NAMES = ["ombak-2", "kepang-2", "bambu-a", "jala-b", "zigzag-a", "popcorn-c"]


def distance(one: Image.Image, other: Image.Image) -> int:
    return (int(difference_hash(one), 16) ^ int(difference_hash(other), 16)).bit_count()


def test_the_larger_part_gives_the_colour() -> None:
    image = Image.new("RGB", (100, 100), BLUE)
    image.paste(RED, (0, 0, 100, 70))
    assert dominant_colour(image) == "#c81e1e"
    assert dominant_colour(Image.new("RGB", (1, 1), (1, 2, 3))) == "#010203"


def test_the_hash_reads_left_to_right_and_has_64_bits() -> None:
    falling = Image.linear_gradient("L").rotate(90)
    assert difference_hash(falling) in {"0" * 16, "f" * 16}
    assert difference_hash(Image.new("RGB", (50, 50))) == "0" * 16


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_made_smaller_lighter_or_poorer_is_recognised(name: str) -> None:
    image = opened(photo(name)).convert("RGB")
    copies = [
        image.resize((200, 250)),
        opened(saved(image, "JPEG", quality=25)),
        ImageEnhance.Brightness(image).enhance(1.15),
        image.convert("L"),
    ]
    assert [distance(image, copy) <= 6 for copy in copies] == [True] * 4


def test_different_motifs_are_told_apart() -> None:
    images = [Image.open(BytesIO(photo(name))).convert("RGB") for name in NAMES]
    apart = [distance(one, other) for at, one in enumerate(images) for other in images[at + 1 :]]
    assert min(apart) > 6
