"""Which numbers an address may carry."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web import row_numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        (str(row_numbers.LARGEST), row_numbers.LARGEST),
        (str(row_numbers.LARGEST + 1), None),
        ("9" * 5000, None),
        ("-1", None),
        ("1.5", None),
        ("\uff11", None),
        ("\u00b2", None),
        ("", None),
    ],
)
def test_a_number_in_a_field_is_read_or_passed_over(text: str, number: int | None) -> None:
    assert row_numbers.row_number(text) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0", True),
        ("1", True),
        (str(row_numbers.LARGEST), True),
        (str(row_numbers.LARGEST + 1), False),
        ("9" * 19, False),
        ("9" * 5000, False),
        ("-1", False),
        ("1.5", False),
        ("\uff11", False),
        ("", False),
    ],
)
def test_a_number_no_row_can_have_leads_nowhere(text: str, found: bool) -> None:
    app = Flask("x", static_folder=None)
    row_numbers.install(app)
    app.add_url_rule("/rows/<int:number>", "row", lambda number: str(number))
    answer = app.test_client().get(f"/rows/{text}")
    assert answer.status_code == (200 if found else 404)
    assert not found or answer.get_data(as_text=True) == text


def test_the_product_reads_its_numbers_so(app: Flask) -> None:
    assert app.url_map.converters["int"] is row_numbers.RowNumber


@given(st.text())
def test_whatever_stands_in_a_field_a_row_can_have_it_or_it_is_passed_over(text: str) -> None:
    number = row_numbers.row_number(text)
    assert number is None or 0 <= number <= row_numbers.LARGEST
    assert number is None or int(text) == number
