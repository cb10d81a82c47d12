"""The form of keys."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.storage.port import KEY, checked, random_key
from marketplace.kit.errors import NotFound


def test_random_keys_carry_256_bits_and_do_not_repeat() -> None:
    keys = {random_key("jpg") for _ in range(1000)}
    assert len(keys) == 1000
    assert all(checked(key) == key for key in keys)


@given(st.text())
def test_no_text_of_another_form_passes(text: str) -> None:
    try:
        passed = checked(text)
    except NotFound:
        return
    assert KEY.fullmatch(passed)
    assert ".." not in passed
