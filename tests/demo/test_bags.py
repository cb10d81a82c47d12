"""The demonstration's bags: complete, with photos that are there, and no two neighbours alike."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

from marketplace.artisans.rules import Technique
from marketplace.demo import loader
from marketplace.demo.bags import DESIGNS, bags_for
from marketplace.demo.people import PEOPLE
from marketplace.listings.rules import MAX_PHOTOS, Availability, MadeBy, missing_for_publication
from marketplace.listings.schemas import ListingForm
from marketplace.pictures.rules import PictureState

DEALT = [(person, bag) for person, bags in bags_for(PEOPLE) for bag in bags]
PHOTOS = {path.stem for path in (Path(loader.FOLDER) / "photos").glob("*.jpg")}


def test_everybody_gets_the_bags_she_is_said_to_have():
    dealt = {person.name: len(bags) for person, bags in bags_for(PEOPLE)}
    assert dealt == {person.name: person.bags for person in PEOPLE}


def test_every_bag_can_be_published():
    ready = SimpleNamespace(picture=SimpleNamespace(state=PictureState.READY))
    for person, bag in DEALT:
        made = SimpleNamespace(**bag.fields, photos=[ready for _ in bag.photos])
        assert missing_for_publication(made) == [], (person.name, bag.fields["title"])


def test_a_bag_is_ready_or_made_to_order_and_never_both():
    for _, bag in DEALT:
        ready = bag.fields["availability"] is Availability.READY
        assert (bag.fields["stock"] is not None) == ready
        assert (bag.fields["lead_days"] is None) == ready


def test_every_photo_is_there_and_every_photo_there_is_is_shown():
    shown = {name for _, bag in DEALT for name in bag.photos}
    assert shown <= PHOTOS
    assert all(0 < len(bag.photos) <= MAX_PHOTOS for _, bag in DEALT)
    assert len(shown) > len(DESIGNS)


def test_neighbours_look_different_and_titles_are_not_repeated_by_one_maker():
    assert all(one.photos[0] != other.photos[0] for (_, one), (_, other) in pairwise(DEALT))
    titles = [(person.name, bag.fields["title"]) for person, bag in DEALT]
    assert len(set(titles)) == len(titles)


def test_a_technique_is_the_makers_own_and_some_bags_are_of_her_group():
    assert all(bag.fields["technique"] is person.technique for person, bag in DEALT)
    assert {bag.fields["made_by"] for _, bag in DEALT} == {MadeBy.SELF, MadeBy.GROUP}
    assert {person.technique for person, _ in DEALT} == set(Technique)


def test_what_is_dealt_are_fields_of_the_form():
    for _, bag in DEALT:
        assert set(bag.fields) <= set(ListingForm.model_fields)
