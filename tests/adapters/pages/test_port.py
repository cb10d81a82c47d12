"""A kept page is the same after its travel."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.pages.port import KeptPage

PAGES = st.builds(
    KeptPage,
    versions=st.lists(st.tuples(st.text(max_size=9), st.text(max_size=36)), max_size=3).map(tuple),
    moment=st.text(max_size=16),
    by_minute=st.booleans(),
    etag=st.text(max_size=40),
    headers=st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=4).map(tuple),
    body=st.binary(max_size=60),
    endpoint=st.text(max_size=9),
    rule=st.text(max_size=9),
    row_id=st.none() | st.integers(),
    row_kind=st.sampled_from(["", "record", "bag"]),
)


@given(PAGES)
def test_packed_and_unpacked_it_is_the_same_page(page):
    assert KeptPage.unpacked(page.packed()) == page
    assert page.weight("name") > len(page.body)


@pytest.mark.parametrize(
    "data", [b"", b"[]\nbody", b"{}\nbody", b"\x80\n", b"null", json.dumps({"a": 1}).encode()]
)
def test_what_is_no_page_is_refused(data):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the reason
        KeptPage.unpacked(data)
