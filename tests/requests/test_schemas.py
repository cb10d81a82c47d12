"""Numbers, days and words as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from marketplace.requests.schemas import AskForm, DeclineForm, OfferForm, TakeForm

OFFER = {"quantity": "5", "price_each": "Rp95.000", "ready_on": "30 April 2026", "delivery": "pick_up"}


def test_an_offer_is_read_as_it_is_typed():
    offer = OfferForm.model_validate(OFFER)
    assert (offer.price_each, offer.ready_on, offer.deposit) == (95_000, date(2026, 4, 30), 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"quantity": "100"},
        {"price_each": "10"},
        {"price_each": "9" * 20},
        {"deposit": "101"},
        {"ready_on": "besok"},
        {"words": "WA 0812-0000-0001 ya"},
        {"words": "NIK 6474010101900001"},
    ],
)
def test_what_cannot_be_is_refused(changes):
    with pytest.raises(ValidationError):
        OfferForm.model_validate(OFFER | changes)


def test_a_refusal_owes_its_reason_and_a_take_its_offer():
    for form, values in ((DeclineForm, {}), (AskForm, {}), (TakeForm, {"quantity": "1"})):
        with pytest.raises(ValidationError):
            form.model_validate(values)
    assert TakeForm.model_validate({"offer": "7", "quantity": "2"}).place == ""
