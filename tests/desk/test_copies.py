"""Photos in two shops, for officers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from marketplace.accounts.models import Account
from marketplace.desk import copies
from marketplace.listings.models import Listing, Photo
from marketplace.listings.rules import State
from marketplace.pictures.models import Picture, PictureCopy
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

SignIn = Callable[[ProofreadingClient, Account], str]
Queries = Callable[[], AbstractContextManager[list[str]]]


def show(make: Make, picture: Picture, listing: Listing | None = None) -> Photo:
    listing = listing or make.listing(photos=0)
    photo = Photo(listing_id=listing.id, picture_id=picture.id, position=5)
    make.session.add(photo)
    make.session.commit()
    return photo


def copy(make: Make, picture: Picture, other: Picture, **changes: object) -> None:
    values = {"bits": 2, "crop": 0, "mirrored": False, "found_at": make.clock()}
    make.session.add(PictureCopy(picture_id=picture.id, other_id=other.id, **values | changes))
    make.session.commit()


def found() -> list[tuple[int, int, bool]]:
    return [(pair.newer.id, pair.older.id, pair.likeness is not None) for pair in copies.pairs("").items]


def test_one_file_and_copies_come_newest_first(make: Make) -> None:
    one, other = make.picture(), make.picture()
    copy(make, other, one)
    first, second, third = show(make, one), show(make, other), show(make, one)
    assert found() == [(third.id, second.id, True), (third.id, first.id, False), (second.id, first.id, True)]


def test_one_artisans_own_photos_are_no_hint(make: Make) -> None:
    artisan, one, other = make.artisan(), make.picture(), make.picture()
    copy(make, other, one)
    for picture in (one, one, other):
        show(make, picture, make.listing(artisan, photos=0))
    assert found() == []


@pytest.mark.parametrize("state", State)
def test_only_what_stands_in_a_shop_counts(state: State, make: Make) -> None:
    picture = make.picture()
    show(make, picture)
    show(make, picture, make.listing(photos=0, state=state))
    assert bool(found()) is (state in (State.PUBLISHED, State.PAUSED, State.SOLD))


def test_pages_follow_one_another_without_a_gap(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "PAGE", 4)
    picture = make.picture()
    for _ in range(5):
        show(make, picture)
    cursor, seen = "", []
    while True:
        page = copies.pairs(cursor)
        seen += [(pair.newer.id, pair.older.id) for pair in page.items]
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert len(seen) == 10 == len(set(seen)) and seen == sorted(seen, reverse=True)
    assert len(copies.pairs("not a cursor").items) == 4


@pytest.mark.parametrize("language", ["", "/en"])
def test_both_photos_stand_side_by_side(language: str, desk: ProofreadingClient, make: Make) -> None:
    one, other = make.picture(), make.picture()
    copy(make, other, one, mirrored=True, crop=10)
    first, second = show(make, one), show(make, other)
    answer = desk.get(f"{language}/desk/copies")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200 and page.count("<figure") == 2
    assert first.listing.artisan.name in page and second.listing.title in page and "10%" in page


def test_nothing_to_show_is_said(desk: ProofreadingClient) -> None:
    assert "<figure" not in desk.get("/desk/copies").get_data(as_text=True)


def test_queries_do_not_grow_with_the_pairs(desk: ProofreadingClient, make: Make, queries: Queries) -> None:
    picture = make.picture()
    show(make, picture)
    show(make, picture)
    with queries() as few:
        desk.get("/desk/copies")
    for _ in range(3):
        show(make, picture)
    with queries() as many:
        desk.get("/desk/copies")
    assert len(few) == len(many) <= 8, many
