"""What people type into a note."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from marketplace.order_notes.schemas import PaymentForm, TermsForm, initial
from tests.order_notes.conftest import Said

TYPED = {"quantity": "1", "price": "285rb", "ready_on": "1 Mei 2026", "delivery": "pick_up"}


def test_amounts_and_days_are_read_as_people_write_them():
    read = TermsForm.model_validate(TYPED)
    assert (read.price, read.deposit, read.ready_on) == (285_000, 0, date(2026, 5, 1))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("price", "999", "order_note.price_range"),
        ("price", "9900000001", "order_note.price_range"),
        ("price", "1,5", "listing.price_unreadable"),
        ("ready_on", "kapan saja", "order_note.date"),
    ],
)
def test_what_cannot_be_read_says_which_field(field, value, code):
    with pytest.raises(ValidationError) as caught:
        TermsForm.model_validate(TYPED | {field: value})
    assert [(error["loc"][0], error["type"]) for error in caught.value.errors()] == [(field, code)]


def test_an_account_number_of_sixteen_digits_may_stand_in_how_she_is_paid():
    assert PaymentForm.model_validate({"words": "Bank 1234 5678 9012 3456"}).words.startswith("Bank")


def test_a_form_shows_what_was_agreed_with_dots():
    assert initial(Said())["price"] == "285.000"
    assert initial(Said(deposit=0))["deposit"] is None
