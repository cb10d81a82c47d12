"""What a misspelt word may have been meant to be."""

from __future__ import annotations

import random
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.search.spelling import best, distance, halves, mistakes

WORDS = {
    "selempang": 90,
    "ransel": 80,
    "rajut": 900,
    "hitam": 50,
    "dompet": 60,
    "tas": 990,
    "makrame": 30,
    "merah": 40,
}


def frequency(word: str) -> int:
    return WORDS.get(word, 0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("selempnag", "selempang"),
        ("slempang", "selempang"),
        ("rajuut", "rajut"),
        ("ranzel", "ransel"),
        ("hitan", "hitam"),
        ("dompeet", "dompet"),
        ("jitam", "hitam"),
    ],
)
def test_one_mistake_is_seen_through(typed: str, meant: str) -> None:
    assert best(typed, frequency) == meant


def test_two_mistakes_are_seen_through_in_long_words_among_neighbours() -> None:
    assert best("selenpnag", frequency, WORDS) == "selempang"
    assert best("hytan", frequency, WORDS) is None


def test_the_more_frequent_word_is_meant_where_two_are_as_near() -> None:
    found = {"merak": 2, "merah": 40}
    assert best("meraj", lambda word: found.get(word, 0)) == "merah"


@pytest.mark.parametrize("typed", ["xq", "a4", "tas2024", "zzzzzz", "", "r" * 300])
def test_what_is_like_nothing_stays(typed: str) -> None:
    assert best(typed, frequency, WORDS) is None


def test_words_run_together_are_parted() -> None:
    assert halves("tasrajut", frequency) == ("tas", "rajut")
    assert halves("tasmanis", frequency) is None
    assert halves("tas", frequency) is None


@given(st.text(ascii_lowercase, min_size=1, max_size=8), st.randoms())
def test_every_mistake_is_one_away(word: str, chance: random.Random) -> None:
    found = [other for other, _ in mistakes(word)]
    for other in chance.sample(found, 20):
        assert distance(word, other, 3) <= 1


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_the_same_both_ways(one: str, two: str) -> None:
    assert distance(one, two, 9) == distance(two, one, 9)
    assert (distance(one, two, 9) == 0) == (one == two)


def test_counting_ends_where_it_no_longer_matters() -> None:
    assert distance("abcdefgh", "stuvwxyz", 2) == 3
