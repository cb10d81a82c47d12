"""The feed: kept once, read once, one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.accounts.mails import Event
from marketplace.kit.errors import NotFound
from marketplace.notices import operations, queries
from marketplace.notices.models import Notice
from marketplace.notices.rules import KEPT


def event(clock, key="inquiry-1", **blanks):
    return Event("inquiry", key, clock(), blanks=blanks)


def test_an_event_is_kept_once_for_each_account(make, session, clock):
    first, second = make.account(), make.account()
    number = operations.keep(first.id, event(clock, buyer="Rina", token="secret"))
    assert operations.keep(first.id, event(clock, buyer="Other")) is None
    assert operations.keep(second.id, event(clock)) is not None
    assert session.get(Notice, number).blanks == {"buyer": "Rina"}


def test_a_number_that_is_given_anew_on_another_day_is_another_event(make, session, clock):
    account = make.account()
    operations.keep(account.id, event(clock))
    clock.now += timedelta(days=2)
    assert operations.keep(account.id, event(clock)) is not None


def test_reading_keeps_the_first_moment_and_is_ones_own(make, session, clock):
    owner, stranger = make.account(), make.account()
    number = operations.keep(owner.id, event(clock))
    begun = clock()
    operations.read(owner.id, number, at=begun)
    assert operations.read(owner.id, number, at=begun + timedelta(hours=1)).read_at == begun
    with pytest.raises(NotFound):
        operations.read(stranger.id, number, at=begun)


def test_reading_all_leaves_what_came_after_the_page_was_made(make, session, clock):
    owner, other = make.account(), make.account()
    seen = operations.keep(owner.id, event(clock))
    foreign = operations.keep(other.id, event(clock))
    operations.keep(owner.id, event(clock, "inquiry-2"))
    operations.read_all(owner.id, up_to=max(seen, foreign), at=clock())
    assert queries.unread(owner.id) == 1
    assert queries.unread(other.id) == 1


def test_old_rows_are_forgotten_some_at_a_time(make, session, clock):
    account = make.account()
    for number in range(3):
        operations.keep(account.id, event(clock, f"old-{number}"))
    clock.now += KEPT + timedelta(days=1)
    kept = operations.keep(account.id, event(clock))
    assert operations.forget(clock(), most=2) == 2
    assert operations.forget(clock(), most=2) == 1
    assert [one.id for one in session.query(Notice)] == [kept]
