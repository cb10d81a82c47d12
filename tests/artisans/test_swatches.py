"""A swatch as strokes: every stitch once, in its colour."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from marketplace.artisans.rules import Pattern, Swatch, swatch
from marketplace.artisans.swatches import STITCH, rows_by_yarn

STROKE = re.compile(r"M(\d+) (\d+)((?:l5 5 5-5)+)")


def stitches_of(paths):
    """Which stitches a set of paths draws, as {(row, column): colour}; twice the same one is an error."""
    drawn = {}
    for colour, path in paths.items():
        strokes = STROKE.findall(path)
        assert "".join(f"M{x} {y}{zigzag}" for x, y, zigzag in strokes) == path
        for x, y, zigzag in strokes:
            for step in range(zigzag.count("l")):
                place = int(y) // STITCH, int(x) // STITCH + step
                assert place not in drawn
                drawn[place] = colour
    return drawn


@given(st.lists(st.lists(st.sampled_from(["#0f4a58", "#d8402c", "#f3f6f5"]), max_size=9), max_size=9))
def test_every_stitch_is_drawn_once_in_its_colour(rows):
    sample = Swatch(Pattern.STRIPES, "#0f4a58", tuple(map(tuple, rows)))
    wanted = {(y, x): colour for y, row in enumerate(rows) for x, colour in enumerate(row)}
    assert stitches_of(rows_by_yarn(sample)) == wanted


def test_neighbours_of_one_yarn_are_one_line():
    paths = rows_by_yarn(Swatch(Pattern.STRIPES, "a", (("a", "a", "b", "a"),)))
    assert paths == {"a": "M0 0l5 5 5-5l5 5 5-5M30 0l5 5 5-5", "b": "M20 0l5 5 5-5"}


def test_a_real_swatch_is_small():
    assert sum(map(len, rows_by_yarn(swatch("siti")).values())) < 4000
