"""Parts of rows, and text in XML."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from marketplace.feeds.rules import BATCH, MOST_IMAGES, PART_ROWS, attribute, element, part, part_of, text
from marketplace.web.locale import LOCALES

LONGEST_ADDRESS = 300
"""Bytes: a base of 100, "/en/products/", a slug of 90, a code; a picture's key has 80 after its base."""


def test_a_part_stays_below_the_limits_of_the_protocol():
    pages = PART_ROWS * len(LOCALES)
    assert pages <= 50_000
    one = (2 + len(LOCALES)) * (LONGEST_ADDRESS + 60) + MOST_IMAGES * (LONGEST_ADDRESS + 60)
    assert pages * one < 2 * 50_000_000, "the longest addresses there can be, every bag with every picture"
    assert BATCH <= PART_ROWS


@given(st.integers(1, 2**31 - 1), st.integers(1, 50_000))
def test_every_row_is_in_exactly_one_part(row, rows):
    found = part(part_of(row, rows), rows)
    assert found.low < row <= found.high
    assert found.high - found.low == rows


@given(st.text())
def test_no_text_breaks_the_document(value):
    tree = ElementTree.fromstring(f"<a b={attribute(value)}>{text(value)}</a>")
    spaced = "".join(tree.itertext())
    assert set(spaced) <= set(value.replace("\r", "\n"))
    assert "<" not in text(value)


def test_nothing_makes_no_element():
    assert element("a", None) == element("a", "") == ""
    assert element("a", 0) == "<a>0</a>"
