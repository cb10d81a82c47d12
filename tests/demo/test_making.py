"""The demonstration's photos of the making are there, described, and few enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketplace.access.actors import Actor
from marketplace.demo import making
from marketplace.pictures.operations import StoredPicture
from marketplace.pictures.rules import MAX_CAPTION, PROCESS_FEW, PROCESS_MOST

PHOTOS = Path(making.__file__).parent / "photos"


@pytest.mark.parametrize("photos", [*making.OF_BAGS.values(), making.OF_WORK])
def test_each_photo_exists_and_has_a_caption(photos):
    assert PROCESS_FEW <= len(photos) <= PROCESS_MOST
    for name, caption in photos:
        assert (PHOTOS / f"{name}.jpg").exists() and 0 < len(caption) <= MAX_CAPTION


def test_they_come_in_order_and_only_where_there_are_some(make, clock):
    bag = make.listing(photos=0)
    account = bag.artisan.account
    actor = Actor(account.id, account.role, account.name, bag.artisan_id)
    names = {name for photos in (*making.OF_BAGS.values(), making.OF_WORK) for name, _ in photos}
    stored = {
        name: StoredPicture(f"{number:064x}", f"ab/cd/{number:064x}.jpg", 1080, 1350)
        for number, name in enumerate(sorted(names))
    }
    making.of_bag(bag, "bulat-a", stored, actor=actor, at=clock())
    assert bag.process_photos == []
    making.of_bag(bag, "ombak-a", stored, actor=actor, at=clock())
    came = [row.received_at for row in bag.process_photos]
    assert came == sorted(came) and came[-1] < clock()
    making.of_workplace(bag.artisan, stored, actor=actor, at=clock())
    assert len(bag.artisan.workplace_photos) == len(making.OF_WORK)
