"""Names elsewhere, in the spellings people copy out of their phones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.artisans.profiles import read_instagram


@pytest.mark.parametrize(
    "typed",
    [
        "siti.rajut",
        "@siti.rajut",
        " @Siti.Rajut ",
        "instagram.com/siti.rajut",
        "www.instagram.com/siti.rajut/",
        "https://instagram.com/siti.rajut?igsh=abc",
        "https://www.instagram.com/Siti.Rajut/?hl=id#x",
        "http://m.instagram.com/siti.rajut",
        "https://instagr.am/siti.rajut",
    ],
)
def test_every_spelling_of_a_profile_is_one_name(typed):
    assert read_instagram(typed) == "siti.rajut"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "p",
        "@Explore",
        "siti rajut",
        ".siti",
        "siti.",
        "siti..rajut",
        "s" * 31,
        "https://instagram.com/",
        "https://instagram.com/p/Cabc123/",
        "https://instagram.com/reel/Cabc123/",
        "https://instagram.com.example/siti",
        "https://example.com/siti",
        "javascript:alert(1)",
        "síti",
    ],
)
def test_what_is_no_profile_is_refused(typed):
    with pytest.raises(ValueError, match=r"Instagram|another site"):
        read_instagram(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_plain_name_or_refused(typed):
    try:
        name = read_instagram(typed)
    except ValueError:
        return
    assert name == read_instagram(f"https://www.instagram.com/{name}/")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_.")
