"""Bags as officers find them, and the lists of those that are down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.artisans.models import Artisan
from marketplace.kit.errors import NotFound
from marketplace.listings.rules import State
from marketplace.takedowns import operations
from marketplace.takedowns import queries as found
from tests.takedowns.conftest import take_down


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("lock", [True, False])
def test_officers_find_what_is_or_was_to_be_seen(make, state, lock):
    bag = make.listing(make.artisan(visible=False), state=state)
    if state is State.DRAFT:
        with pytest.raises(NotFound):
            found.bag(bag.code, lock=lock)
    else:
        assert found.bag(bag.code, lock=lock).id == bag.id


def test_nobody_reads_another_makers(make, bag, down):
    assert found.own(bag.artisan_id, down.id).id == down.id
    for artisan_id in (make.artisan().id, None):
        with pytest.raises(NotFound):
            found.own(artisan_id, down.id)
    assert [one.id for one in found.open_of_artisan(bag.artisan_id)] == [down.id]
    assert found.open_of_artisan(make.artisan().id) == []
    assert found.open_of(bag).id == down.id


def test_a_bag_that_is_not_down_costs_no_question(make, queries):
    bag = make.listing()
    assert bag.state is State.PUBLISHED
    with queries() as asked:
        assert found.open_of(bag) is None
    assert asked == []


def test_pages_skip_and_repeat_nothing(make, officer, clock, monkeypatch, maker):
    monkeypatch.setattr(found, "PER_PAGE", 2)
    made = []
    for number in range(5):
        clock.now += timedelta(hours=number % 2)
        made.append(take_down(make, make.listing(make.session.get_one(Artisan, maker.artisan_id)), officer))
    for appealed, expected in ((False, [one.id for one in reversed(made)]), (True, [one.id for one in made])):
        if appealed:
            for one in made:
                operations.appeal(one, "Tidak.", actor=maker, at=clock())
            make.session.commit()
        seen, after = [], ""
        for _ in range(5):
            page = found.queue(appealed=appealed, after=after)
            seen += [one.id for one in page.items]
            if page.next_cursor is None:
                break
            after = page.next_cursor
        assert seen == expected
    assert found.queue(after="kosong").items[0].id == made[-1].id
