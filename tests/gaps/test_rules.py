"""Only words we know are counted, in one spelling, and few of them at a time."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.gaps.rules import MEMBERS, MOST_TERMS, Kind, key_of, one_of, read_key, terms_in

WORDS = {
    ("tas", "tote"): (Kind.TYPE, "tote"),
    ("tote",): (Kind.TYPE, "tote"),
    ("merah",): (Kind.COLOUR, "red"),
    ("merah", "muda"): (Kind.COLOUR, "pink"),
    ("bontang", "kuala"): (Kind.PLACE, "64.74.01.1001"),
}
TERMS = [
    *((kind, member.value) for kind, members in MEMBERS.items() for member in members),
    (Kind.PLACE, "64.74"),
    (Kind.PLACE, "64.74.01.1001"),
]


def test_the_longest_phrase_counts_and_what_we_do_not_know_is_dropped():
    said = ["tas", "tote", "merah", "muda", "untuk", "siti", "081234567890", "di", "bontang", "kuala"]
    assert terms_in(said, WORDS) == [
        (Kind.TYPE, "tote"),
        (Kind.COLOUR, "pink"),
        (Kind.PLACE, "64.74.01.1001"),
    ]
    assert terms_in(["siti", "6474015708900003"], WORDS) == []


@given(st.lists(st.text(max_size=8), max_size=8))
def test_no_raw_word_ever_comes_through(typed):
    assert set(terms_in(typed, WORDS)) <= set(WORDS.values())


@given(st.lists(st.sampled_from(TERMS), max_size=8))
def test_a_set_has_one_spelling_and_can_be_read_again(terms):
    key = key_of(terms)
    assert key == key_of(reversed(terms)) and len(key) <= 160
    if terms:
        assert len(read_key(key)) == min(len(set(terms)), MOST_TERMS)
        assert set(read_key(key)) <= set(terms)
        assert key_of(read_key(key)) == key
    else:
        assert key == ""


@given(st.text(max_size=60))
def test_any_other_text_is_no_key(text):
    with suppress(ValueError):
        assert key_of(read_key(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "type=", "type=siti", "name=siti", "type=tote type=tote", "type=tote technique=knit", "place=siti"],
)
def test_what_was_not_written_by_us_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - an enum's own words
        read_key(text)


def test_only_a_single_value_of_a_kind_is_named():
    terms = [(Kind.TECHNIQUE, "knit"), (Kind.COLOUR, "red"), (Kind.COLOUR, "blue")]
    assert [one_of(terms, kind) for kind in (Kind.TECHNIQUE, Kind.COLOUR, Kind.PLACE)] == ["knit", "", ""]
