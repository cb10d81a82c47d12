"""Stitches as a picture."""

from __future__ import annotations

from marketplace.adapters.images.knitting import knitted
from marketplace.artisans.rules import swatch


def test_every_yarn_is_in_it_and_it_is_as_large_as_asked():
    sample = swatch("siti-contohwati")
    picture = knitted(sample.stitches, sample.ground, (504, 630))
    assert picture.size == (504, 630)
    seen = {colour for _, colour in picture.getcolors(504 * 630)}
    for row in sample.stitches:
        for yarn in row:
            assert tuple(bytes.fromhex(yarn[1:])) in seen


def test_without_stitches_the_ground_is_plain():
    assert knitted((), "#14505d", (50, 60)).getcolors() == [(3000, (0x14, 0x50, 0x5D))]
