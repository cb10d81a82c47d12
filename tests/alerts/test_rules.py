"""Tokens of links, and what tells wishes apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.alerts.rules import proves, row_of, sign, wish_key

numbers = st.integers(1, 10**9 - 1)


@given(numbers, st.sampled_from(["list", "stop search", "confirm"]), st.text(max_size=60))
def test_a_token_proves_its_own_row_purpose_and_reader_and_no_other(row, purpose, bound):
    token = sign("secret", purpose, row, bound)
    assert row_of(token) == row
    assert proves(token, "secret", purpose, row, bound)
    assert not proves(token, "other secret", purpose, row, bound)
    assert not proves(token, "secret", purpose + "x", row, bound)
    assert not proves(token, "secret", purpose, row + 1, bound)
    assert not proves(token, "secret", purpose, row, bound + "x")


@given(st.text())
def test_any_text_is_borne_as_a_token(text):
    number = row_of(text)
    assert number is None or 0 <= number < 10**9
    assert not proves(text, "secret", "list", 1, "somebody")


def test_wishes_are_told_apart():
    keys = {
        wish_key(query="q=ombak"),
        wish_key(query="q=ombak&type=tote"),
        wish_key(query="artisan:7"),
        wish_key(artisan_id=7),
        wish_key(artisan_id=8),
    }
    assert len(keys) == 5
    assert all(len(key) == 64 for key in keys)
