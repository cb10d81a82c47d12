"""Whose notes are found by whom, in which order, page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.roles import Role
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import NotFound
from marketplace.order_notes import operations, queries
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET, TODAY


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


def test_a_link_ends_but_for_the_account_that_holds_the_note(propose, bag, make):
    account, other = make.account(Role.BUYER), make.account(Role.BUYER)
    note = propose(bag, side=Side.BUYER, account_id=account.id)
    token, late = operations.link_token(note, SECRET), NOON + timedelta(days=300)
    assert queries.by_link(token, NOON, account_id=None).id == note.id
    assert queries.by_link(token, late, account_id=account.id).id == note.id
    for account_id in (None, other.id):
        with pytest.raises(NotFound):
            queries.by_link(token, late, account_id=account_id)


def test_what_is_promised_in_a_week_counts_pieces_of_agreed_notes(propose, bag, agreed):
    propose(bag, ready_on=agreed.ready_on, quantity=5)
    assert queries.promised_in_week(bag.artisan_id, agreed.ready_on) == 1
    assert queries.promised_in_week(bag.artisan_id, agreed.ready_on + timedelta(days=7)) == 0


def test_proposals_of_buyers_wait_for_the_artisan(propose, bag):
    propose(bag)
    propose(bag, side=Side.BUYER)
    assert queries.waiting_count(bag.artisan_id) == 1
