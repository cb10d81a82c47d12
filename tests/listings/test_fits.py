"""What goes into a bag: the measures of real things, and gaps that stay gaps."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.listings.fits import FITS, Fit, largest_fit, takes

SIDES = st.none() | st.decimals(1, 200, places=1)


@pytest.mark.parametrize(
    ("length", "height", "largest"),
    [
        ("34", "36", Fit.LAPTOP_14),
        ("25", "34", Fit.LAPTOP_14),
        ("33.9", "25", Fit.LAPTOP_13),
        ("32", "23", Fit.LAPTOP_13),
        ("31", "22", Fit.A4),
        ("22", "31", Fit.A4),
        ("30.9", "22", Fit.PHONE),
        ("18", "9", Fit.PHONE),
        ("9", "18", Fit.PHONE),
        ("17.9", "9", None),
        ("200", "8.9", None),
    ],
)
def test_a_front_takes_what_is_smaller_on_both_sides_upright_or_lying(length, height, largest):
    assert largest_fit(Decimal(length), Decimal(height)) is largest


def test_without_both_measures_nothing_is_said():
    assert largest_fit(None, Decimal(50)) is largest_fit(Decimal(50), None) is largest_fit(None, None) is None


def test_each_thing_is_larger_than_the_one_before_it_on_both_sides():
    assert list(FITS) == list(Fit)
    for (long, short), (longer, less_short) in pairwise(FITS.values()):
        assert long < longer and short < less_short
    assert all(long >= short for long, short in FITS.values())


@given(SIDES, SIDES)
def test_what_takes_the_larger_takes_the_smaller_and_turning_changes_nothing(length, height):
    taken = [takes(length, height, fit) for fit in Fit]
    assert taken == sorted(taken, reverse=True)
    assert largest_fit(length, height) is largest_fit(height, length)
