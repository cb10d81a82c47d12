"""Secrets, and what is kept of them."""

import hashlib
import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.tokens import LINK_GRACE, digest, new_token, still_works


def test_a_token_holds_256_bits_and_fits_an_address() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def test_the_digest_is_the_published_one() -> None:
    """Rows written by an older version must still be found."""
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(st.text(st.characters(), max_size=30), st.text(st.characters(), max_size=30))
def test_any_text_has_a_digest_and_two_texts_have_two(first: str, second: str) -> None:
    assert (digest(first) == digest(second)) is (first == second)
    assert re.fullmatch("[0-9a-f]{64}", digest(first))
    assert len(digest("\ud800" + first)) == hashlib.sha256().digest_size * 2


def test_the_grace_of_a_replaced_link_ends_at_its_last_moment() -> None:
    at = datetime(2026, 4, 14, 12, tzinfo=UTC)
    assert still_works(None, at)
    assert still_works(at - LINK_GRACE + timedelta(microseconds=1), at)
    assert not still_works(at - LINK_GRACE, at)
