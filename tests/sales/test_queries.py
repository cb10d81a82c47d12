"""The book as it is read: which lines, in which order, what they add up to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from marketplace.kit.errors import NotFound
from marketplace.order_notes import disputed
from marketplace.order_notes import operations as orders
from marketplace.order_notes.rules import Action, State
from marketplace.sales import operations, queries
from marketplace.sales.rules import month_at, year_at
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY, actor_of
from tests.sales.conftest import ZONE, day

APRIL, MAY, YEAR = month_at(TODAY), month_at(day("2026-05-01")), year_at(2026)


def lines(artisan, span=YEAR):
    found, after = [], ""
    while True:
        page = queries.page(artisan.id, span, ZONE, after)
        found += page.items
        if not page.next_cursor:
            return found
        after = page.next_cursor


def sums(artisan, span=APRIL):
    (found,) = queries.sums(artisan.id, span, ZONE)
    return found


def agree(note, session):
    buyer = orders.buyer_of(note, None)
    orders.confirm(note, seen=1, who=buyer, at=NOON, today=TODAY)
    session.commit()


def test_what_was_handed_over_is_sold_and_what_is_agreed_stands_beside_it(bag, propose, handed, session):
    open_note = propose(bag, price=300_000)
    agree(open_note, session)
    propose(bag, price=999_000)
    found = sums(bag.artisan)
    assert (found.sales, found.pieces, found.amount) == (1, 1, 285_000)
    assert (found.open_notes, found.open_amount) == (1, 300_000)
    states = {line.note: (line.state, line.counts) for line in lines(bag.artisan)}
    assert states == {handed.code: (State.HANDED_OVER, True), open_note.code: (State.AGREED, False)}


def test_what_was_called_off_is_no_sale_and_a_dispute_is_in_no_sum(bag, propose, handed, move, session):
    off = propose(bag)
    agree(off, session)
    move(off, Action.CANCEL, NOON)
    assert [line.note for line in lines(bag.artisan)] == [handed.code]
    who = orders.artisan_of(handed, actor_of(bag.artisan))
    disputed.hold(handed, "Belum dibayar.", who=who, at=NOON)
    session.commit()
    assert sums(bag.artisan).sales == 0 and sums(bag.artisan).open_notes == 1


def test_a_note_stands_under_the_local_day_it_was_handed_over(bag, propose, move, session):
    note = propose(bag)
    agree(note, session)
    move(note, Action.FINISH, NOON)
    midnight = datetime(2026, 4, 30, 16, tzinfo=UTC)  # in Bontang the first of May begins
    move(note, Action.HAND_OVER, midnight)
    assert sums(bag.artisan, APRIL).is_empty
    assert sums(bag.artisan, MAY).amount == 285_000
    (line,) = lines(bag.artisan, MAY)
    assert line.day == day("2026-05-01")


def test_an_amount_nobody_wrote_is_in_no_sum_and_counted_as_such(bag, write):
    write(bag.artisan, amount=None, pieces=3)
    write(bag.artisan, amount=50_000)
    found = sums(bag.artisan)
    assert (found.sales, found.pieces, found.amount, found.unpriced) == (2, 5, 50_000, 1)


def test_sums_are_whole_rupiah_beyond_what_32_bits_hold(bag, write):
    for _ in range(3):
        write(bag.artisan, amount=9_000_000_000)
    assert sums(bag.artisan).amount == 27_000_000_000
    assert isinstance(sums(bag.artisan).amount, int)


def test_a_struck_line_is_shown_and_is_in_no_sum_and_no_file(bag, write, session):
    sale = write(bag.artisan)
    operations.strike(sale, seen=1, actor=actor_of(bag.artisan), at=NOON)
    session.commit()
    assert [line.struck for line in lines(bag.artisan)] == [True]
    assert sums(bag.artisan).is_empty
    assert list(queries.every(bag.artisan.id, YEAR, ZONE)) == []


def test_pages_and_batches_hold_every_line_once_last_day_first(
    bag, propose, hand_over, move, write, session, monkeypatch
):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    monkeypatch.setattr(queries, "PER_BATCH", 3)
    for place in range(3):
        hand_over(propose(bag, details=f"ke-{place}"))
    for back in (0, 0, 0, 1, 1, 40):
        write(bag.artisan, sold_on=TODAY - timedelta(days=back))
    shown = lines(bag.artisan)
    assert len(shown) == len({line.mark for line in shown}) == 9
    assert [line.day for line in shown] == sorted((line.day for line in shown), reverse=True)
    assert [bool(line.note) for line in shown[:6]] == [True] * 3 + [False] * 3, "notes above lines of the day"
    assert list(queries.every(bag.artisan.id, YEAR, ZONE)) == shown
    assert [one.sales for one in queries.sums(bag.artisan.id, YEAR, ZONE)] == [0, 0, 1, 8] + [0] * 8


@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMiwzXQ", "WyIyMDI2LTA0LTE0VDA0OjAwOjAwKzAwOjAwIiw1LDFd"])
def test_a_cursor_not_ours_is_the_first_page(bag, write, cursor):
    write(bag.artisan)
    assert len(queries.page(bag.artisan.id, YEAR, ZONE, cursor).items) == 1


def test_nobody_elses_rows_are_in_a_book(bag, make, handed, write):
    sale, other = write(bag.artisan), make.artisan()
    for artisan_id in (other.id, None):
        assert not queries.page(artisan_id, YEAR, ZONE).items
        assert list(queries.every(artisan_id, YEAR, ZONE)) == []
        assert all(one.is_empty for one in queries.sums(artisan_id, YEAR, ZONE))
        assert queries.bags(artisan_id) == []
        with pytest.raises(NotFound):
            queries.own(artisan_id, sale.id)
    assert queries.bag(other.id, bag.code) is None


def test_a_year_is_two_queries_and_a_page_two(bag, handed, write, statements):
    for _ in range(3):
        write(bag.artisan)
    artisan_id = bag.artisan_id
    with statements() as seen:
        queries.sums(artisan_id, YEAR, ZONE)
    assert len(seen) == 2
    with statements() as seen:
        queries.page(artisan_id, YEAR, ZONE)
    assert len(seen) == 2
