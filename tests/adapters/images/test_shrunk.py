"""A photo for two people to look at: small, upright, and bare of what the phone wrote into it."""

from __future__ import annotations

import pytest
from PIL import Image

from marketplace.adapters.images.inspection import DEFAULT_LIMITS
from marketplace.adapters.images.isolation import PicturePool
from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.images.shrunk import shrunk
from tests.adapters.images.samples import corners, opened, quarters, saved

SECRET = b"-0.13, 117.49"


def with_metadata(image: Image.Image, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = orientation, "Phone of Siti", SECRET
    return saved(image, "jpeg", exif=exif, comment=SECRET)


def test_two_copies_are_made_and_neither_is_larger_than_asked_nor_says_where_it_was_taken() -> None:
    data = with_metadata(quarters(900, 1200))
    assert SECRET in data
    large, small = shrunk(data, [80, 300], DEFAULT_LIMITS)
    assert (large.width, large.height, small.width, small.height) == (225, 300, 60, 80)
    for one in (large, small):
        assert SECRET not in one.data and b"Phone" not in one.data and b"EXIF" not in one.data
        assert opened(one.data).size == (one.width, one.height)


def test_a_small_photo_is_not_blown_up_and_a_turned_one_stands_upright() -> None:
    plain, *_ = shrunk(with_metadata(quarters(40, 50)), [1600], DEFAULT_LIMITS)
    turned, *_ = shrunk(with_metadata(quarters(40, 50), orientation=6), [1600], DEFAULT_LIMITS)
    assert (plain.width, plain.height) == (40, 50)
    assert (turned.width, turned.height) == (50, 40)
    assert corners(opened(plain.data)) != corners(opened(turned.data))


def test_the_child_makes_them_and_says_why_it_cannot() -> None:
    pool = PicturePool()
    try:
        large, small = pool.shrunk(saved(quarters(), "png"), [400, 100])
        assert (large.height, small.height) == (400, 100)
        with pytest.raises(PictureFailed, match="picture"):
            pool.shrunk(saved(quarters(), "jpeg")[:900], [400])
    finally:
        pool.close()
