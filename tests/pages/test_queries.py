"""What the odds and ends ask of the features: nothing that is not on show."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.certificates.rules import Status
from marketplace.listings.rules import MadeBy
from marketplace.pages import queries as pages
from tests.factories.noise import EXPIRED, unseen_bags

TODAY = date(2026, 4, 14)


def test_only_bags_on_offer_are_counted_or_are_new(make):
    unseen_bags(make)
    assert (pages.published_count(), pages.newest(TODAY)) == (0, [])
    shown = make.listing()
    assert pages.published_count() == 1
    assert [offer.listing for offer in pages.newest(TODAY)] == [shown]


def test_the_newest_come_first_and_two_of_one_maker_at_most(make):
    busy = make.artisan()
    for _ in range(5):
        make.listing(busy)
    others = [make.listing() for _ in range(pages.SHOWN)]
    found = [offer.listing for offer in pages.newest(TODAY)]
    assert found == others[::-1]
    last = make.listing(busy)
    assert pages.newest(TODAY)[0].listing is last


@pytest.mark.parametrize(
    ("changes", "made_by", "shown"),
    [
        ({}, MadeBy.SELF, True),
        ({}, MadeBy.OTHERS, False),
        ({"valid_until": EXPIRED}, MadeBy.SELF, False),
        ({"status": Status.REVOKED}, MadeBy.SELF, False),
        ({"status": Status.SUBMITTED}, MadeBy.SELF, False),
    ],
)
def test_the_record_in_the_picture_is_valid_and_its_holder_made_the_bag(make, changes, made_by, shown):
    make.certificate(make.artisan())
    artisan = make.artisan()
    certificate = make.certificate(artisan, **changes)
    make.listing(artisan, made_by=made_by)
    found = pages.record_behind(pages.newest(TODAY), TODAY)
    assert (found[0] if found else None) == (certificate if shown else None)
