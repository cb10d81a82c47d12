"""Photos as buyers see them, and which of them is the cover."""

from __future__ import annotations

from marketplace.listings.rules import Focus
from marketplace.listings.shown_photos import covers_of, photos_and_covers
from marketplace.pictures.rules import PictureState


def test_all_photos_of_the_bag_and_the_first_of_the_others(make, session, queries):
    bag, other, bare = make.listing(photos=3), make.listing(photos=2), make.listing(photos=0)
    bag.photos[1].focus = Focus(20, 80)
    session.commit()
    one, others = bag.id, [other.id, bare.id]
    with queries() as asked:
        photos, covers = photos_and_covers(one, others)
    assert len(asked) == 2
    assert [photo.position for photo in photos] == [0, 1, 2]
    assert [photo.focus for photo in photos] == [None, Focus(20, 80), None]
    assert photos[0].alt == "Foto 1" and photos[0].picture.renditions
    assert list(covers) == [other.id] and covers[other.id].position == 0


def test_a_failed_photo_is_passed_over_and_one_in_the_making_is_not(make, session):
    bag = make.listing(photos=2)
    bag.photos[0].picture.state = PictureState.FAILED
    session.commit()
    assert covers_of([bag.id])[bag.id].position == 1
    assert [photo.position for photo in photos_and_covers(bag.id, [])[0]] == [1]
    bag.photos[0].picture.state = PictureState.PENDING
    session.commit()
    assert covers_of([bag.id])[bag.id].position == 0


def test_of_no_bags_nothing_is_asked(app, queries):
    with queries() as asked:
        assert photos_and_covers(0, []) == ([], {})
        assert covers_of([]) == {}
    assert asked == []
