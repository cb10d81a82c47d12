"""Which sizes are made: none larger than the source, none nearly as large as another."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.images.sizes import RENDITION_WIDTHS, ZOOM_WIDTH, widths_for, zoom_width


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
