"""The words of the trade agree with each other."""

from __future__ import annotations

from marketplace.adapters.search.analyser import stem
from marketplace.adapters.search.vocabulary import ALSO, PHRASES, STOP_WORDS, SYNONYMS
from marketplace.kit.text import words


def test_every_word_is_folded_and_single() -> None:
    for word in (*SYNONYMS, *SYNONYMS.values(), *STOP_WORDS):
        assert words(word) == [word]


def test_what_a_word_is_kept_under_is_kept_under_itself() -> None:
    kept = {*SYNONYMS.values(), *(token for tokens in PHRASES.values() for token in tokens)}
    kept |= {token for head, others in ALSO.items() for token in (head, *others)}
    for token in kept:
        assert stem(token) == token


def test_nothing_that_is_searched_for_is_a_stop_word() -> None:
    assert not STOP_WORDS & {*SYNONYMS, *SYNONYMS.values()}
