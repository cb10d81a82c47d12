"""Bands find what differs in few places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.bands import bands, crowding, distance

MARKS = st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}")


@pytest.mark.parametrize(("digits", "count"), [(16, 4), (256, 16)])
def test_every_bit_is_in_one_band(digits: int, count: int) -> None:
    whole = bands("f" * digits, count)
    assert len(set(whole)) == count and whole[0] == "0." + "f" * (digits // count)
    for bit in range(digits * 4):
        changed = bands(f"{(1 << digits * 4) - 1 ^ 1 << bit:0{digits}x}", count)
        assert sum(one != other for one, other in zip(whole, changed, strict=True)) == 1


@given(MARKS, st.sets(st.integers(0, 63), max_size=3))
def test_what_differs_in_fewer_bits_than_there_are_bands_shares_one(mark: str, flipped: set[int]) -> None:
    other = f"{int(mark, 16) ^ sum(1 << bit for bit in flipped):016x}"
    assert distance(mark, other) == len(flipped)
    assert set(bands(mark, 4)) & set(bands(other, 4))


def test_what_differs_everywhere_shares_none() -> None:
    assert not set(bands("0" * 16, 4)) & set(bands("f" * 16, 4))


def test_crowding_counts_the_two_fullest_neighbours() -> None:
    square = {(row, column): 1 << 8 * row + column for row in range(8) for column in range(8)}
    assert crowding("0" * 16, "0" * 16, 8) == 0 and crowding("0" * 16, "f" * 16, 8) == 16
    for cells, most in (
        ([(1, 2), (2, 6), (5, 5)], 2),
        ([(0, 0), (2, 4), (6, 7)], 1),
        ([(3, 1), (4, 1), (7, 1)], 3),
    ):
        assert crowding("0" * 16, f"{sum(square[cell] for cell in cells):016x}", 8) == most
