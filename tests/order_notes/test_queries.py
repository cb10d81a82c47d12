"""Whose notes are found by whom, in which order, page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.inquiries.rules import Side
from marketplace.kit.errors import NotFound
from marketplace.order_notes import operations, queries
from marketplace.order_notes.rules import Action
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY, actor_of


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


STEPS = (Action.START, Action.FINISH, Action.HAND_OVER)


@pytest.mark.parametrize(
    ("steps", "days", "told"),
    [(0, -3, True), (1, 0, True), (1, 7, True), (1, 8, False), (2, 0, False), (3, 0, False)],
)
def test_what_is_to_be_finished_is_promised_and_near_or_past(
    session, propose, agreed, make, steps, days, told
):
    propose(agreed.listing, ready_on=agreed.ready_on)  # nothing is promised before it is agreed
    artisan = agreed.artisan
    for step in STEPS[:steps]:
        who = operations.artisan_of(agreed, actor_of(artisan))
        operations.step(agreed, step, "", who=who, at=NOON)
    session.commit()
    today = agreed.ready_on - timedelta(days=days)
    found = queries.to_finish(artisan.id, today, 5)
    assert [(one.code, one.title, one.quantity, one.buyer_name) for one in found] == (
        [(agreed.code, "Tote Ombak", 1, "Rina")] if told else []
    )
    assert queries.to_finish(make.artisan().id, today, 5) == []


def test_the_longest_overdue_is_finished_first(session, propose, bag, request):
    for days in (5, 1, 3):
        note = propose(bag, ready_on=TODAY + timedelta(days=days))
        operations.confirm(note, seen=1, who=operations.buyer_of(note, None), at=NOON, today=TODAY)
    session.commit()
    artisan_id = bag.artisan_id
    with request.getfixturevalue("queries")() as asked:
        found = queries.to_finish(artisan_id, TODAY, 2)
    assert [(one.ready_on - TODAY).days for one in found] == [1, 3]
    assert len(asked) == 1


def test_proposals_of_buyers_wait_for_the_artisan(propose, bag):
    propose(bag)
    propose(bag, side=Side.BUYER)
    assert queries.waiting_count(bag.artisan_id) == 1
