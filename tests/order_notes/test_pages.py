"""What either side's page offers."""

from __future__ import annotations

from marketplace.inquiries.rules import Side
from marketplace.order_notes.pages import choices, note_page, terms_page
from marketplace.order_notes.rules import Action
from tests.order_notes.conftest import TODAY


def test_each_side_sees_its_own_buttons(app, propose, bag, agreed):
    def offered(note, side):
        return [(one.action, one.needs_reason) for one in choices(note, side, str)]

    assert offered(propose(bag), Side.BUYER) == [(Action.CANCEL, False)]
    assert (Action.START, False) in offered(agreed, Side.ARTISAN)
    assert (Action.START, False) not in offered(agreed, Side.BUYER)
    assert (Action.CANCEL, True) in offered(agreed, Side.BUYER)


def test_only_the_side_that_did_not_write_it_may_confirm(app, propose, bag):
    note = propose(bag)
    with app.test_request_context("/"):
        assert note_page(note, Side.BUYER, TODAY)["may_confirm"]
        assert not note_page(note, Side.ARTISAN, TODAY)["may_confirm"]


def test_a_bag_without_variations_offers_none(app, bag):
    with app.test_request_context("/"):
        assert terms_page(bag, TODAY)["variants"] == []
        assert terms_page(None, TODAY)["first_day"] == "2026-04-14"
