"""What awaits an artisan: her own failed photos, and nobody else's."""

from __future__ import annotations

from marketplace.certificates.papers import Paper
from marketplace.inquiries.queries import Tally
from marketplace.listings.rules import MadeBy, State
from marketplace.pictures.rules import PictureState
from marketplace.studio.queries import (
    MOST_FAILED,
    FailedPhotos,
    Waiting,
    bags_without_unit,
    failed_photos,
    waiting,
)


def failing(make, artisan, failed=1, **changes):
    bag = make.listing(artisan, photos=3, **changes)
    for photo in bag.photos[:failed]:
        photo.picture.state = PictureState.FAILED
    make.session.commit()
    return bag


def test_failed_photos_are_counted_by_bag_newest_bag_first(make):
    artisan = make.artisan()
    one, two = failing(make, artisan, 1), failing(make, artisan, 2, state=State.DRAFT)
    make.listing(artisan, photos=2)
    assert failed_photos(artisan.id) == [
        FailedPhotos(two.code, two.title, 2),
        FailedPhotos(one.code, one.title, 1),
    ]


def test_those_of_others_and_of_removed_bags_are_not_hers_to_mend(make):
    artisan = make.artisan()
    failing(make, make.artisan())
    failing(make, artisan, state=State.REMOVED)
    assert failed_photos(artisan.id) == []


def test_a_photo_still_being_prepared_has_not_failed(make):
    artisan = make.artisan()
    bag = make.listing(artisan, photos=1)
    bag.photos[0].picture.state = PictureState.PENDING
    make.session.commit()
    assert failed_photos(artisan.id) == []


def test_a_few_are_named_at_most(make):
    artisan = make.artisan()
    bags = [failing(make, artisan) for _ in range(MOST_FAILED + 2)]
    assert [one.code for one in failed_photos(artisan.id)] == [bag.code for bag in bags[::-1][:MOST_FAILED]]


def test_bags_that_could_name_a_unit_and_do_not_are_pointed_at(make, session):
    maker = make.artisan()
    unnamed = make.listing(maker, units=(), title="Tas Polos")
    make.listing(maker, units=(), made_by=MadeBy.GROUP)
    make.listing(maker, units=(), outside_certificate=True)
    make.listing(maker, units=(), state=State.DRAFT)
    make.listing(units=())
    assert bags_without_unit(maker.id) == []  # she has no record yet
    certificate = make.certificate(maker)
    assert bags_without_unit(maker.id) == [(unnamed.code, "Tas Polos")]
    make.listing(maker, units=certificate.units)
    assert len(bags_without_unit(maker.id)) == 1
    certificate.paper = Paper.LPK
    session.commit()
    assert bags_without_unit(maker.id) == []


def test_what_waits_for_her_is_counted_in_one_question(make, queries):
    artisan_id = make.artisan().id
    with queries() as asked:
        assert waiting(artisan_id) == Waiting(0, 0, 0, Tally(0, 0))
    assert len(asked) == 1
