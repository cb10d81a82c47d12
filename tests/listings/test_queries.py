"""What belongs to somebody is asked for by its owner: the bags of another artisan are not there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from marketplace.kit.errors import NotFound
from marketplace.kit.paging import encode_cursor
from marketplace.listings import queries as bags
from marketplace.listings.rules import State

MOMENT = "2026-04-14T00:00:00+00:00"


@pytest.fixture
def hers(make):
    """An artisan with one bag in every state, beside another who has the same."""
    other, artisan = make.artisan(), make.artisan()
    for owner in (other, artisan):
        for state in State:
            make.listing(owner, state=state)
    return artisan


def test_she_finds_her_own_bags_and_no_removed_one_and_nobody_finds_them_for_her(make, hers, session):
    other = make.artisan()
    for bag in bags.own_page(hers.id).items:
        assert bags.own(hers.id, bag.code, lock=True) is bag
        for stranger in (other.id, None, hers.id + 1000):
            with pytest.raises(NotFound):
                bags.own(stranger, bag.code)
    gone = make.listing(hers, state=State.REMOVED)
    with pytest.raises(NotFound):
        bags.own(hers.id, gone.code)
    assert bags.code_is_taken(gone.code), "a code is never given twice"


@pytest.mark.parametrize("state", [None, *State])
def test_her_list_holds_her_bags_of_one_state_or_all_but_the_removed(hers, state):
    found = bags.own_page(hers.id, state).items
    assert {bag.artisan_id for bag in found} == {hers.id}
    assert {bag.state for bag in found} == ({state} if state else set(State) - {State.REMOVED})
    assert bags.own_page(None, state).items == []


def test_her_numbers_agree_with_her_lists(make, hers):
    make.listing(hers)
    counts = bags.own_counts(hers.id)
    assert counts == {
        state: len(bags.own_page(hers.id, state).items) for state in State if state is not State.REMOVED
    }
    assert counts[State.PUBLISHED] == 2
    assert set(bags.own_counts(None).values()) == {0}


def test_a_draft_never_filled_is_shown_nowhere_and_used_again(make):
    artisan = make.artisan()
    make.listing(make.artisan(), state=State.DRAFT, title="", photos=0)
    assert bags.untouched_draft(artisan.id) is None
    make.listing(artisan, state=State.DRAFT, title="", photos=1)
    make.listing(artisan, state=State.DRAFT, title="Tote", photos=0)
    assert bags.untouched_draft(artisan.id) is None
    blank = make.listing(artisan, state=State.DRAFT, title="", photos=0)
    assert bags.untouched_draft(artisan.id) is blank
    assert blank not in bags.own_page(artisan.id).items
    assert bags.own_counts(artisan.id)[State.DRAFT] == 2


def test_her_list_is_walked_to_its_end_though_all_changed_at_once(make):
    artisan = make.artisan()
    own = [make.listing(artisan, photos=0) for _ in range(7)]
    make.listing()
    found, cursor = [], ""
    while cursor is not None:
        page = bags.own_page(artisan.id, cursor=cursor, limit=3)
        found += page.items
        cursor = page.next_cursor
    assert found == own[::-1]


@pytest.mark.parametrize(
    "values",
    [
        [],
        [MOMENT],
        [MOMENT, "1"],
        [MOMENT, True],
        [MOMENT, 1.5],
        [MOMENT, None],
        [MOMENT, 2**62],
        ["yesterday", 1],
        ["2026-04-14T00:00:00", 1],
        ["0001-01-01T00:00:00+14:00", 1],
        ["9999-12-31T23:59:59-14:00", 1],
        [MOMENT, 1, 1],
    ],
    ids=repr,
)
def test_a_cursor_that_was_not_ours_is_not_there(make, values):
    make.listing(artisan := make.artisan())
    with pytest.raises(NotFound):
        bags.own_page(artisan.id, cursor=encode_cursor(values))


def test_a_photo_is_found_in_its_own_bag_only(make):
    mine, other = make.listing(photos=2), make.listing(photos=1)
    assert bags.own_photo(mine, mine.photos[1].id) is mine.photos[1]
    with pytest.raises(NotFound):
        bags.own_photo(mine, other.photos[0].id)


def test_bags_begun_are_counted_with_the_deleted_and_without_other_peoples(make):
    artisan, now = make.artisan(), datetime(2026, 4, 14, tzinfo=UTC)
    for hours, state in [(30, State.PUBLISHED), (5, State.REMOVED), (1, State.DRAFT)]:
        make.listing(artisan, state=state, created_at=now - timedelta(hours=hours))
    make.listing(created_at=now - timedelta(hours=2))
    since = now - timedelta(hours=24)
    assert bags.made_since(artisan.id, since) == (2, now - timedelta(hours=5))
    assert bags.made_since(make.artisan().id, since) == (0, None)


def test_work_on_all_her_bags_leaves_out_the_deleted_and_other_peoples(hers):
    assert {(bag.artisan_id, bag.state) for bag in bags.of_artisan(hers.id)} == {
        (hers.id, state) for state in State if state is not State.REMOVED
    }


def test_nobody_is_the_maker_of_a_number_nobody_has(make):
    artisan = make.artisan()
    assert bags.maker(artisan.id) is artisan
    for number in (None, 0, artisan.id + 1000):
        with pytest.raises(NotFound):
            bags.maker(number)


def test_of_bags_asked_for_only_her_own_drafts_are_there(make, session):
    artisan = make.artisan()
    draft, shown = make.listing(artisan, state=State.DRAFT), make.listing(artisan)
    other = make.listing(state=State.DRAFT)
    found = bags.own_drafts(artisan.id, [draft.id, shown.id, other.id])
    assert [bag.id for bag in found] == [draft.id]


def test_imported_bags_do_not_count_as_begun(make):
    artisan = make.artisan()
    make.listing(artisan, imported=True)
    assert bags.made_since(artisan.id, datetime(2000, 1, 1, tzinfo=UTC)) == (0, None)
