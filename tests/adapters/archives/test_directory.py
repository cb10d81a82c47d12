"""The directory: any bytes are read or refused, and what is read has ranges of its own."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.archives.directory import read_directory, tail_bytes
from marketplace.adapters.archives.entries import DEFAULT_LIMITS, Entry
from marketplace.kit.errors import TooLarge, Unsupported
from tests.adapters.archives.hostile import JPEG, good

GOOD = good({f"{n}.jpg": JPEG * n for n in range(5)})


def read(data: bytes) -> list[Entry]:
    tail = data[-tail_bytes(DEFAULT_LIMITS) :]
    try:
        return read_directory(tail, len(data), DEFAULT_LIMITS)
    except (Unsupported, TooLarge):
        return []


@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=4), st.integers(0, 40)
)
def test_a_flipped_archive_is_read_in_one_way_or_not_at_all(flips: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(GOOD)
    for place, value in flips:
        data[place] = value
    entries = sorted(read(bytes(data[: len(data) - cut])), key=lambda entry: entry.offset)
    for one, other in pairwise(entries):
        assert one.offset + one.packed < one.bound <= other.offset


@given(st.binary(max_size=300))
def test_any_bytes_are_an_answer(data: bytes) -> None:
    assert read(data) == []
    assert read(b"PK\x05\x06" + data) == []
