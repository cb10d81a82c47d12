import base64
import contextlib
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.paging import Page, decode_cursor, encode_cursor, moment, read_mark, row_number

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


@pytest.mark.parametrize("value", [-1, 2**31, True, False, 1.0, "1", None])
def test_no_table_counts_to_what_is_no_whole_number_of_its_range(value):
    with pytest.raises(ValueError, match="row"):
        row_number(value)


@pytest.mark.parametrize("value", [0, 1, 2**31 - 1])
def test_the_number_of_a_row_is_read_as_it_is(value):
    assert row_number(value) == value


def test_a_moment_is_read_in_any_zone_and_told_in_utc():
    assert moment("2026-04-14T09:12:00+08:00") == datetime(2026, 4, 14, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        None,
        5,
        "",
        "yesterday",
        "2026-04-14T09:12:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_what_has_no_zone_or_no_place_in_the_calendar_is_no_moment(value):
    with pytest.raises(ValueError, match=r"."):
        moment(value)


def test_a_mark_is_a_moment_and_a_row_or_nothing_at_all() -> None:
    at = datetime(2026, 4, 14, 1, 12, tzinfo=UTC)
    assert read_mark(encode_cursor([at.isoformat(), 7])) == (at, 7)
    for wrong in (
        "",
        "x",
        encode_cursor([at.isoformat()]),
        encode_cursor(["gestern", 7]),
        encode_cursor([7, 7]),
    ):
        assert read_mark(wrong) is None
    assert read_mark(encode_cursor([at.isoformat(), -1])) is None
