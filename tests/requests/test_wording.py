"""A request and its offers in words; what an order note says of them."""

from __future__ import annotations

from datetime import timedelta

from marketplace.listings.rules import Colour
from marketplace.requests import wording
from marketplace.requests.rules import MAX_WORDS
from tests.requests.conftest import TODAY, take


def test_the_note_carries_the_wish_and_never_more_than_it_holds(app, maker, ask, offered):
    artisan = maker()
    request = ask(words="x" * MAX_WORDS, colour=Colour.NAVY, height_cm=40)
    offer = offered(request, artisan, words="Benang katun")
    with app.test_request_context("/en/"):
        said = wording.details(request, offer)
    assert "30 cm" in said and "40 cm" in said and "Benang katun" in said
    assert len(said) == wording.MAX_DETAILS


def test_nothing_is_said_that_was_not_written(app, maker, ask):
    maker()
    request = ask(length_cm=None)
    with app.test_request_context("/"):
        values = dict(wording.facts(request))
        assert wording.size(request) == "" and wording.said(request).startswith(request.words)
    assert [bool(value) for value in values.values()].count(True) == 4


def test_an_offer_is_capped_by_what_is_left_and_says_when_it_is_late(app, maker, ask, offered):
    one, two = maker(), maker()
    request = ask(quantity=5, needed_on=TODAY + timedelta(days=8))
    offered(request, one, quantity=5)
    part = take(request, offered(request, two, quantity=3), 3)
    with app.test_request_context("/"):
        (left,) = wording.offers(request, TODAY)
        (made,) = wording.makers(request)
    assert (left.most, left.late, left.maker) == (2, True, one.name)
    assert (made.part, made.maker, made.counts) == (part, two.name, True)
    assert made.record == part.note.snapshot.record_code
