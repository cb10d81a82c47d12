"""What she types about a sale, as people type it."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.sales.schemas import SaleForm, initial
from marketplace.web.forms import read_values

GOOD = {"sold_on": "14 April 2026", "what": "Dompet", "pieces": "2", "amount": "60rb", "paid": "tunai"}


def read(app, **fields):
    with app.test_request_context():
        return read_values(SaleForm, GOOD | fields)


def test_days_and_amounts_are_read_as_people_write_them(app):
    data = read(app).data
    assert (data.sold_on, data.amount, data.bag, data.seen) == (date(2026, 4, 14), 60_000, None, 0)


def test_an_empty_amount_is_none_and_zero_is_zero(app):
    assert read(app, amount=" ").data.amount is None
    assert read(app, amount="0").data.amount == 0


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("sold_on", "kemarin"),
        ("sold_on", ""),
        ("pieces", ""),
        ("pieces", "0"),
        ("pieces", "1.5"),
        ("pieces", "1000"),
        ("amount", "12.5"),
        ("amount", "-1"),
        ("amount", "10000000001"),
        ("what", "a" * 121),
        ("what", "nol\0"),
        ("paid", "KTP 6474012345678901"),
    ],
)
def test_what_cannot_be_meant_is_said_beside_its_field(app, field, typed):
    form = read(app, **{field: typed})
    assert not form.ok and list(form.errors) == [field]
    assert form.value(field) == typed


def test_a_line_comes_back_into_its_form_as_it_was(app):
    again = {name: str(value) for name, value in initial(read(app).data).items()}
    assert again["amount"] == "60.000"
    assert read(app, **again).data == read(app).data
