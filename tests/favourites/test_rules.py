"""Codes as they stand in an address."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.favourites.rules import MOST_CODES, read_codes
from marketplace.kit.codes import CROCKFORD

codes = st.text(CROCKFORD, min_size=10, max_size=10)


@given(st.lists(codes, max_size=MOST_CODES, unique=True))
def test_what_a_browser_sends_is_read_whole_and_in_order(sent):
    assert read_codes([",".join(sent)]) == sent
    assert read_codes(sent) == sent


@given(st.lists(st.text() | codes), st.integers(1, 5))
def test_whatever_is_sent_codes_come_out_each_once_and_no_more_than_asked(texts, most):
    found = read_codes(texts, most)
    assert len(found) <= most
    assert len(set(found)) == len(found)
    assert all(len(code) == 10 and set(code) <= set(CROCKFORD) for code in found)


def test_a_code_typed_by_hand_is_read_and_rubbish_between_is_passed_over():
    assert read_codes(["f9e2-0pf3f1, ;DROP TABLE,F9E20PF3F1", "o123456789"]) == ["F9E20PF3F1", "0123456789"]


def test_an_endless_text_is_cut_off():
    assert len(read_codes([",".join(f"{number:010d}" for number in range(10_000))])) == MOST_CODES
