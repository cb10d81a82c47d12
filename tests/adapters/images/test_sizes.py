"""Which sizes are made: none larger than the source, none nearly as large as another."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.images.sizes import (
    RENDITION_WIDTHS,
    TALLEST,
    ZOOM_WIDTH,
    narrowed,
    widths_for,
    zoom_width,
)


@given(st.integers(1, 12_000))
def test_widths_never_exceed_the_source_and_fall_strictly(source: int) -> None:
    widths = widths_for(source)
    assert widths[0] == min(source, max(RENDITION_WIDTHS))
    assert all(one > other for one, other in itertools.pairwise(widths))
    assert set(widths[1:]) <= set(RENDITION_WIDTHS)


@given(st.integers(1, 12_000))
def test_a_zoom_shows_more_than_the_page_does_or_there_is_none(source: int) -> None:
    width = zoom_width(source)
    if width is None:
        assert source * 0.9 <= max(RENDITION_WIDTHS)
    else:
        assert max(RENDITION_WIDTHS) < width <= min(source, ZOOM_WIDTH)


@given(st.integers(1, 12_000), st.integers(1, 12_000))
def test_no_picture_of_a_page_is_taller_than_a_screen_or_two(width: int, height: int) -> None:
    widths = narrowed(width, height)
    if height <= TALLEST * width:
        assert widths == list(RENDITION_WIDTHS)
        return
    assert zoom_width(width, height) is None
    assert all(one >= 1 for one in widths)
    for one, full in zip(widths, RENDITION_WIDTHS, strict=True):
        assert one <= full
        assert one == 1 or one * height / width <= TALLEST * full + height / width
