"""The demonstration's bags that come in several ways show all there is to see: photos, prices, one that is gone."""

from __future__ import annotations

from itertools import pairwise

from marketplace.demo.bags import bags_for
from marketplace.demo.people import PEOPLE
from marketplace.demo.ways import SIZES, design_of, photos_of
from marketplace.listings.rules import MAX_PHOTOS

DEALT = [bag for _, bags in bags_for(PEOPLE) for bag in bags]


def test_every_design_that_varies_is_dealt_with_a_photo_of_each_colour():
    varied = {design.motif: photos_of(bag) for bag in DEALT if (design := design_of(bag))}
    assert set(varied) == set(SIZES)
    for motif, photos in varied.items():
        assert len(set(photos)) == len(photos) <= MAX_PHOTOS
        assert all(name.startswith(motif) for name in photos)


def test_a_bag_in_one_colour_way_has_its_own_photos_alone():
    plain = [bag for bag in DEALT if design_of(bag) is None]
    assert plain
    assert all(photos_of(bag) == bag.photos for bag in plain)


def test_neighbours_still_look_different():
    assert all(photos_of(one)[0] != photos_of(other)[0] for one, other in pairwise(DEALT))
