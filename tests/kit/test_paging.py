import base64
import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.paging import Page, decode_cursor, encode_cursor

VALUES = st.lists(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    max_size=4,
)


def packed(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


@given(VALUES)
def test_what_goes_in_comes_out(values: list[str | int | float | bool | None]) -> None:
    cursor = encode_cursor(values)
    assert decode_cursor(cursor) == values
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "!",
        "é",
        "A",
        "a" * 513,
        "====",
        packed("{}"),
        packed("1"),
        packed('"x"'),
        packed("[[1]]"),
        packed('[{"a":1}]'),
        packed("[NaN]"),
        packed("[Infinity]"),
        packed("[1e999]"),
        packed(f"[{2**63}]"),
        packed(f"[{-(2**63) - 1}]"),
        packed('["\\u0000"]'),
        packed('["\\ud800"]'),
        packed("[" * 380),
        packed("[1"),
        packed("[" + "9" * 370 + "]"),
        base64.urlsafe_b64encode(b'["\xff"]').decode().rstrip("="),
    ],
)
def test_rubbish_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a cursor"):
        decode_cursor(text)


@given(st.text())
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        json.dumps(decode_cursor(text))


def test_a_page_knows_whether_more_follow() -> None:
    assert Page([1, 2], "x").has_more
    assert not Page([1, 2]).has_more
