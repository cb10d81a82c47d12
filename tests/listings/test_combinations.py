"""Variations by rule: the lowest price that can be had, and choices that are struck but never hidden."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from marketplace.listings import combinations
from marketplace.listings.combinations import can_be_had, colour_key, price_range, same, size_key
from marketplace.listings.rules import Availability, Colour

READY, ORDER = Availability.READY, Availability.MADE_TO_ORDER


@dataclass
class Row:
    colour: Colour | None = None
    colour_words: str = ""
    size: str = ""
    price: int | None = None
    stock: int | None = None
    off: bool = False
    photo_id: int | None = None


ROWS = st.lists(
    st.builds(
        Row,
        colour=st.sampled_from([None, Colour.RED, Colour.BLUE]),
        size=st.sampled_from(["", "S", "m", "M"]),
        price=st.none() | st.integers(1, 1000),
        stock=st.none() | st.integers(0, 2),
        off=st.booleans(),
    ),
    max_size=8,
)
WAYS = st.sampled_from([READY, ORDER, None])


@given(st.integers(1, 1000), ROWS, WAYS)
def test_the_price_is_the_lowest_that_can_be_had(
    written: int, rows: list[Row], way: Availability | None
) -> None:
    found = price_range(written, rows, way)
    offered = [one for one in rows if can_be_had(one, way)]
    prices = [one.price or written for one in offered or rows] or [written]
    assert (found.low, found.high) == (min(prices), max(prices))
    assert found.varies == (len(set(prices)) > 1)


def test_a_number_of_pieces_counts_for_finished_bags_alone() -> None:
    gone, uncounted, off = Row(stock=0), Row(stock=None), Row(off=True, stock=3)
    assert [can_be_had(one, READY) for one in (gone, uncounted, off)] == [False, True, False]
    assert [can_be_had(one, ORDER) for one in (gone, uncounted, off)] == [True, True, False]


def test_rows_are_the_same_whatever_the_case_and_told_apart_by_her_words() -> None:
    first, again, other = (
        Row(Colour.GREEN, "", "M"),
        Row(Colour.GREEN, "", "m"),
        Row(Colour.GREEN, "Botol", "M"),
    )
    assert same([first, again, other]) == [again]


@given(ROWS, WAYS, st.data())
def test_nothing_is_hidden_and_what_is_chosen_has_what_was_asked(
    rows: list[Row], way: Availability | None, data: st.DataObject
) -> None:
    rows = [row for row in rows if row not in same(rows)]
    chosen = data.draw(st.sampled_from([None, *rows]))
    colours = combinations.colours(rows, chosen, way)
    sizes = combinations.sizes(rows, chosen, way)
    assert {colour_key(one.example) for one in colours} == {colour_key(row) for row in rows}
    assert {size_key(one.example) for one in sizes} == {size_key(row) for row in rows}
    assert sum(one.chosen for one in colours) == sum(one.chosen for one in sizes) == (chosen is not None)
    for one in colours:
        assert one.target is not None
        assert colour_key(one.target) == colour_key(one.example)
        assert one.struck != any(
            can_be_had(row, way) for row in rows if colour_key(row) == colour_key(one.example)
        )
    for one in sizes:
        if one.target is None:
            assert one.struck
            continue
        assert size_key(one.target) == size_key(one.example)
        assert chosen is None or colour_key(one.target) == colour_key(chosen)
        assert one.struck or can_be_had(one.target, way)


def test_the_size_chosen_is_kept_when_the_colour_changes() -> None:
    red, blue = [Row(Colour.RED, "", size) for size in "SM"], [Row(Colour.BLUE, "", size) for size in "SM"]
    found = combinations.colours([*red, *blue], red[1], READY)
    assert [one.target for one in found] == [red[1], blue[1]]


def test_a_colour_is_shown_by_the_first_of_its_rows_that_has_a_photo() -> None:
    rows = [Row(Colour.RED, "", "S"), Row(Colour.RED, "", "M", photo_id=7)]
    assert combinations.colours(rows, None, READY)[0].example is rows[1]
