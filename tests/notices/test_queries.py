"""Pages of a feed and its count, in few statements."""

from __future__ import annotations

from datetime import timedelta

from marketplace.notices import queries
from marketplace.notices.rules import MOST_COUNTED, SHOWN


def test_a_feed_is_read_in_parts_newest_first_and_each_row_once(make, told):
    account, other = make.account(), make.account()
    for number in range(SHOWN + 3):
        told(account, number)
    told(other)
    first = queries.page_of(account.id)
    second = queries.page_of(account.id, first.before)
    ids = [one.id for one in (*first.notices, *second.notices)]
    assert len(first.notices) == SHOWN
    assert ids == sorted(set(ids), reverse=True)
    assert len(ids) == SHOWN + 3
    assert second.before == 0


def test_counting_stops_where_nobody_reads_on(make, told, session):
    account = make.account(email=None, phone="+6281234567890")
    for number in range(MOST_COUNTED + 3):
        told(account, number)
    assert queries.unread(account.id) == MOST_COUNTED + 1


def test_what_happened_last_stands_first_whatever_was_written_down_first(make, told, clock):
    account = make.account()
    told(account, 1)
    told(account, 2, at=clock() - timedelta(hours=3))
    first, second = queries.page_of(account.id).notices
    assert first.at > second.at
    assert first.id < second.id


def test_a_place_in_somebody_elses_list_is_no_place(make, told, session):
    account, other = make.account(), make.account()
    told(account)
    told(other)
    foreign = queries.page_of(other.id).notices[0].id
    assert len(queries.page_of(account.id, foreign).notices) == 1
