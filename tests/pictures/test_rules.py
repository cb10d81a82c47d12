"""The coach: what is said from which figures on. `docs/pictures-coach.md` has the measurements behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.pictures.rules import (
    BLURRED_BELOW,
    BRIGHT_MEAN,
    BRIGHT_SHADOW,
    DARK_HIGHLIGHT,
    DARK_MEAN,
    LETTERS_FROM,
    SMALLEST_SIDE,
    Advice,
    advice,
)

GOOD = {"side": 1600, "luma": 150, "shadow": 60, "highlight": 230, "sharpness": 900, "lettering": 40}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ()),
        ({"luma": DARK_MEAN - 1, "highlight": DARK_HIGHLIGHT - 1}, (Advice.DARK,)),
        ({"luma": DARK_MEAN, "highlight": DARK_HIGHLIGHT - 1}, ()),
        ({"luma": DARK_MEAN - 1, "highlight": DARK_HIGHLIGHT}, ()),
        ({"luma": BRIGHT_MEAN + 1, "shadow": BRIGHT_SHADOW + 1}, (Advice.BRIGHT,)),
        ({"luma": BRIGHT_MEAN, "shadow": BRIGHT_SHADOW + 1}, ()),
        ({"luma": BRIGHT_MEAN + 1, "shadow": BRIGHT_SHADOW}, ()),
        ({"sharpness": BLURRED_BELOW - 1}, (Advice.BLURRED,)),
        ({"sharpness": BLURRED_BELOW}, ()),
        ({"sharpness": None}, ()),
        ({"lettering": LETTERS_FROM}, (Advice.LETTERS,)),
        ({"lettering": LETTERS_FROM - 1}, ()),
        ({"lettering": None}, ()),
        ({"side": SMALLEST_SIDE - 1}, (Advice.TINY,)),
        ({"side": SMALLEST_SIDE}, ()),
        (
            {"luma": 30, "highlight": 90, "sharpness": 0, "side": 300},
            (Advice.DARK, Advice.BLURRED, Advice.TINY),
        ),
    ],
)
def test_each_line_is_drawn_where_it_says(changes: dict[str, int | None], told: tuple[Advice, ...]) -> None:
    assert advice(**GOOD | changes) == told


@pytest.mark.parametrize("unknown", ["luma", "shadow", "highlight"])
def test_of_a_photo_that_was_not_measured_nothing_is_said(unknown: str) -> None:
    assert advice(**{**GOOD, "side": 100, "sharpness": 0, unknown: None}) == ()


@given(*[st.integers(0, 255)] * 3, *[st.integers(0, 1000) | st.none()] * 2, st.integers(1, 12_000))
def test_no_photo_is_both_dark_and_bright(
    luma: int, shadow: int, highlight: int, sharpness: int | None, lettering: int | None, side: int
) -> None:
    told = advice(side, luma, shadow, highlight, sharpness, lettering)
    assert not {Advice.DARK, Advice.BRIGHT} <= set(told)
    assert len(set(told)) == len(told)
