"""One file's bytes are those the directory promised, or none."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.archives.contents import unpack
from marketplace.adapters.archives.directory import read_directory
from marketplace.adapters.archives.entries import DEFAULT_LIMITS
from marketplace.kit.errors import Unsupported
from tests.adapters.archives.hostile import JPEG, good

GOOD = good({"a.jpg": JPEG})
ENTRY = read_directory(GOOD, len(GOOD), DEFAULT_LIMITS)[0]


@given(st.integers(0, ENTRY.bound - 1), st.integers(0, 255))
def test_a_flipped_byte_is_noticed_or_does_not_matter(place: int, value: int) -> None:
    data = bytearray(GOOD[: ENTRY.bound])
    data[place] = value
    try:
        content = unpack(ENTRY, bytes(data))
    except Unsupported:
        return
    assert content == JPEG


@pytest.mark.parametrize("keep", [0, 29, 40, ENTRY.bound - 1])
def test_a_cut_file_is_damaged(keep: int) -> None:
    with pytest.raises(Unsupported):
        unpack(ENTRY, BytesIO(GOOD).read(keep))
