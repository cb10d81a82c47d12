"""Whose notes are found by whom, in which order, page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.inquiries.rules import Side
from marketplace.kit.errors import NotFound
from marketplace.order_notes import queries
from tests.order_notes.conftest import TODAY


def test_the_board_comes_by_ready_date_page_by_page(propose, bag, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    for days in (9, 3, 6):
        propose(bag, ready_on=TODAY + timedelta(days=days))
    first = queries.board(bag.artisan_id)
    rest = queries.board(bag.artisan_id, first.next_cursor)
    assert [(one.ready_on - TODAY).days for one in (*first.items, *rest.items)] == [3, 6, 9]
    assert rest.next_cursor is None
    assert [one.id for one in queries.board(bag.artisan_id, "nonsense").items] == [
        one.id for one in first.items
    ]


def test_nobody_elses_note_is_found(propose, bag, make):
    note, other = propose(bag), make.artisan()
    assert not queries.board(other.id).items
    with pytest.raises(NotFound):
        queries.own(other.id, note.code)
    with pytest.raises(NotFound):
        queries.own(None, note.code)
    with pytest.raises(NotFound):
        queries.own_listing(other.id, bag.code)


def test_what_is_promised_in_a_week_counts_pieces_of_agreed_notes(propose, bag, agreed):
    propose(bag, ready_on=agreed.ready_on, quantity=5)
    assert queries.promised_in_week(bag.artisan_id, agreed.ready_on) == 1
    assert queries.promised_in_week(bag.artisan_id, agreed.ready_on + timedelta(days=7)) == 0


def test_proposals_of_buyers_wait_for_the_artisan(propose, bag):
    propose(bag)
    propose(bag, side=Side.BUYER)
    assert queries.waiting_count(bag.artisan_id) == 1
