"""What fits follows from the measures alone; a gap stays a gap."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.listings.fits import THINGS, TOLERANCE_CM, Fit, Sides, Thing, fits, takes

SIDE = st.integers(10, 2000).map(lambda tenths: Decimal(tenths) / 10)


def sides(length, width, height):
    return Sides(*(None if side is None else Decimal(str(side)) for side in (length, width, height)))


@pytest.mark.parametrize(
    ("bag", "sure", "not_at_all"),
    [
        ((34, 10, 35), {Thing.A4, Thing.LAPTOP_13, Thing.BOTTLE, Thing.PHONE}, {Thing.LAPTOP_15}),
        ((24, 7, 24), {Thing.PHONE, Thing.BOOK}, {Thing.A4, Thing.LAPTOP_13}),
        ((12, 2, 19), {Thing.PHONE}, {Thing.BOTTLE, Thing.BOOK}),
        ((40, 12, 42), set(Thing), set()),
    ],
)
def test_bags_people_know(bag, sure, not_at_all):
    found = fits(sides(*bag))
    assert {thing for thing, fit in found.items() if fit is Fit.SURE} >= sure
    assert not not_at_all & set(found)


def test_between_the_measures_and_the_tolerance_it_is_a_tight_fit():
    assert fits(sides(32, 10, 23))[Thing.LAPTOP_13] is Fit.TIGHT
    assert fits(sides(33, 10, 24))[Thing.LAPTOP_13] is Fit.SURE


@pytest.mark.parametrize("bag", [(None, 10, 30), (30, 10, None), (None, None, None)])
def test_without_length_or_height_nothing_is_said(bag):
    assert fits(sides(*bag)) == {}
    assert not sides(*bag).known


@given(SIDE, st.none() | SIDE, SIDE, SIDE)
def test_a_larger_bag_never_takes_less(length, width, height, more):
    small, large = (
        fits(Sides(length, width, height)),
        fits(Sides(length + more, (width or 0) + more, height + more)),
    )
    assert set(small) <= set(large)
    assert all(large[thing] is Fit.SURE for thing, fit in small.items() if fit is Fit.SURE)


@given(SIDE, SIDE, SIDE)
def test_a_sure_fit_holds_though_the_bag_is_smaller_by_the_tolerance(length, width, height):
    less = Decimal(TOLERANCE_CM)
    smaller = fits(Sides(length - less, max(width - less, Decimal(0)), height - less))
    assert {thing for thing, fit in fits(Sides(length, width, height)).items() if fit is Fit.SURE} == set(
        smaller
    )


def test_nothing_is_written_down_thicker_than_short_or_shorter_than_long():
    assert all(long >= short >= thick > 0 for long, short, thick in THINGS.values())
    assert set(THINGS) == set(Thing)


def test_a_bag_takes_what_goes_into_one_of_its_sizes():
    small, large = sides(20, 10, 18), Sides(Decimal(44), None, Decimal(36))
    assert Thing.LAPTOP_13 not in takes(small)
    assert Thing.LAPTOP_13 in takes(small, [large])
    assert takes(small, [Sides(None, None, None)]) == takes(small)
    assert takes(small) == {thing for thing, fit in fits(small).items() if fit is Fit.SURE}
    assert Thing.LAPTOP_13 not in takes(small, [Sides(Decimal(44), None, None)]), "as high as the bag itself"


@given(SIDE, st.none() | SIDE, SIDE, st.sampled_from([0, TOLERANCE_CM]))
def test_millimetres_say_what_centimetres_would(length, width, height, less):
    """The rule as it is written down: half of the mouth's round for wide and thick, half of a bulge from the height."""
    long_side, tall_side, depth = length - less, height - less, max((width or Decimal(0)) - less, Decimal(0))
    wanted = [
        thing
        for thing, (long, short, thick) in THINGS.items()
        if any(
            wide <= long_side
            and wide + thick <= long_side + depth
            and tall + max(thick - depth, Decimal(0)) / 2 <= tall_side
            for tall, wide in ((long, short), (short, long))
        )
    ]
    found = fits(Sides(length, width, height))
    assert [thing for thing in found if not less or found[thing] is Fit.SURE] == wanted
    if less:
        assert takes(Sides(length, width, height), [Sides(None, None, None)]) == set(wanted)
