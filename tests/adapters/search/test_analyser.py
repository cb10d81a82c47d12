"""From text to tokens: the same for documents and questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.search.analyser import LONGEST_WORD, analysed, stem, terms, tokens, words
from marketplace.adapters.search.port import MAX_WORDS, WEIGHTS, Part
from marketplace.kit import text as kit


@given(st.text(max_size=80))
def test_words_are_those_of_the_kit(text: str) -> None:
    assert words(text) == [word[:LONGEST_WORD] for word in kit.words(text)]


@pytest.mark.parametrize(
    ("line", "alike"),
    [
        ("rajut rajutan merajut dirajut perajut rajutannya", "rajut"),
        ("crochet merenda renda hakken hakpen Crocheted", "crochet"),
        ("knit knitting breien", "knit"),
        ("Macramé makrame", "macrame"),
        ("tas bag bags tasnya tasku", "tas"),
        ("jahit menjahit dijahit jahitan", "jahit"),
        ("menyulam sulaman", "sulam"),
        ("ransel backpack", "ransel"),
        ("katun cotton", "katun"),
        ("cokelat coklat brown", "coklat"),
    ],
)
def test_words_that_mean_the_same_are_kept_as_one(line: str, alike: str) -> None:
    assert set(tokens(line)) == {alike}


@pytest.mark.parametrize(
    "word", ["keramik", "tangan", "bangku", "buku", "saku", "kamu", "loktuan", "selatan", "punya", "x2000an"]
)
def test_what_only_looks_like_an_ending_or_beginning_is_left(word: str) -> None:
    assert stem(word) == word


def test_two_words_of_one_meaning_are_read_together() -> None:
    assert tokens("Merah muda") == ["pink"]
    assert tokens("tali kur") == ["talikur", "tali", "kur"]
    assert tokens("Abu-abu") == tokens("grey")
    assert [term.token for term in terms("tas tali kur")] == ["tas", "talikur"]


def test_stop_words_say_nothing() -> None:
    assert tokens("tas untuk anak dan ibu, the bag of the day") == ["tas", "anak", "ibu", "tas", "day"]
    assert terms("yang dan di") == []


def test_a_question_has_each_word_once_and_not_too_many() -> None:
    assert [term.token for term in terms("tas bag merah red")] == ["tas", "merah"]
    assert len(terms(" ".join(f"kata{number}x" for number in range(3_000)))) == MAX_WORDS


def test_a_word_weighs_by_where_it_stands_however_often_it_is_written_there() -> None:
    line, _ = analysed({Part.TITLE: "melati melati melati", Part.STORY: "bunga melati"})
    assert line.split().count("melati") == WEIGHTS[Part.TITLE] + WEIGHTS[Part.STORY]
    assert line.split().count("bunga") == WEIGHTS[Part.STORY]


def test_the_two_techniques_and_the_daily_word_find_each_other() -> None:
    line, _ = analysed({Part.TITLE: "Dompet crochet"})
    assert line.split().count("rajut") == 1 < line.split().count("crochet")
    line, _ = analysed({Part.TITLE: "Dompet rajut"})
    assert {"crochet", "knit"} <= set(line.split())


def test_spelling_is_held_against_what_people_know_bags_by_and_not_against_stories() -> None:
    _, spelt = analysed({Part.TITLE: "Tas Rajutan 2024 di", Part.STORY: "salah ketik"})
    assert set(spelt.split()) == {"tas", "rajutan"}


@given(st.text(max_size=200))
def test_any_text_is_analysed(text: str) -> None:
    line, spelt = analysed({Part.TITLE: text, Part.STORY: text})
    assert "\0" not in line + spelt
    assert {term.token for term in terms(text)} <= set(line.split())
