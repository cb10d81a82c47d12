import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.text import fold, normal_key, slugify, squeeze, squeeze_lines, words

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Siti   Rahmawati ", "Siti Rahmawati"),
        ("Siti\tRahma\nwati", "Siti Rahma wati"),
        ("Si\u200bti\u202e", "Siti"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("a\x00b", "ab"),
        ("\u3164\u2800", ""),
        ("\ud800x", "x"),
        ("Tas \u00a0 Ombak", "Tas Ombak"),
    ],
)
def test_squeeze_leaves_one_clean_line(typed: str, kept: str) -> None:
    assert squeeze(typed) == kept


@given(ANYTHING)
def test_squeezed_text_can_always_be_stored(text: str) -> None:
    kept = squeeze(text)
    kept.encode()
    assert squeeze(kept) == kept
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in kept)


def test_stories_keep_their_paragraphs() -> None:
    assert (
        squeeze_lines("\r\n  Satu \r\n\r\n\r\n\r\nDua\x00  tiga\u200b \r empat\n")
        == "Satu\n\nDua tiga\nempat"
    )


@given(ANYTHING)
def test_cleaning_a_story_twice_changes_nothing(text: str) -> None:
    kept = squeeze_lines(text)
    assert squeeze_lines(kept) == kept
    assert "\n\n\n" not in kept


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("CAFÉ", "cafe"),
        ("Straße", "strasse"),
        ("ﬁlet", "filet"),
        ("Ｔａｓ", "tas"),
        ("Đặng Øre", "dang ore"),
        ("  Tas  OMBAK ", "tas ombak"),
        ("İstanbul ılık", "istanbul ilik"),
    ],
)
def test_folding_makes_spellings_meet(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(ANYTHING)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz \u00e9\u00f1\u00fc", max_size=40))
def test_folding_does_not_see_case(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Tote Ombak Beras Basah", "tote-ombak-beras-basah"),
        ("  Tas & Dompet (2 in 1)!! ", "tas-dompet-2-in-1"),
        ("Crème brûlée", "creme-brulee"),
        ("!!!", ""),
        ("包", ""),
        ("satu dua tiga", "satu-dua-tiga"),
    ],
)
def test_slugs_are_plain(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_long_slugs_end_between_words() -> None:
    assert slugify("satu dua tiga", limit=10) == "satu-dua"
    assert slugify("satu dua tiga", limit=8) == "satu-dua"
    assert slugify("satuduatiga", limit=4) == "satu"


@given(ANYTHING, st.integers(1, 80))
def test_slugs_fit_addresses(text: str, limit: int) -> None:
    slug = slugify(text, limit)
    assert len(slug) <= limit
    assert slugify(slug, limit) == slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug


@pytest.mark.parametrize(
    "spelling",
    [
        "00000 0000 0000007 2025",
        "00000.0000.0000007.2025",
        " 00000-0000 0000007/2025",
        "00000000000000072025",
    ],
)
def test_one_key_for_every_spacing(spelling: str) -> None:
    assert normal_key(spelling) == "00000000000000072025"


@given(ANYTHING)
def test_keys_hold_capitals_and_digits_only(text: str) -> None:
    key = normal_key(text)
    assert normal_key(key) == key
    assert key.isascii()
    assert not key or key.isalnum()
    assert key == key.upper()


def test_words_are_folded_and_bare() -> None:
    assert words("Tas RAJUT, café_2: (ombak)") == ["tas", "rajut", "cafe", "2", "ombak"]
